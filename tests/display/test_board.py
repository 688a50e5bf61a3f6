"""What the hall's screens show, by example."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from display.board import CALLS_SHOWN, BoardCall, BoardCounter, BoardQueue, BoardState, board

HANOI = timezone(timedelta(hours=7))
NINE = datetime(2026, 11, 22, 9, 0, tzinfo=HANOI)
EMPTY = BoardState(
    seq=7,
    at=NINE,
    day="2026-11-22",
    hall="1",
    centre="Trung tâm Phục vụ hành chính công",
    ward="Phường Tân Mỹ",
    centre_names={"vi": "Trung tâm Phục vụ hành chính công", "en": "Public Service Centre"},
    open=True,
)


def call(number: str, minute: int, counter: int = 1, calls: int = 1, state: str = "called") -> BoardCall:
    """Make a call some minutes past nine."""
    return BoardCall(number, counter, NINE + timedelta(minutes=minute), calls, "CT", state)


def shown(*calls: BoardCall) -> list[str]:
    """List the numbers of the calls, top first."""
    return [line["number"] for line in board(replace(EMPTY, calls=calls))["calls"]]


def test_it_shows_an_empty_hall_before_the_first_call() -> None:
    """No calls, no counters, no queues: still a whole board."""
    assert board(EMPTY) == {
        "seq": 7,
        "at": "2026-11-22T09:00:00+07:00",
        "day": "2026-11-22",
        "hall": "1",
        "centre": {"name": EMPTY.centre, "ward": EMPTY.ward, "names": dict(EMPTY.centre_names)},
        "open": True,
        "opens_at": None,
        "closed_reason": None,
        "opens_text": None,
        "calls": [],
        "counters": [],
        "waiting": [],
        "stage": [],
        "missed": [],
    }


def test_it_can_be_sent_as_json() -> None:
    """Everything in it survives the wire."""
    state = replace(EMPTY, calls=(call("A001", 1),), counters=(BoardCounter(1, "Quầy 1", "open", ("CT",)),))
    assert json.loads(json.dumps(board(state))) == board(state)


def test_it_puts_the_newest_call_first() -> None:
    """Whatever the order in which the calls were read."""
    assert shown(call("A001", 1), call("B002", 3), call("C003", 2)) == ["B002", "C003", "A001"]


def test_it_orders_calls_by_moment_and_not_by_wall_clock() -> None:
    """09:05 in Hà Nội is before 02:06 UTC."""
    in_utc = replace(call("B002", 0), at=datetime(2026, 11, 22, 2, 6, tzinfo=UTC))
    assert shown(in_utc, call("A001", 5)) == ["B002", "A001"]


def test_it_orders_calls_by_the_journal_when_the_clock_was_set_back() -> None:
    """An hour earlier by the clock, and still the newest."""
    before = replace(call("A001", 30), seq=41)
    after = replace(call("B002", -20), seq=42)
    assert shown(before, after) == ["B002", "A001"]


def test_it_keeps_at_most_twelve_calls() -> None:
    """The oldest go first."""
    numbers = shown(*(call(f"A{n:03}", n) for n in range(1, 31)))
    assert numbers == [f"A{n:03}" for n in range(30, 30 - CALLS_SHOWN, -1)]


def test_it_moves_a_recalled_number_to_the_top_and_says_so() -> None:
    """One line a number, however often it is called."""
    state = replace(EMPTY, calls=(call("A001", 1), call("B002", 2), call("A001", 3, calls=2)))
    lines = board(state)["calls"]
    assert [(line["number"], line["recall"], line["calls"]) for line in lines] == [
        ("A001", True, 2),
        ("B002", False, 1),
    ]


def test_it_sends_a_number_to_one_counter_only() -> None:
    """Called at counter 1, sent back, called at counter 5: only counter 5 is shown."""
    state = replace(EMPTY, calls=(call("A001", 1, counter=1), call("A001", 4, counter=5)))
    assert [(line["number"], line["counter"]) for line in board(state)["calls"]] == [("A001", 5)]


@pytest.mark.parametrize("gone", ["waiting", "cancelled", "parked"])
def test_it_forgets_a_call_that_no_longer_stands(gone: str) -> None:
    """A number back in the queue, cancelled or parked calls nobody."""
    assert shown(call("A001", 1, state=gone), call("B002", 2)) == ["B002"]


def test_it_does_not_bring_back_the_call_before_one_that_no_longer_stands() -> None:
    """The last word about a number is the one that counts."""
    assert shown(call("A001", 1, counter=1), call("A001", 2, counter=5, state="waiting")) == []


@pytest.mark.parametrize(("newest", "gone"), [(2, False), (1, False), (3, True)])
def test_it_says_when_the_number_called_last_stands_no_more(newest: int, gone: bool) -> None:
    """Then the number before it is not the newest."""
    state = replace(EMPTY, calls=(replace(call("A001", 1), seq=2),), newest_call=newest)
    assert board(state).get("newest_gone", False) is gone


@pytest.mark.parametrize("state", ["called", "serving", "finished", "no_show"])
def test_it_keeps_a_call_through_its_visit(state: str) -> None:
    """A finished visit stays in the list until newer calls push it out."""
    assert shown(call("A001", 1, state=state)) == ["A001"]


def test_it_sorts_the_counters_by_number() -> None:
    """Counter 10 comes after counter 9."""
    counters = tuple(BoardCounter(n, f"Quầy {n}", "open", ("CT",)) for n in (10, 2, 9, 1))
    assert [tile["n"] for tile in board(replace(EMPTY, counters=counters))["counters"]] == [1, 2, 9, 10]


@pytest.mark.parametrize("state", ["called", "serving"])
def test_a_counter_shows_its_number_while_the_person_is_there(state: str) -> None:
    """From the call to the end of the visit."""
    counter = BoardCounter(3, "Quầy 3", "open", ("CT", "HT"), "A012", state)
    tile = board(replace(EMPTY, counters=(counter,)))["counters"][0]
    assert (tile["number"], tile["ticket_state"], tile["fields"]) == ("A012", state, ["CT", "HT"])


@pytest.mark.parametrize("state", ["finished", "no_show", "waiting", "cancelled", None])
def test_a_counter_shows_nothing_once_the_person_is_gone(state: str | None) -> None:
    """Neither the number nor its state."""
    counter = BoardCounter(3, "Quầy 3", "open", ("CT",), "A012", state)
    tile = board(replace(EMPTY, counters=(counter,)))["counters"][0]
    assert (tile["number"], tile["ticket_state"]) == (None, None)


QUEUE = BoardQueue("CT", {"vi": "Chứng thực", "en": "Certification"}, "A", 5, {"low_s": 300, "high_s": 900})


def test_it_tells_how_many_wait_and_how_long() -> None:
    """The queues keep the order that they were given in."""
    other = replace(QUEUE, field="HT", prefix="B")
    lines = board(replace(EMPTY, queues=(other, QUEUE)))["waiting"]
    assert [line["prefix"] for line in lines] == ["B", "A"]
    assert (lines[1]["waiting"], lines[1]["wait"]) == (5, {"low_s": 300, "high_s": 900})


def test_a_field_without_counter_has_no_wait() -> None:
    """It is not nought."""
    (line,) = board(replace(EMPTY, queues=(replace(QUEUE, wait=None),)))["waiting"]
    assert line["wait"] is None


@pytest.mark.parametrize(
    ("lang", "name"), [("vi", "Chứng thực"), ("en", "Certification"), ("fr", "Chứng thực")]
)
def test_it_names_a_queue_in_the_reader_s_language(lang: str, name: str) -> None:
    """Vietnamese when there is no translation; both names always travel."""
    line = board(replace(EMPTY, queues=(QUEUE,)), lang)["waiting"][0]
    assert (line["name"], line["names"]) == (name, dict(QUEUE.names))


def test_it_refuses_a_time_without_its_offset() -> None:
    """A screen would read it in its own zone."""
    with pytest.raises(ValueError, match="offset"):
        replace(EMPTY, at=datetime(2026, 11, 22, 9, 0))  # noqa: DTZ001
    with pytest.raises(ValueError, match="offset"):
        replace(call("A001", 1), at=datetime(2026, 11, 22, 9, 0))  # noqa: DTZ001


def test_it_tells_moments_to_the_millisecond_and_no_finer() -> None:
    """As the rest of the API does."""
    at = EMPTY.at.replace(microsecond=123456)
    assert board(replace(EMPTY, at=at))["at"] == "2026-11-22T09:00:00.123+07:00"


def test_it_says_when_numbers_are_given_next_while_they_are_not() -> None:
    """And nothing of it while they are."""
    opens = EMPTY.at.replace(day=23, hour=7)
    assert board(replace(EMPTY, opens_at=opens))["opens_at"] is None
    assert board(replace(EMPTY, open=False, opens_at=opens))["opens_at"] == "2026-11-23T07:00:00+07:00"
