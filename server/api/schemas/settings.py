"""The shapes of settings: each part as `goiso settings export` writes it."""

from typing import Any, Literal

from pydantic import Field, RootModel

from server.api.schemas.common import LARGEST, Names, Parameters
from server.api.schemas.hours import HoursPreview
from server.config import CentreSettings
from server.http.shapes import Shape

_KEY = Field(max_length=40, description="an entry's code, or a counter's number")


class SettingsPath(Shape):
    """Which part the address names."""

    part: str = Field(max_length=40, description="as in centre.toml: hours, fields")


class SettingPath(SettingsPath):
    """Which entry of a list the address names."""

    key: str = _KEY


class Removal(Parameters):
    """Where the people go who wait for a field that is removed."""

    to: str | None = Field(default=None, max_length=8, description="the field that they go to")


class SettingValue(RootModel[dict[str, Any] | list[Any]]):
    """A part, or an entry of a list, in the form of `GET /settings`."""


class WantedPart(Shape):
    """What a part would be."""

    value: dict[str, Any] | list[Any] = Field(description="as `PUT /settings/{part}` takes it")


class AllSettings(CentreSettings):
    """Everything that is set; `version` is the `seq` of the latest change."""

    version: int


class SlipPicture(Shape):
    """A slip as the printer would print it."""

    png: str = Field(description="the picture, base64")


class Colours(Shape):
    """What derives from the centre's colour; `contrast` is the lowest of the accent, as WCAG measures it."""

    contrast: float
    tokens: dict[str, str] = Field(description="the value of each of the pages' colours that it changes")


class MovedNumber(Shape):
    """A number that would be called at another place, counted from 1; `null` is beyond those that are looked at."""

    number: str
    before: int | None
    after: int | None


class CounterLine(Shape):
    """In which order these counters would call who waits for them, if each called alone; 100 calls are looked ahead."""

    counters: list[str]
    before: list[str]
    after: list[str]
    moved: list[MovedNumber]


class CallingPreview(Shape):
    """What another calling order would change right now; `counters` are those with waiting people."""

    waiting: int
    counters: list[CounterLine]


class FolderTried(Shape):
    """A folder that the server is to write into: a file was written there just now and removed, or why it could not be."""

    folder: str
    state: Literal["fine", "absent", "refused", "read_only", "full", "silent", "broken"]
    said: dict[str, str]
    do: dict[str, str] | None = Field(description="What to do; null where all is well")


class ClassLeaving(Shape):
    """A priority class that would go, and the numbers of those who have it now: while there are any, it does not go."""

    code: str
    names: dict[str, str]
    numbers: list[str]


class SettingsPreview(Shape):
    """What a part would bring with it; `null` for what it does not touch."""

    slip: SlipPicture | None
    colours: Colours | None
    calling: CallingPreview | None
    leaving: list[ClassLeaving] | None
    hours: HoursPreview | None
    folder: FolderTried | None
    told: list[Names] | None = Field(
        description="sentences: what would follow right now; none where nothing would"
    )


class KeptLogo(Shape):
    """A logo that has come in: its name, to be set as `centre.logo`."""

    file: str


class SettingsHistoryQuery(Parameters):
    """How many changes, and before which."""

    limit: int = Field(default=50, ge=1, le=500)
    before: int | None = Field(default=None, ge=1, le=LARGEST, description="only what came before this `seq`")


class ChangePath(Shape):
    """Which change the address names."""

    seq: int = Field(ge=1, le=LARGEST, description="the change's `seq`, as the history has it")


class SettingChange(Shape):
    """One change: `before` and `after` are `null` if the entry does not exist; `part` is `null` for the beginning.

    `taken_back` says whether a later change undid it, `takes_back` which one this one undid.
    """

    seq: int
    at: str
    actor: str
    who: str
    part: str | None
    key: str | None
    before: Any
    after: Any
    taken_back: bool
    takes_back: int | None


class SettingsHistory(Shape):
    """Changes, newest first."""

    items: list[SettingChange]
