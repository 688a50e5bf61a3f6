"""What of an entry leaves the house is decided in one place: nothing else reads an entry's facts as they are stored."""

import re

from server.core.events import EVENT_TYPES
from server.core.events.shown import HIDDEN
from tests.guards.tree import ROOT, files, name

READS_ALL = re.compile(r"\b(?:entry|event|each)(?:\.event)?\.data\(\)")
ALLOWED = {
    "server/core/events/base.py": "an entry's facts are its event's, and those that a later version wrote",
    "server/core/events/shown.py": "shows them, but what is hidden",
    "server/store/journal.py": "stores them",
    "server/city/local/ward_sender.py": "sends what it has made up itself",
}


def test_nobody_else_shows_an_entry_as_it_is_stored() -> None:
    """Whoever hands entries out uses `server.core.events.shown_data`."""
    others = (path for path in files(".py") if name(path) not in ALLOWED)
    assert [name(path) for path in others if READS_ALL.search(path.read_text(encoding="utf-8"))] == []


def test_those_that_may_do_so() -> None:
    found = {each for each in ALLOWED if READS_ALL.search((ROOT / each).read_text(encoding="utf-8"))}
    assert found >= {"server/core/events/shown.py", "server/store/journal.py"}


def test_what_is_hidden_is_part_of_its_event() -> None:
    for event, hidden in HIDDEN.items():
        assert EVENT_TYPES[event.type] is event
        assert hidden <= set(event.__dataclass_fields__)
