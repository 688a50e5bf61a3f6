"""What stands besides the queue: notices, fields out of order, messages over everything.

`takes_back` is the `seq` of the change that an event takes back, if it does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class NoticePlaced(Event):
    """A notice is from now on what `facts` say (see `server.core.notices.Notice`): a new one, one changed, or one that was removed."""

    notice: int
    facts: Mapping[str, Any]
    takes_back: int | None = None


@dataclass(frozen=True, slots=True)
class NoticeRemoved(Event):
    """A notice is gone."""

    notice: int
    takes_back: int | None = None


@dataclass(frozen=True, slots=True)
class OutageDeclared(Event):
    """A field cannot be served for now, in these words if there are any."""

    field: str
    vi: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class OutageEnded(Event):
    """A field is served again."""

    field: str


@dataclass(frozen=True, slots=True)
class EmergencyRaised(Event):
    """A message stands over everything in a hall; an empty `hall` means in all of them."""

    hall: str
    vi: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class EmergencyLifted(Event):
    """The emergency message for this hall, or for all halls, has ended."""

    hall: str
