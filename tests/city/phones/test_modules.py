"""What the pages' scripts work out: where a number stands, how old a file is, how far away a place is, when to ask again."""

import json
from typing import Any

from tests.guards.tree import ROOT
from tests.support.modules import called, on_a_stub

FOLDER = ROOT / "server" / "static" / "city" / "phones"
DAY = "2026-11-29"
FEED: dict[str, Any] = {
    "day": DAY,
    "fields": {"CT": {"wait": {"low_s": 600, "high_s": 1200}}, "HT": {"wait": None}},
    "lines": {"CT": ["A012", "A013"], "CT@hamlet": ["C001"], "HT": ["B001"]},
    "waits": {"CT": [{"low_s": 0, "high_s": 60}, {"low_s": 300, "high_s": 600}]},
    "counters": {"3": {"name": "Phòng 203", "state": "open", "number": "A010", "called_at": 5}},
    "calls": [
        {"number": "A010", "counter": 3, "counter_name": "Phòng 203", "at": 5},
        {"number": "A009", "counter": 2, "counter_name": None, "at": 4},
        {"number": "A012", "counter": 2, "counter_name": None, "at": 3},
    ],
}


def states(feed: dict[str, Any], *numbers: str, day: str = DAY) -> list[str]:
    found = called(FOLDER / "place.js", "standing", *([feed, number, day] for number in numbers))
    return [each["state"] for each in found]


def test_a_number_finds_its_own_place() -> None:
    numbers = ("A012", "A013", "C001", "B001", "A010", "A009", "A777")
    assert states(FEED, *numbers) == ["soon", "waiting", "soon", "unserved", "called", "missed", "gone"]
    (waiting,) = called(FOLDER / "place.js", "standing", [FEED, "A013", DAY])
    assert waiting == {"state": "waiting", "field": "CT", "ahead": 1, "wait": {"low_s": 300, "high_s": 600}}


def test_a_number_of_another_day_is_no_number_of_today() -> None:
    assert states(FEED, "A012", day="2026-11-28") == ["past"]
    assert states(FEED, "A012", day="2026-11-30") == ["early"]
    assert states(FEED | {"day": None}, "A012") == ["early"]


def test_it_asks_calmly_then_rarely_and_not_at_all_unseen() -> None:
    seconds = called(
        FOLDER / "pace.js", "pause", *([failed, False] for failed in range(6)), [0, True], [9, True]
    )
    assert seconds == [10, 10, 20, 40, 60, 60, None, None]


def test_distances_are_those_of_the_map() -> None:
    here, there = {"lat": 21.0285, "lon": 105.8542}, {"lat": 10.7769, "lon": 106.7009}
    (far, none) = called(FOLDER / "distance.js", "kilometres", [here, there], [here, here])
    assert 1130 < far < 1150
    assert none == 0
    texts = called(FOLDER / "distance.js", "kilometresText", [1.234, "vi"], [12.6, "vi"], [1.234, "en"])
    assert texts == ["1,2", "13", "1.2"]


def test_what_is_old_says_of_when_it_is() -> None:
    told = {"at": 1_000_000, "silent": False, "silent_since": None}
    silent = told | {"silent": True, "silent_since": 900_000}
    cases = [
        (told, 1_060_000, ""),
        (told, 1_090_001, ""),
        (told, 1_000_000, "lost"),
        (told, 1_000_000, "unreadable"),
        (silent, 1_000_000, ""),
        (silent | {"silent_since": None}, 1_000_000, ""),
        (silent, 2_000_000, ""),
        (None, 0, ""),
        (None, 0, "lost"),
    ]
    answer = on_a_stub(f"""
        const {{ agedBy }} = await load("/static/city/phones/age.js");
        const answer = {_js(cases)}.map(([told, now, trouble]) => agedBy(told, now, trouble));
    """)
    assert [each and (each["text"], each["at"]) for each in answer] == [
        None,
        ("age_old", 1_000_000),
        ("age_lost", 1_000_000),
        ("age_old", 1_000_000),
        ("age_silent", 900_000),
        ("age_never", 0),
        ("age_old", 900_000),
        None,
        ("age_none", 0),
    ]


def _js(value: Any) -> str:
    return json.dumps(value)
