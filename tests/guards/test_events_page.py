"""docs/events.md tells every event with its fields, and no other."""

import re
from dataclasses import fields

import pytest

from server.core.events import EVENT_TYPES
from tests.guards.tree import ROOT

PAGE = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")
TOLD = {
    part.split("`", 1)[0]: re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+ \|$", part, re.MULTILINE)
    for part in PAGE.split("\n### `")[1:]
}
TIMES = ("_at", "_ms", "_s", "seconds", "until")
UNITS = re.compile("milliseconds|seconds")


def test_it_tells_every_event_and_no_other() -> None:
    assert set(TOLD) == set(EVENT_TYPES)


@pytest.mark.parametrize("name", EVENT_TYPES)
def test_it_tells_the_fields_of_the_class_in_their_order(name: str) -> None:
    assert TOLD[name] == [field.name for field in fields(EVENT_TYPES[name])]


def test_every_time_has_its_unit() -> None:
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", PAGE, re.MULTILINE)
    assert [name for name, told in rows if name.endswith(TIMES) and not UNITS.search(told)] == []


def test_an_event_that_is_not_told_would_be_found() -> None:
    assert "ticket_issued" in TOLD
    assert "moon_rose" not in TOLD
