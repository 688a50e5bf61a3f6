"""What is in the files: what hall screens show, and nothing else; whatever a centre says."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from server.city.phones.centre_feed import KnownCentre, centre_feed
from server.city.phones.city_feed import city_feed
from tests.support.city_centres import names, shown, state

SECRET = "Nguyễn Văn An"
EVERYTHING = {
    "v", "code", "names", "district", "heard", "silent_since", "silent", "halted", "day", "open", "closed_words",
    "place", "from_afar", "fields", "lines", "waits", "calls", "counters", "quiet",
}  # fmt: skip
NONSENSE = [None, -1, 1e999, "x", [], ["A012", 5], {"CT": "x"}, {"CT": [1]}, {"lat": 91, "lon": 0}, {"vi": 5}]
JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
    max_leaves=6,
)


def known(code: str = "W0001", *, silent: bool = False, said: Any = None, came_to: Any = None) -> KnownCentre:
    lines = {"CT": ["A012", "A013"]}
    return KnownCentre(
        code,
        "Phường Mẫu",
        "Trung tâm",
        1_795_000_000_000,
        silent,
        7,
        False,
        shown(lines=lines) if said is None else said,
        state(lines=lines) if came_to is None else came_to,
    )


def test_what_no_hall_screen_shows_is_not_in_it() -> None:
    hidden = {"officer": SECRET, "note": SECRET, "actor": SECRET}
    said = shown(
        lines={"CT": ["A012"]}, place={"lat": 21.0, "lon": 105.8, "address": "1", **hidden}, **hidden
    )
    call = {"number": "A011", "counter": 3, "counter_name": None, "at": 1, **hidden}
    counter = {
        "name": "Phòng 203",
        "state": "open",
        "fields": ["CT"],
        "number": "A011",
        "called_at": 1,
        "point": "",
    }
    came_to = state(lines={"CT": ["A012"]}, counters={"3": counter | hidden}, calls=[call], **hidden, taken=9)
    feed = centre_feed(known(said=said, came_to=came_to))
    assert SECRET not in json.dumps(feed, ensure_ascii=False)
    assert feed.keys() == EVERYTHING
    assert feed["calls"] == [{"number": "A011", "counter": 3, "counter_name": None, "at": 1}]
    assert feed["counters"] == {"3": {"name": "Phòng 203", "state": "open", "number": "A011", "called_at": 1}}
    assert feed["fields"]["CT"].keys() == {"names", "prefix", "waiting", "wait"}


def test_each_of_a_line_waits_its_share() -> None:
    said = shown(lines={"CT": ["A012", "A013", "A014"]}, waits={"CT": [600, 1200]})
    waits = centre_feed(known(said=said))["waits"]["CT"]
    assert waits == [
        {"low_s": 0, "high_s": 60},
        {"low_s": 180, "high_s": 420},
        {"low_s": 360, "high_s": 900},
    ]


@pytest.mark.parametrize(
    ("called", "told"),
    [
        (None, names("Phường Mẫu", "Phường Mẫu")),
        (
            names("Trung tâm Phục vụ hành chính công PHƯỜNG MẪU", "Sample Ward Centre"),
            names("Trung tâm Phục vụ hành chính công PHƯỜNG MẪU", "Sample Ward Centre"),
        ),
        (
            names("Trung tâm Phục vụ hành chính công", "Public Service Centre"),
            names("Trung tâm Phục vụ hành chính công Phường Mẫu", "Public Service Centre, Phường Mẫu"),
        ),
    ],
)
def test_nobody_has_to_guess_which_of_many_centres_of_one_name_it_is(
    called: Any, told: dict[str, str]
) -> None:
    assert (
        centre_feed(known(came_to=state(lines={}) | ({"names": called} if called else {})))["names"] == told
    )


QUIET = {
    "weekdays": [1, 6],
    "hours": [{"hour": 8, "waits_s": [1500, None]}, {"hour": 13, "waits_s": [240, -1]}],
}


def test_quiet_hours_are_taken_without_what_else_is_said_of_them() -> None:
    hours = [each | {"busy": SECRET} for each in QUIET["hours"]]  # type: ignore[operator]
    said = QUIET | {"day": "2026-11-29", "who": SECRET, "hours": hours}
    assert centre_feed(replace(known(), quiet=said))["quiet"] == QUIET


@pytest.mark.parametrize(
    "part",
    [
        {"weekdays": []},
        {"weekdays": [1, 1]},
        {"weekdays": [6, 1]},
        {"weekdays": [0, 1]},
        {"weekdays": list(range(1, 9))},
        {"hours": []},
        {"hours": [{"hour": 8, "waits_s": [1]}]},
        {"hours": [{"hour": 24, "waits_s": [1, 1]}]},
        {"hours": [{"hour": 8, "waits_s": [-2, 1]}]},
        {"hours": [{"hour": 8, "waits_s": [86_401, 1]}]},
        {"hours": [{"hour": 8, "waits_s": [1.5, 1]}]},
        {"hours": QUIET["hours"] * 2},  # type: ignore[operator]
        {"hours": "all"},
    ],
)
def test_quiet_hours_that_make_no_week_are_left_out(part: dict[str, Any]) -> None:
    assert centre_feed(replace(known(), quiet=QUIET | part))["quiet"] is None


def test_no_counter_is_told_apart_from_nobody_knows() -> None:
    fields = centre_feed(known(said=shown(lines={}, waits={"CT": None})))["fields"]
    assert fields["CT"]["wait"] is None
    assert "wait" not in fields["HT"]


@settings(max_examples=20)
@given(said=JSON, came_to=JSON, quiet=JSON)
def test_whatever_a_centre_says_there_is_a_file(said: Any, came_to: Any, quiet: Any) -> None:
    feed = centre_feed(replace(known(said=said, came_to=came_to), quiet=quiet))
    assert feed.keys() == EVERYTHING
    assert json.loads(json.dumps(feed)) == feed
    assert city_feed([feed])["centres"].keys() == {"W0001"}


@pytest.mark.parametrize("part", ["lines", "waits", "open", "place", "closed_words"])
@pytest.mark.parametrize("said", NONSENSE)
def test_a_part_that_is_wrong_takes_no_other_with_it(part: str, said: Any) -> None:
    lines = {"CT": ["A012"]}
    whole = shown(lines=lines, place={"lat": 21.0, "lon": 105.8, "address": ""}, closed_words=names("x", "y"))
    feed = centre_feed(known(said=whole | {part: said}))
    untouched = centre_feed(known(said=whole))
    followed = {"lines": {"lines", "waits"}, "waits": {"waits", "fields"}}.get(part, {part})
    assert {n: v for n, v in feed.items() if n not in followed} == {
        n: v for n, v in untouched.items() if n not in followed
    }


@pytest.mark.parametrize(
    ("remote", "offered"),
    [
        ({"CT": {"share": 30, "left": 0}}, True),
        ({"CT": {"share": 0, "left": 0}}, False),
        ({}, False),
        ("x", False),
        ({"CT": {"share": True}, "HT": 3}, False),
    ],
)
def test_the_way_to_a_number_from_afar_is_told_where_a_centre_gives_any(remote: Any, offered: bool) -> None:
    assert centre_feed(known(said=shown(lines={}) | {"remote": remote}))["from_afar"] is offered


def test_an_address_stands_without_a_place_on_the_map() -> None:
    place = {"lat": None, "lon": None, "address": "126 phố Hàng Trống"}
    assert centre_feed(known(said=shown(lines={}, place=place)))["place"] == place


def test_fields_stand_in_the_order_of_the_centre() -> None:
    came_to = state(lines={})
    came_to["fields"]["HT"]["place"], came_to["fields"]["CT"]["place"] = 0, 1
    assert list(centre_feed(known(came_to=came_to))["fields"]) == ["HT", "CT"]


def test_the_least_wait_stands_first_and_nobody_is_sent_to_who_is_not_heard() -> None:
    def one(code: str, wait: Any, *, silent: bool = False, opened: bool = True) -> dict[str, Any]:
        waits = {} if wait == "unknown" else {"CT": wait}
        return centre_feed(known(code, silent=silent, said=shown(lines={}, waits=waits, opened=opened)))

    feeds = [
        one("W0001", [0, 60], opened=False),
        one("W0002", [0, 60], silent=True),
        one("W0003", "unknown"),
        one("W0004", None),
        one("W0005", [600, 1200]),
        one("W0006", [0, 300]),
    ]
    assert city_feed(feeds)["fields"]["CT"]["order"] == ["W0006", "W0005", "W0003", "W0004", "W0002", "W0001"]
