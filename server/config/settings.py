"""All settings together: the checks across their parts, and the centre that they describe.

The centre's settings are in the journal once the centre has begun, and may change while it runs; a file is only what a new
centre begins with. The machine's settings, `[server]`, are read at each start.
"""

from typing import Any
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from server.config.alerts import AlertPart
from server.config.backup import BackupPart
from server.config.catalogue import CataloguePart
from server.config.centre import (
    CallingPart,
    CentrePart,
    CounterPart,
    DisplayPart,
    FieldPart,
    HallPart,
    KioskPart,
    PhonePart,
    PriorityPart,
    RemotePart,
)
from server.config.dossiers import DossiersPart
from server.config.hours import ExceptionPart, HoursPart
from server.config.machine import PrinterPart, ServerPart
from server.config.messages import MessagesPart
from server.config.part import Part, WrongSetting, each_once, unusable
from server.config.points import PointPart
from server.config.ratings import RatingsPart
from server.config.reports import ReportsPart
from server.config.retention import RetentionPart
from server.config.slip import SlipPart
from server.config.voice import VoicePart
from server.core.centre import Centre, DisplayRules, PhoneRules, RemoteRules
from server.core.model import Layout
from server.core.queue.policy import Policy
from server.core.queue.prefixes import one_begins_another


class CentreSettings(Part):
    """All settings of the centre."""

    centre: CentrePart
    hours: HoursPart = HoursPart()
    exceptions: tuple[ExceptionPart, ...] = Field(default=(), max_length=400)
    fields: tuple[FieldPart, ...] = Field(min_length=1, max_length=24)
    counters: tuple[CounterPart, ...] = Field(min_length=1)
    points: tuple[PointPart, ...] = Field(default=(), max_length=20)
    halls: tuple[HallPart, ...] = ()
    priority_classes: tuple[PriorityPart, ...] = ()
    calling: CallingPart = CallingPart()
    phone: PhonePart = PhonePart()
    display: DisplayPart = DisplayPart()
    voice: VoicePart = VoicePart()
    kiosk: KioskPart = KioskPart()
    printer: PrinterPart = PrinterPart()
    slip: SlipPart = SlipPart()
    backup: BackupPart = BackupPart()
    reports: ReportsPart = ReportsPart()
    alerts: tuple[AlertPart, ...] = Field(default=(), max_length=40)
    ratings: RatingsPart = RatingsPart()
    retention: RetentionPart = RetentionPart()
    dossiers: DossiersPart = DossiersPart()
    messages: MessagesPart = MessagesPart()
    catalogue: CataloguePart = CataloguePart()
    remote: RemotePart = RemotePart()

    @model_validator(mode="after")
    def _consistent(self) -> "CentreSettings":
        each_once("ngày riêng", "exception", (str(e.date) for e in self.exceptions))
        each_once("mã lĩnh vực", "field code", (f.code for f in self.fields))
        each_once("chữ đầu", "prefix", (f.prefix for f in self.fields))
        self._prefixes_differ()
        each_once("quầy", "counter", (c.n for c in self.counters))
        each_once("sảnh", "hall", (h.code for h in self.halls))
        each_once("điểm tiếp nhận", "point", (p.code for p in self.points))
        each_once("diện ưu tiên", "priority class", (p.code for p in self.priority_classes))
        each_once("cảnh báo", "alert", (a.code for a in self.alerts))
        self._fields_exist()
        self._halls_exist()
        return self

    def _prefixes_differ(self) -> None:
        if (pair := one_begins_another([field.prefix for field in self.fields])) is not None:
            short, long = pair
            raise WrongSetting(
                f"chữ đầu {long!r} bắt đầu giống {short!r} của lĩnh vực khác, hai người có thể cầm cùng một số",
                f"prefix {long!r} begins with {short!r} of another field, two people could hold the same number",
            )

    def _fields_exist(self) -> None:
        known = {f.code for f in self.fields}
        if self.centre.guidance_field and self.centre.guidance_field not in known:
            raise unusable(
                f"centre.guidance_field: không có lĩnh vực {self.centre.guidance_field}",
                f"centre.guidance_field: there is no field {self.centre.guidance_field}",
            )
        for field in self.fields:
            if field.many_field and (field.many_field == field.code or field.many_field not in known):
                raise WrongSetting(
                    f"lĩnh vực {field.code}: người nhiều hồ sơ phải lấy số của một lĩnh vực khác đang dùng",
                    f"field {field.code}: many_field must be another field that is in use",
                )
        for counter in self.counters:
            if missing := {*counter.fields, *counter.helps} - known:
                raise unusable(
                    f"quầy {counter.n} nhận lĩnh vực không có: {sorted(missing)}",
                    f"counter {counter.n} serves unknown fields {sorted(missing)}",
                )
        for alert in self.alerts:
            if alert.field and alert.field not in known:
                raise unusable(
                    f"cảnh báo {alert.code}: không có lĩnh vực {alert.field}",
                    f"alert {alert.code}: there is no field {alert.field}",
                )

    def _halls_exist(self) -> None:
        known = {h.code for h in self.halls}
        for counter in self.counters:
            if counter.hall is not None and counter.hall not in known:
                raise unusable(
                    f"quầy {counter.n} ở sảnh không có: {counter.hall!r}",
                    f"counter {counter.n} stands in an unknown hall {counter.hall!r}",
                )
        points = {p.code for p in self.points}
        for hall in self.halls:
            if hall.point and hall.point not in points:
                raise WrongSetting(
                    f"sảnh {hall.code}: không có điểm tiếp nhận {hall.point!r}",
                    f"hall {hall.code} is at an unknown point {hall.point!r}",
                )
        if self.voice.hall and self.voice.hall not in known:
            raise unusable(
                f"voice.hall: không có sảnh {self.voice.hall!r}",
                f"voice.hall: there is no hall {self.voice.hall!r}",
            )

    def as_centre(self) -> Centre:
        """The centre that these settings describe."""
        return Centre(
            names={"vi": self.centre.name, "en": self.centre.name_en},
            ward=self.centre.ward,
            zone=ZoneInfo(self.centre.timezone),
            hours=self.hours.as_hours(self.exceptions),
            layout=self._layout(),
            languages=self.centre.languages,
            colour=self.centre.colour,
            logo=self.centre.logo,
            policy=self.as_policy(),
            phone=PhoneRules(**self.phone.model_dump()),
            display=DisplayRules(self.display.officer_names, self.display.priority_shown),
            card_limit=self.kiosk.numbers_per_card_per_day,
            kiosk_pace=self.kiosk.numbers_per_minute,
            slip=self.slip.as_rules(),
            alerts=tuple(alert.as_rule() for alert in self.alerts),
            ratings=self.ratings.as_rules(),
            dossiers=self.dossiers.as_rules(),
            remote=RemoteRules(**self.remote.model_dump()),
        )

    def _layout(self) -> Layout:
        halls = {h.code: {"vi": h.vi, "en": h.en} for h in self.halls}
        first = next(iter(halls), "")
        return Layout(
            {f.code: f.as_field() for f in self.fields},
            {c.n: c.as_place(first) for c in sorted(self.counters, key=lambda c: c.n)},
            {p.code: {"vi": p.vi, "en": p.en} for p in self.priority_classes},
            {p.code: p.from_age for p in self.priority_classes if p.from_age},
            self.centre.guidance_field,
            halls,
            {p.code: p.as_point(self.hours, self.exceptions) for p in self.points},
            {h.code: h.point for h in self.halls if h.point},
            {p.code: p.basis.strip() for p in self.priority_classes if p.basis.strip()},
        )

    def languages(self) -> dict[str, tuple[str, ...]]:
        """Field → the languages that a call is spoken in, in this order."""
        also = ("en",) if self.voice.english else ()
        return {f.code: tuple(dict.fromkeys((*f.announce, *also))) for f in self.fields}

    def as_policy(self) -> Policy:
        """The calling order that these settings describe."""
        return self.calling.as_policy({p.code: p.weight_minutes * 60 for p in self.priority_classes})

    def as_json(self) -> dict[str, Any]:
        """All settings by part, as JSON values."""
        return self.model_dump(mode="json", by_alias=True, include=set(CentreSettings.model_fields))


class Settings(CentreSettings):
    """The settings from a file and the environment: those that a new centre begins with, and the machine's."""

    server: ServerPart = ServerPart()

    def of_centre(self) -> CentreSettings:
        """The centre's settings alone."""
        return CentreSettings.model_construct(
            **{name: getattr(self, name) for name in CentreSettings.model_fields}
        )
