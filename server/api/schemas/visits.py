"""The shape of a visit's life."""

from datetime import datetime

from pydantic import Field

from server.core.model import TicketState
from server.http.shapes import Shape


class LifeStep(Shape):
    """One step of a visit, said in the caller's language.

    `facts` say more of it, `why` is why it was called; `undone` says that it was undone later.
    """

    seq: int
    at: datetime
    type: str
    counter: int | None
    who: str
    what: str
    facts: list[str]
    why: list[str]
    undone: bool


class Life(Shape):
    """A ticket, and everything that happened to it, in order."""

    id: int
    number: str
    day: str = Field(description="the business day")
    field: str
    state: TicketState
    ahead: int
    packed: bool = Field(description="whether the steps are kept no longer: the day is packed")
    items: list[LifeStep]
