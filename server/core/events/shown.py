"""What of an entry is shown outside: all but what may only be told in counts.

Whatever hands entries out (the journal API, webhooks, a visit's life) takes their facts from here.
"""

from collections.abc import Mapping
from typing import Any, Final

from server.core.events.base import Entry, Event
from server.core.events.ratings import VisitRated
from server.core.events.retention import DayPacked

HIDDEN: Final[Mapping[type[Event], frozenset[str]]] = {
    VisitRated: frozenset({"level", "reason", "blind"}),
    DayPacked: frozenset({"blind"}),
}
"""By event the facts that are shown as null. What a later version adds to such an event is not shown at all."""


def shown_data(entry: Entry) -> dict[str, Any]:
    """The entry's facts for readers of the journal, ready for JSON."""
    hidden = HIDDEN.get(type(entry.event))
    if hidden is None:
        return entry.data()
    return {name: None if name in hidden else value for name, value in entry.event.data().items()}
