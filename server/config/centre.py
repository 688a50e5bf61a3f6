"""Settings of the centre: who it is, when it is open, what it serves, how it calls and shows."""

from collections.abc import Mapping
from datetime import time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, StringConstraints, field_validator, model_validator

from server.config.part import Part, check_forwards, each_once
from server.core.colours import DEFAULT, LEAST_CONTRAST, accent_contrast
from server.core.model import CounterPlace, Outcome
from server.core.model import Field as CoreField
from server.core.queue.opening_hours import Hours, Session
from server.core.queue.policy import Policy

_EVERY_DAY = frozenset(range(1, 8))
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

    @field_validator("timezone")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"no time zone {name!r}; use one like Asia/Ho_Chi_Minh") from error
        return name

    @field_validator("colour")
    @classmethod
    def _readable(cls, colour: str) -> str:
        """White letters on it, and it as letters on every light ground, can be read."""
        if (found := accent_contrast(colour)) < LEAST_CONTRAST:
            raise ValueError(
                f"{colour} is too light to be read on pages, or white letters on it: its contrast is {found:.1f}:1 and must be"
                f" at least {LEAST_CONTRAST}:1; choose a darker colour"
            )
        return colour

    @field_validator("languages")
    @classmethod
    def _vietnamese_always(cls, tags: tuple[str, ...]) -> tuple[str, ...]:
        """Vietnamese is among them, and first; none at all means every language that there is."""
        each_once("language", tags)
        return ("vi", *(tag for tag in tags if tag != "vi")) if tags else ()


class HoursPart(Part):
    """`[hours]`: when numbers are given. No sessions means always."""

    weekdays: frozenset[Annotated[int, Field(ge=1, le=7)]] = _EVERY_DAY
    sessions: tuple[tuple[time, time], ...] = ()
    turn_away: bool = True

    @field_validator("sessions")
    @classmethod
    def _forwards(cls, sessions: tuple[tuple[time, time], ...]) -> tuple[tuple[time, time], ...]:
        for start, until in sessions:
            check_forwards("session ", start, until)
        return sessions

    @model_validator(mode="after")
    def _days_have_sessions(self) -> "HoursPart":
        if self.weekdays != _EVERY_DAY and not self.sessions:
            raise ValueError('weekdays without sessions; add the times, like sessions = [["07:00", "11:30"]]')
        return self

    def as_hours(self) -> Hours:
        """The opening hours as the rules read them."""
        return Hours(tuple(Session(*s) for s in self.sessions), self.weekdays, self.turn_away)


class FieldPart(Part):
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
        each_once("language", languages)
        return languages

    def as_field(self) -> CoreField:
        """The field as the rules read it."""
        return CoreField(
            self.code,
            self.prefix,
            {"vi": self.vi, "en": self.en},
            self.service_s,
            self.usual_outcome.value,
            self.wait_limit_minutes * 60,
            self.daily_limit,
        )


class CounterPart(Part):
    """One `[[counters]]`, with the fields that it serves when nothing else is said."""

    n: int = Field(ge=1, le=999)
    name: str | None = Field(default=None, max_length=40)
    fields: tuple[str, ...] = Field(min_length=1)
    helps: tuple[str, ...] = ()
    hall: str | None = None

    def as_place(self, first_hall: str) -> CounterPlace:
        """The counter as the rules read it; without a hall of its own it stands in `first_hall`."""
        return CounterPlace(
            self.n, self.name or f"Quầy {self.n}", self.fields, self.helps, self.hall or first_hall
        )


class HallPart(Part):
    """One `[[halls]]`: a room with its own counters and screens."""

    code: str = Field(pattern=r"^[A-Za-z0-9-]{1,20}$")
    vi: str = Field(min_length=1, max_length=60)
    en: str = Field(min_length=1, max_length=60)


class PriorityPart(Part):
    """One `[[priority_classes]]`."""

    code: str = Field(pattern=r"^[a-z][a-z_]{0,30}$")
    vi: str = Field(min_length=1, max_length=60)
    en: str = Field(min_length=1, max_length=60)
    weight_minutes: int = Field(default=30, ge=0, le=240)
    from_age: int = Field(default=0, ge=0, le=120)


class CallingPart(Part):
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
    """`[phone]`: whether people take numbers on their own phones, and how that is bounded."""

    enabled: bool = False
    presence_minutes: int = Field(default=5, ge=0, le=60)
    per_phone_per_day: int = Field(default=2, ge=1, le=20)


class DisplayPart(Part):
    """`[display]`: what the hall's screens do."""

    call_stays_seconds: int = Field(default=8, ge=1, le=60)
    officer_names: bool = False
    priority_shown: bool = False


class KioskPart(Part):
    """`[kiosk]`: what kiosks ask and allow."""

    numbers_per_card_per_day: int = Field(default=0, ge=0, le=99)
