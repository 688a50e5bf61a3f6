"""What is wrong with a screen, and which reports are none."""

from dataclasses import replace
from typing import Any

import pytest

from server.core.refusal import Refusal
from server.core.screens.health import Reported, ScreenFacts, told, troubles

REPORT: dict[str, Any] = {"seq": 12, "fps": 60, "sound": "on", "version": "1+a", "layout": "main"}
SAID = Reported(12, 60, "on", "1+a", "main")
WELL = ScreenFacts(connected=True, reported_ms=5_000, told=SAID, speaks=True, version="1+a")

NEW: dict[str, Any] = {"told": None, "reported_ms": None}
"""It has told nothing yet."""


def test_a_report_is_read_as_it_was_sent() -> None:
    assert told(REPORT) == SAID


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("seq", -1),
        ("seq", 2**60),
        ("seq", "12"),
        ("seq", True),
        ("fps", -0.1),
        ("fps", 1001),
        ("fps", float("nan")),
        ("fps", None),
        ("sound", "loud"),
        ("sound", ["on"]),
        ("version", ""),
        ("version", "x" * 81),
        ("layout", "round"),
        ("layout", {}),
        ("more", 1),
    ],
)
def test_a_bad_report_is_refused_by_name(name: str, value: object) -> None:
    with pytest.raises(Refusal) as refused:
        told(REPORT | {name: value})
    assert refused.value.code == "bad_request"
    assert name == "more" or name in str(refused.value.parameters["reason"])


@pytest.mark.parametrize("raw", [None, [], "seq", {}, {"seq": 1}])
def test_what_is_no_report_is_refused(raw: object) -> None:
    with pytest.raises(Refusal):
        told(raw)


def test_nothing_is_wrong_with_a_screen_that_is_well() -> None:
    assert troubles(WELL) == ()


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"connected": False}, ("gone",)),
        ({"told": None, "reported_ms": None}, ("silent",)),
        ({"reported_ms": 61_000}, ("silent",)),
        ({"late_ms": 10_001}, ("behind",)),
        ({"version": "2+b"}, ("old",)),
        ({"told": replace(SAID, fps=14.0)}, ("slow",)),
        ({"told": replace(SAID, sound="blocked")}, ("sound_blocked",)),
        ({"told": replace(SAID, sound="muted")}, ("sound_off",)),
        ({"told": replace(SAID, sound="blocked"), "speaks": False}, ()),
        ({"place": "hall", "connected": False}, ("hall", "gone")),
        ({"watched": False, "connected": False, "told": None, "seen_ms": 30_000}, ()),
        ({"watched": False, "connected": False, "told": None, "seen_ms": 121_000}, ("gone",)),
        ({"watched": False, "connected": False, "told": None, "seen_ms": None}, ("gone",)),
        ({"late_ms": 20_000, "version": "2"}, ("behind", "old")),
        (NEW | {"enrolled_ms": 59_000}, ()),
        (NEW | {"enrolled_ms": 59_000, "connected": False}, ()),
        (NEW | {"enrolled_ms": 59_000, "place": "hall"}, ("hall",)),
        (NEW | {"enrolled_ms": 61_000}, ("silent",)),
        (NEW | {"enrolled_ms": 61_000, "connected": False}, ("gone",)),
        (NEW | {"enrolled_ms": -1}, ("silent",)),
        ({"enrolled_ms": 59_000, "version": "2+b"}, ("old",)),
    ],
)
def test_each_thing_that_is_wrong_has_its_name(wrong: dict[str, Any], named: tuple[str, ...]) -> None:
    assert troubles(replace(WELL, **wrong)) == named
