"""Settings: a TOML file for the centre, environment variables for the machine. All parsed loudly, at start."""

import os
import tomllib
from collections import Counter as Count
from collections.abc import Iterable, Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from kiosk.printers.address import parse as printer_address
from server.core.centre import Centre, DisplayRules, PhoneRules
from server.core.model import CounterPlace, Layout, Outcome
from server.core.model import Field as CoreField
from server.core.queue.days import Hours, Session
from server.core.queue.policy import Policy

DEFAULT_FILE: Final = Path(__file__).parent.parent / "data" / "centre.toml"
DEFAULT_CATALOGUE: Final = Path(__file__).parent.parent / "data" / "procedures.csv"
PLAIN_WORDS: Final = Path(__file__).parent.parent / "data" / "plain_words.csv"

ENVIRONMENT: Final[Mapping[str, tuple[str, str]]] = {
    "GOISO_DATA": ("server", "data"),
    "GOISO_HOST": ("server", "host"),
    "GOISO_PORT": ("server", "port"),
    "GOISO_SOCKETS": ("server", "sockets"),
    "GOISO_PUBLIC_URL": ("server", "public_url"),
    "GOISO_PRINTER": ("printer", "url"),
    "GOISO_PRINTER_WIDTH": ("printer", "width"),
}


class BadSettings(Exception):
    """The settings cannot be used; the text names each wrong one and what it should be."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CentrePart(_Part):
    """`[centre]`: who the centre is."""

    name: str = Field(min_length=1, max_length=120)
    name_en: str = Field(default="Public Service Centre", min_length=1, max_length=120)
    ward: str = Field(min_length=1, max_length=120)
    timezone: str = "Asia/Ho_Chi_Minh"
    guidance_field: str = ""

    @field_validator("timezone")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"no time zone {name!r}; use one like Asia/Ho_Chi_Minh") from error
        return name


class HoursPart(_Part):
    """`[hours]`: when numbers are given. No sessions means always."""

    weekdays: frozenset[Annotated[int, Field(ge=1, le=7)]] = frozenset(range(1, 8))
    sessions: tuple[tuple[time, time], ...] = ()
    turn_away: bool = True

    @field_validator("sessions")
    @classmethod
    def _forwards(cls, sessions: tuple[tuple[time, time], ...]) -> tuple[tuple[time, time], ...]:
        for start, until in sessions:
            _check_forwards("session ", start, until)
        return sessions


class FieldPart(_Part):
    """One `[[fields]]`. Prefixes are letters that cannot be taken for digits: not I, not O."""

    code: str = Field(pattern=r"^[A-Z][A-Z0-9]{0,7}$")
    prefix: str = Field(pattern=r"^[A-HJ-NP-Z]$")
    vi: str = Field(min_length=1, max_length=60)
    en: str = Field(min_length=1, max_length=60)
    service_s: int = Field(default=420, ge=10, le=7200)
    usual_outcome: Outcome = Outcome.RECEIVED
    wait_limit_minutes: int = Field(default=30, ge=1, le=480)
    daily_limit: int = Field(default=0, ge=0, le=9999)
    announce: tuple[Literal["vi", "en"], ...] = Field(default=("vi",), min_length=1, max_length=2)

    @field_validator("announce")
    @classmethod
    def _each_once(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        _once("language", languages)
        return languages


class CounterPart(_Part):
    """One `[[counters]]`, with the fields that it serves when nothing else is said."""

    n: int = Field(ge=1, le=99)
    name: str | None = Field(default=None, max_length=40)
    fields: tuple[str, ...] = Field(min_length=1)
    helps: tuple[str, ...] = ()
    hall: str | None = None


class HallPart(_Part):
    """One `[[halls]]`: a room with its own counters and screens."""

    code: str = Field(pattern=r"^[A-Za-z0-9-]{1,20}$")
    vi: str = Field(min_length=1, max_length=60)
    en: str = Field(min_length=1, max_length=60)


class PriorityPart(_Part):
    """One `[[priority_classes]]`."""

    code: str = Field(pattern=r"^[a-z][a-z_]{0,30}$")
    vi: str = Field(min_length=1, max_length=60)
    en: str = Field(min_length=1, max_length=60)
    weight_minutes: int = Field(default=30, ge=0, le=240)
    from_age: int = Field(default=0, ge=0, le=120)


class CallingPart(_Part):
    """`[calling]`: the calling order; docs/calling-order.md explains each with examples."""

    most_priority_in_a_row: int = Field(default=2, ge=1, le=20)
    longest_wait_minutes: int = Field(default=45, ge=5, le=480)
    help_after_minutes: int = Field(default=15, ge=0, le=480)
    recalls_before_no_show: int = Field(default=0, ge=0, le=10)
    call_back_minutes: int = Field(default=30, ge=0, le=480)

    @model_validator(mode="after")
    def _help_in_time(self) -> "CallingPart":
        if self.help_after_minutes > self.longest_wait_minutes:
            raise ValueError(
                f"help_after_minutes {self.help_after_minutes} is beyond longest_wait_minutes"
                f" {self.longest_wait_minutes}: help would come when it is too late"
            )
        return self


class PhonePart(_Part):
    """`[phone]`: whether people take numbers on their own phones, and how that is bounded."""

    enabled: bool = False
    presence_minutes: int = Field(default=5, ge=0, le=60)
    per_phone_per_day: int = Field(default=2, ge=1, le=20)


class DisplayPart(_Part):
    """`[display]`: what the hall's screens do."""

    call_stays_seconds: int = Field(default=8, ge=1, le=60)
    officer_names: bool = False


class VoiceHours(_Part):
    """One of `[voice] hours`: louder, softer, faster or slower between two local times; what is not said stays."""

    from_: time = Field(alias="from")
    until: time
    volume: float | None = Field(default=None, ge=0, le=1)
    speed: float | None = Field(default=None, ge=0.5, le=2)

    @model_validator(mode="after")
    def _forwards(self) -> "VoiceHours":
        _check_forwards("", self.from_, self.until)
        return self

    def holds_at(self, now: time) -> bool:
        """Whether this local time is among them."""
        return Session(self.from_, self.until).holds(now)


class VoicePart(_Part):
    """`[voice]`: calls are spoken, by recordings where there are some, else by espeak-ng."""

    enabled: bool = True
    where: Literal["screens", "server", "both"] = "screens"
    hall: str | None = None
    speed: float = Field(default=1.0, ge=0.5, le=2)
    volume: float = Field(default=1.0, ge=0, le=1)
    english: bool = False
    clips: Path | None = None
    hours: tuple[VoiceHours, ...] = ()

    @field_validator("clips")
    @classmethod
    def _there(cls, folder: Path | None) -> Path | None:
        if folder is not None and not folder.is_dir():
            raise ValueError(f"no folder {folder}; make it with what `goiso voice record-list` names")
        return folder

    def at(self, now: time) -> tuple[float, float]:
        """(speed, volume) at this local time: those of the first of `hours` that it is among."""
        hours = next((each for each in self.hours if each.holds_at(now)), None)
        if hours is None:
            return self.speed, self.volume
        speed = self.speed if hours.speed is None else hours.speed
        return speed, self.volume if hours.volume is None else hours.volume


class KioskPart(_Part):
    """`[kiosk]`: what kiosks ask and allow."""

    numbers_per_card_per_day: int = Field(default=0, ge=0, le=99)


class PrinterPart(_Part):
    """`[printer]`: where slips are printed; without `url` nothing is printed here."""

    url: str | None = None
    width: Literal[576, 384] = 576

    @field_validator("url")
    @classmethod
    def _readable(cls, url: str | None) -> str | None:
        if url is not None:
            printer_address(url)
        return url

    @field_validator("width", mode="before")
    @classmethod
    def _from_text(cls, width: Any) -> Any:
        return int(width) if isinstance(width, str) and width.isdecimal() else width


class ServerPart(_Part):
    """`[server]`: the machine's own settings."""

    host: str = "0.0.0.0"  # noqa: S104 - a hall's screens and kiosks are other machines
    port: int = Field(default=8000, ge=1, le=65535)
    data: Path = Path("data")
    public_url: str | None = Field(default=None, pattern=r"^https?://[^/]+$")
    sockets: int = Field(default=250, ge=1, le=1000)


class Settings(_Part):
    """Everything that can be set."""

    centre: CentrePart
    hours: HoursPart = HoursPart()
    fields: tuple[FieldPart, ...] = Field(min_length=1, max_length=24)
    counters: tuple[CounterPart, ...] = Field(min_length=1)
    halls: tuple[HallPart, ...] = ()
    priority_classes: tuple[PriorityPart, ...] = ()
    calling: CallingPart = CallingPart()
    phone: PhonePart = PhonePart()
    display: DisplayPart = DisplayPart()
    voice: VoicePart = VoicePart()
    kiosk: KioskPart = KioskPart()
    printer: PrinterPart = PrinterPart()
    server: ServerPart = ServerPart()

    @model_validator(mode="after")
    def _consistent(self) -> "Settings":
        _once("field code", (f.code for f in self.fields))
        _once("prefix", (f.prefix for f in self.fields))
        _once("counter", (c.n for c in self.counters))
        _once("hall", (h.code for h in self.halls))
        _once("priority class", (p.code for p in self.priority_classes))
        known = {f.code for f in self.fields}
        if self.centre.guidance_field and self.centre.guidance_field not in known:
            raise ValueError(f"centre.guidance_field: there is no field {self.centre.guidance_field}")
        for counter in self.counters:
            if missing := {*counter.fields, *counter.helps} - known:
                raise ValueError(f"counter {counter.n} serves unknown fields {sorted(missing)}")
            if counter.hall is not None and counter.hall not in {h.code for h in self.halls}:
                raise ValueError(f"counter {counter.n} stands in an unknown hall {counter.hall!r}")
        if self.voice.hall and self.voice.hall not in {h.code for h in self.halls}:
            raise ValueError(f"voice.hall: there is no hall {self.voice.hall!r}")
        return self

    def as_centre(self) -> Centre:
        """The centre that these settings describe."""
        fields = {
            f.code: CoreField(
                f.code,
                f.prefix,
                {"vi": f.vi, "en": f.en},
                f.service_s,
                f.usual_outcome.value,
                f.wait_limit_minutes * 60,
                f.daily_limit,
            )
            for f in self.fields
        }
        halls = {h.code: {"vi": h.vi, "en": h.en} for h in self.halls}
        first = next(iter(halls), "")
        places = {
            c.n: CounterPlace(c.n, c.name or f"Quầy {c.n}", c.fields, c.helps, c.hall or first)
            for c in self.counters
        }
        classes = {p.code: {"vi": p.vi, "en": p.en} for p in self.priority_classes}
        ages = {p.code: p.from_age for p in self.priority_classes if p.from_age}
        places = dict(sorted(places.items()))
        return Centre(
            names={"vi": self.centre.name, "en": self.centre.name_en},
            ward=self.centre.ward,
            zone=ZoneInfo(self.centre.timezone),
            hours=Hours(
                tuple(Session(*s) for s in self.hours.sessions), self.hours.weekdays, self.hours.turn_away
            ),
            layout=Layout(fields, places, classes, ages, self.centre.guidance_field, halls),
            policy=self.as_policy(),
            phone=PhoneRules(**self.phone.model_dump()),
            display=DisplayRules(self.display.officer_names),
            card_limit=self.kiosk.numbers_per_card_per_day,
        )

    def languages(self) -> dict[str, tuple[str, ...]]:
        """Field → the languages that a call is spoken in, in this order."""
        also = ("en",) if self.voice.english else ()
        return {f.code: tuple(dict.fromkeys((*f.announce, *also))) for f in self.fields}

    def as_policy(self) -> Policy:
        """The calling order that these settings describe."""
        return Policy(
            weights_s={p.code: p.weight_minutes * 60 for p in self.priority_classes},
            most_in_a_row=self.calling.most_priority_in_a_row,
            longest_s=self.calling.longest_wait_minutes * 60,
            help_after_s=self.calling.help_after_minutes * 60,
            recalls_before_no_show=self.calling.recalls_before_no_show,
            callback_s=self.calling.call_back_minutes * 60,
        )


def load(file: Path | None, environment: Mapping[str, str] = os.environ, **overrides: Any) -> Settings:
    """The settings of a TOML file (the default centre without one), then the environment, then `overrides`.

    `overrides` are dotted by a double underscore: `server__port=8000`. Raises `BadSettings`.
    """
    try:
        found: dict[str, Any] = tomllib.loads((file or DEFAULT_FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSettings(f"{file}: {error}") from error
    for name in environment:
        if name.startswith("GOISO_") and name not in ENVIRONMENT:
            raise BadSettings(f"{name}: no such setting; known are {', '.join(sorted(ENVIRONMENT))}")
    given = {"__".join(ENVIRONMENT[name]): environment[name] for name in ENVIRONMENT if name in environment}
    for dotted, value in (given | overrides).items():
        part, name = dotted.split("__")
        table = found.setdefault(part, {})
        if isinstance(table, dict):  # one that is no table is named below
            table[name] = value
    try:
        return Settings.model_validate(found)
    except ValidationError as error:
        raise BadSettings(_spelled(error)) from error


def _spelled(error: ValidationError) -> str:
    lines = (f"{'.'.join(str(p) for p in e['loc']) or 'settings'}: {e['msg']}" for e in error.errors())
    return "\n".join(lines)


def _check_forwards(what: str, start: time, until: time) -> None:
    if until != time(0) and start >= until:
        raise ValueError(f"{what}{start:%H:%M}–{until:%H:%M} ends before it begins")


def _once(what: str, values: Iterable[object]) -> None:
    if twice := [value for value, n in Count(values).items() if n > 1]:
        raise ValueError(f"{what} {twice[0]!r} is there twice")
