"""Settings of the centre: who it is, what it serves, how it calls and shows."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, StringConstraints, field_validator, model_validator

from server.config.hours import FieldHours
from server.config.part import Part, WrongSetting, each_once, in_both, unusable
from server.core.colours import DEFAULT, LEAST_CONTRAST, accent_contrast
from server.core.model import CounterPlace, Outcome
from server.core.model import Field as CoreField
from server.core.queue.many_dossiers import MOST_TOLD
from server.core.queue.policy import Policy
from server.core.queue.prefixes import FORM, may_be_offline

_USUAL: Final = Policy()
"""The default calling order."""

Icon = Literal[
    "",
    "stamp",
    "people",
    "place",
    "house",
    "book",
    "chart",
    "leaf",
    "card",
    "coin",
    "shield",
    "medal",
    "wheelchair",
    "child",
    "folder",
    "info",
]
"""The picture on a field's tile; an empty name means none."""
_TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


class CentrePart(Part):
    """`[centre]`: who the centre is."""

    name: str = Field(min_length=1, max_length=120)
    name_en: str = Field(default="Public Service Centre", min_length=1, max_length=120)
    ward: str = Field(min_length=1, max_length=120)
    timezone: str = "Asia/Ho_Chi_Minh"
    guidance_field: str = ""
    colour: Annotated[str, StringConstraints(to_lower=True, pattern=r"^#[0-9A-Fa-f]{6}$")] = DEFAULT
    logo: str = Field(default="", pattern=r"^([0-9a-f]{64}\.(jpg|png))?$")
    languages: tuple[Annotated[str, Field(pattern=_TAG)], ...] = Field(default=(), max_length=12)
    address: str = Field(default="", max_length=160)
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise unusable(
                f"không có múi giờ {name!r}; ghi như Asia/Ho_Chi_Minh",
                f"no time zone {name!r}; use one like Asia/Ho_Chi_Minh",
            ) from error
        return name

    @field_validator("colour")
    @classmethod
    def _readable(cls, colour: str) -> str:
        """Check that white letters on the colour are readable, and letters of the colour on every light ground."""
        if (found := accent_contrast(colour)) < LEAST_CONTRAST:
            raise unusable(
                f"{colour} quá nhạt, khó đọc trên trang: tương phản {found:.1f}:1, phải ít nhất {LEAST_CONTRAST}:1; chọn màu đậm hơn",
                f"{colour} is too light to be read on pages, or white letters on it: its contrast is {found:.1f}:1 and must be"
                f" at least {LEAST_CONTRAST}:1; choose a darker colour",
            )
        return colour

    @field_validator("languages")
    @classmethod
    def _vietnamese_always(cls, tags: tuple[str, ...]) -> tuple[str, ...]:
        """Put Vietnamese first; an empty list means every available language."""
        each_once("ngôn ngữ", "language", tags)
        return ("vi", *(tag for tag in tags if tag != "vi")) if tags else ()

    @model_validator(mode="after")
    def _both_or_neither(self) -> "CentrePart":
        if (self.latitude is None) != (self.longitude is None):
            raise WrongSetting(
                "latitude, longitude: ghi cả vĩ độ và kinh độ, hoặc để trống cả hai",
                "latitude and longitude: both are needed, or neither",
            )
        return self


class FieldPart(Part):
    """One `[[fields]]`. Its prefix must not be one that a kiosk uses for its own numbers while alone."""

    code: str = Field(pattern=r"^[A-Z][A-Z0-9]{0,7}$")
    prefix: str = Field(pattern=FORM)
    vi: str = Field(min_length=1, max_length=60)
    en: str = Field(min_length=1, max_length=60)
    service_s: int = Field(default=420, ge=10, le=7200)
    usual_outcome: Outcome = Outcome.RECEIVED
    wait_limit_minutes: int = Field(default=30, ge=1, le=480)
    real_wait_limit_minutes: int = Field(default=20, ge=1, le=480)
    daily_limit: int = Field(default=0, ge=0, le=9999)
    first_number: int = Field(default=1, ge=1, le=9000)
    helper_only: bool = False
    card_only: bool = False
    go_to_vi: str = Field(default="", max_length=60)
    go_to_en: str = Field(default="", max_length=60)
    icon: Icon = ""
    asks_dossiers: bool = False
    many_from: int = Field(default=0, ge=0, le=MOST_TOLD)
    many_field: str = ""
    announce: tuple[Literal["vi", "en"], ...] = Field(default=("vi",), min_length=1, max_length=2)
    hours: tuple[FieldHours, ...] = Field(default=(), max_length=50)

    @field_validator("prefix")
    @classmethod
    def _of_no_kiosk(cls, prefix: str) -> str:
        if may_be_offline(prefix):
            raise WrongSetting(
                f"{prefix} giống số mà máy lấy số cấp khi mất mạng: hai chữ thì chữ đầu phải từ A đến K",
                f"{prefix} looks like what a kiosk gives while it is alone: of two letters the first is one from A to K",
            )
        return prefix

    @field_validator("announce")
    @classmethod
    def _each_once(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        each_once("ngôn ngữ", "language", languages)
        return languages

    @model_validator(mode="after")
    def _place_in_vietnamese(self) -> "FieldPart":
        if self.go_to_en.strip() and not self.go_to_vi.strip():
            raise WrongSetting(
                "go_to_vi: phải có nơi đến bằng tiếng Việt", "go_to_vi is needed beside go_to_en"
            )
        return self

    def as_field(self) -> CoreField:
        """The field as the rules read it."""
        return CoreField(
            code=self.code,
            prefix=self.prefix,
            names={"vi": self.vi, "en": self.en},
            service_s=self.service_s,
            usual_outcome=self.usual_outcome.value,
            wait_limit_s=self.wait_limit_minutes * 60,
            daily_limit=self.daily_limit,
            first_number=self.first_number,
            real_wait_limit_s=self.real_wait_limit_minutes * 60,
            helper_only=self.helper_only,
            card_only=self.card_only,
            go_to=in_both(self.go_to_vi, self.go_to_en),
            icon=self.icon,
            asks_dossiers=self.asks_dossiers,
            hours=tuple(each.as_session() for each in self.hours),
            many_from=self.many_from,
            many_field=self.many_field,
        )


class CounterPart(Part):
    """One `[[counters]]`, with the fields that it serves by default."""

    n: int = Field(ge=1, le=999)
    name: str | None = Field(default=None, max_length=40)
    fields: tuple[str, ...] = Field(min_length=1)
    helps: tuple[str, ...] = ()
    hall: str | None = None
    note_vi: str = Field(default="", max_length=80)
    note_en: str = Field(default="", max_length=80)

    @model_validator(mode="after")
    def _note_in_vietnamese(self) -> "CounterPart":
        if self.note_en.strip() and not self.note_vi.strip():
            raise WrongSetting("note_vi: phải có ghi chú bằng tiếng Việt", "note_vi is needed beside note_en")
        return self

    def as_place(self, first_hall: str) -> CounterPlace:
        """The counter as the rules read it; without a set hall it stands in `first_hall`."""
        return CounterPlace(
            self.n,
            self.name or f"Quầy {self.n}",
            self.fields,
            self.helps,
            self.hall or first_hall,
            in_both(self.note_vi, self.note_en),
        )


class HallPart(Part):
    """One `[[halls]]`: a room with its own counters and screens, at the main point if no point is named."""

    code: str = Field(pattern=r"^[A-Za-z0-9-]{1,20}$")
    vi: str = Field(min_length=1, max_length=60)
    en: str = Field(min_length=1, max_length=60)
    point: str = ""


class PriorityPart(Part):
    """One `[[priority_classes]]`; `basis` says in Vietnamese by what law or rule they go first."""

    code: str = Field(pattern=r"^[a-z][a-z_]{0,30}$")
    vi: str = Field(min_length=1, max_length=60)
    en: str = Field(min_length=1, max_length=60)
    weight_minutes: int = Field(default=30, ge=0, le=240)
    from_age: int = Field(default=0, ge=0, le=120)
    basis: str = Field(default="", max_length=200)


class CallingPart(Part):
    """`[calling]`: the calling order; docs/calling-order.md explains each with examples."""

    most_priority_in_a_row: int = Field(default=_USUAL.most_in_a_row, ge=1, le=20)
    longest_wait_minutes: int = Field(default=_USUAL.longest_s // 60, ge=5, le=480)
    help_after_minutes: int = Field(default=_USUAL.help_after_s // 60, ge=0, le=480)
    recalls_before_no_show: int = Field(default=_USUAL.recalls_before_no_show, ge=0, le=10)
    call_back_minutes: int = Field(default=_USUAL.callback_s // 60, ge=0, le=480)

    @model_validator(mode="after")
    def _help_in_time(self) -> "CallingPart":
        if self.help_after_minutes > self.longest_wait_minutes:
            raise unusable(
                f"help_after_minutes {self.help_after_minutes} quá longest_wait_minutes {self.longest_wait_minutes}:"
                " quầy khác sẽ giúp khi đã muộn",
                f"help_after_minutes {self.help_after_minutes} is beyond longest_wait_minutes"
                f" {self.longest_wait_minutes}: help would come when it is too late",
            )
        return self

    def as_policy(self, weights_s: Mapping[str, int]) -> Policy:
        """The calling order as the rules read it; `weights_s`: how much earlier each class counts, seconds."""
        return Policy(
            weights_s=weights_s,
            most_in_a_row=self.most_priority_in_a_row,
            longest_s=self.longest_wait_minutes * 60,
            help_after_s=self.help_after_minutes * 60,
            recalls_before_no_show=self.recalls_before_no_show,
            callback_s=self.call_back_minutes * 60,
        )


class PhonePart(Part):
    """`[phone]`: whether people may take numbers on their own phones, and the limits."""

    enabled: bool = False
    presence_minutes: int = Field(default=5, ge=0, le=60)
    per_phone_per_day: int = Field(default=2, ge=1, le=20)
    keep_place_minutes: int = Field(default=0, ge=0, le=120)


class RemotePart(Part):
    """`[remote]`: remote numbers, asked for through the city."""

    share: int = Field(default=0, ge=0, le=50)
    keep_minutes: int = Field(default=30, ge=5, le=120)


class DisplayPart(Part):
    """`[display]`: what the hall's screens do."""

    call_stays_seconds: int = Field(default=8, ge=1, le=60)
    officer_names: bool = False
    priority_shown: bool = False


class KioskPart(Part):
    """`[kiosk]`: what kiosks ask and allow."""

    numbers_per_card_per_day: int = Field(default=0, ge=0, le=99)
    numbers_per_minute: int = Field(default=0, ge=0, le=120)
