"""The shape of the history of all changes."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from server.api.schemas.common import LARGEST, Parameters
from server.http.shapes import Shape

Kind = Literal["settings", "people", "devices", "procedures", "notices", "programs", "other"]


class ChangesQuery(Parameters):
    """Which changes, how many, and before which."""

    limit: int = Field(default=50, ge=1, le=200)
    before: int | None = Field(default=None, ge=1, le=LARGEST, description="only what came before this `seq`")
    kind: Kind | None = Field(default=None, description="only changes of this kind")
    part: str = Field(default="", max_length=40, description="only changes of this part of the settings")
    who: str = Field(default="", max_length=60, description="only what this user name changed")
    first: date | None = Field(None, alias="from", description="the first business day")
    last: date | None = Field(None, alias="to", description="the last business day, in the range")


class ChangedFact(Shape):
    """One fact that is different, said in the caller's language."""

    label: str
    before: str
    after: str


class LaterChange(Shape):
    """A later change of the same thing; `settings`: the names that both changed, none where it is the whole.

    Of all else `labels` say what both changed, in the caller's language. What is `for_good` cannot be taken back itself.
    """

    who: str
    at: datetime
    settings: list[str]
    labels: list[str]
    for_good: bool


class Change(Shape):
    """One change, said in the caller's language.

    `what` says what was done, `lines` are its facts; of a setting, `part`, `key`, `before` and `after` are as in the history of
    settings, and there are no `lines`. `over` is the latest change that stands on this one: take that one back first. Where
    nothing does and it cannot be taken back by the caller, `why_not` says why and what to do instead. `going_back` says what
    taking it back does where the lines, turned round, do not.
    """

    seq: int
    at: datetime
    actor: str
    who: str
    kind: Kind
    type: str
    what: str
    lines: list[ChangedFact]
    part: str | None
    key: str | None
    before: Any
    after: Any
    taken_back: bool
    takes_back: int | None
    can_go_back: bool
    over: LaterChange | None
    why_not: str | None
    going_back: str | None


class Changer(Shape):
    """Somebody who ever changed something."""

    username: str
    name: str


class Changes(Shape):
    """Changes, newest first, whether there are further ones before the last, and who ever made one."""

    items: list[Change]
    more: bool
    people: list[Changer]
