"""The large places: every called number stands in one for its time, in order, however many come together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import hypothesis.strategies as st
from hypothesis import given, settings

from display.board import BoardCall, Showing
from display.large_places import MOST_DUE, ON_THE_WAY, PLACES, LargePlaces, Moment, advance

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
STAYS = timedelta(seconds=8)
MOST = 40


@dataclass
class Hall:
    """A hall whose calls are read after each step; `seen` holds every promise that was made on the way."""

    now: datetime = NOON
    seq: int = 1
    day: str = "2026-11-25"
    calls: dict[str, BoardCall] = field(default_factory=dict)
    places: LargePlaces | None = None
    seen: list[tuple[datetime, tuple[Showing, ...]]] = field(default_factory=list)
    called: dict[str, int] = field(default_factory=dict)
    taken_back: dict[str, list[datetime]] = field(default_factory=dict)

    def call(self, number: str, counter: int = 1) -> None:
        self.seq += 1
        before = self.calls.pop(number, None)
        times = before.calls + 1 if before else 1
        self.called[number] = self.called.get(number, 0) + 1
        self.calls[number] = BoardCall(number, counter, self.now, times, "CT", "called", self.seq)
        self.read()

    def take_back(self, number: str) -> None:
        self.seq += 1
        self.calls.pop(number, None)
        self.taken_back.setdefault(number, []).append(self.now)
        self.read()

    def after(self, seconds: float) -> "Hall":
        self.now += timedelta(seconds=seconds)
        self.read()
        return self

    def read(self) -> None:
        newest = sorted(self.calls.values(), key=lambda call: call.seq, reverse=True)[:MOST]
        self.places = advance(self.places, Moment(self.seq, self.now, self.day, newest, MOST), STAYS)
        self.seen.append((self.now, self.places.showings))

    def large(self, seconds: float = 0) -> list[str]:
        """The numbers in large places now, or `seconds` from now."""
        assert self.places
        return large_at(self.places.showings, self.now + timedelta(seconds=seconds))


def large_at(showings: Sequence[Showing], at: datetime) -> list[str]:
    return [showing.call.number for showing in showings if showing.since <= at < showing.until]


def hall_of(*numbers: str) -> Hall:
    hall = Hall()
    for number in numbers:
        hall.call(number)
    return hall


def test_a_call_stands_for_its_time_and_then_no_longer() -> None:
    hall = hall_of("A001")
    assert (hall.large(), hall.large(8.4), hall.large(8.5)) == (["A001"], ["A001"], [])


def test_more_than_there_are_places_wait_for_their_turn_in_order() -> None:
    hall = hall_of(*(f"A{n:03d}" for n in range(1, 8)))
    assert hall.large() == ["A001", "A002", "A003"]
    assert hall.large(9) == ["A004", "A005", "A006"]
    assert hall.large(18) == ["A007"]


def test_a_call_that_is_taken_back_leaves_at_once_and_the_next_still_gets_its_whole_time() -> None:
    hall = hall_of("A001", "A002", "A003", "A004").after(5)
    hall.take_back("A001")
    assert hall.large() == ["A002", "A003", "A004"]
    assert hall.large(8.4) == ["A004"]


def test_a_recall_stands_anew_once() -> None:
    hall = hall_of("A001").after(6)
    hall.call("A001")
    assert hall.large() == hall.large(8.4) == ["A001"]
    assert hall.places
    assert [showing.call.calls for showing in hall.places.showings] == [2]


def test_a_recall_of_a_number_that_waits_for_its_place_keeps_its_turn() -> None:
    hall = hall_of("A001", "A002", "A003", "A004", "A005")
    hall.call("A004")
    assert hall.large(9) == ["A004", "A005"]


def test_a_number_called_long_after_its_time_stands_again() -> None:
    hall = hall_of("A001").after(9)
    hall.call("A001", counter=5)
    assert hall.large() == ["A001"]


def test_calls_of_long_ago_are_not_placed_when_the_server_starts() -> None:
    hall = hall_of("A001", "A002").after(30)
    hall.places = None
    hall.call("A003")
    assert hall.large() == ["A003"]


def test_a_new_day_begins_empty() -> None:
    hall = hall_of("A001")
    hall.day, hall.calls = "2026-11-26", {}
    assert hall.after(1).large() == []


def test_a_clock_set_back_holds_nothing_for_an_hour() -> None:
    hall = hall_of("A001").after(4)
    hall.after(-3600)
    assert hall.large() == ["A001"]
    assert hall.large(5) == []
    hall.call("A002")
    assert "A002" in hall.large()


def test_a_reading_that_comes_late_changes_nothing() -> None:
    hall = hall_of("A001")
    known = hall.places
    old = Moment(hall.seq - 1, hall.now, hall.day, (), MOST)
    assert advance(known, old, STAYS) == known


def test_a_call_that_fell_off_the_end_of_the_list_keeps_its_turn() -> None:
    hall = hall_of(*(f"A{n:03d}" for n in range(1, 46)))
    assert hall.large() == ["A001", "A002", "A003"]
    assert hall.large(14 * 8.5) == ["A043", "A044", "A045"]


def test_a_visit_that_goes_on_does_not_end_its_time() -> None:
    hall = hall_of("A001")
    hall.calls["A001"] = replace(hall.calls["A001"], state="serving")
    assert hall.after(2).large() == ["A001"]


steps = st.lists(
    st.tuples(st.just("call"), st.integers(1, 60))
    | st.tuples(st.just("call"), st.integers(1, 60))
    | st.tuples(st.just("take back"), st.integers(1, 60))
    | st.tuples(st.just("wait"), st.sampled_from([0.1, 1.0, 3.0, 9.0])),
    max_size=50,
)


@settings(max_examples=150, deadline=None)
@given(steps)
def test_each_number_stands_for_its_time_in_order_and_no_more_than_there_are_places(
    plan: list[tuple[str, float]],
) -> None:
    hall = played(plan)
    for at, showings in turns(hall):
        large = large_at(showings, at)
        assert len(large) == len(set(large)) <= PLACES
    stays = spans(hall)
    assert [stay for stay in stays if stay.until not in stay_ends(hall, stay)] == []
    plain = [number for number, times in hall.called.items() if times == 1 and number not in hall.taken_back]
    assert [n for n in (stay.number for stay in stays) if n in plain] == plain


def played(plan: list[tuple[str, float]]) -> Hall:
    """A hall after all this, and until everybody has stood."""
    hall = Hall()
    for what, value in plan:
        hall.now += timedelta(milliseconds=10)
        if what == "wait":
            hall.after(value)
        elif what == "call":
            hall.call(f"A{value:03d}")
        else:
            hall.take_back(f"A{value:03d}")
    return hall


@dataclass(frozen=True)
class Stay:
    """One unbroken stay in a large place, as somebody in the hall sees it."""

    number: str
    since: datetime
    until: datetime


def stay_ends(hall: Hall, stay: Stay) -> set[datetime]:
    """When this stay may end: when it was taken back, or any moment after its time."""
    backs = {at for at in hall.taken_back.get(stay.number, ()) if at >= stay.since}
    return backs | ({stay.until} if stay.until - stay.since >= STAYS + ON_THE_WAY else set())


def turns(hall: Hall) -> Iterator[tuple[datetime, tuple[Showing, ...]]]:
    """Every moment at which a screen changes, with what it was told last; whole minutes after the last reading too."""
    ends = [at for at, _ in hall.seen[1:]] + [hall.now + timedelta(hours=1)]
    for (at, showings), end in zip(hall.seen, ends, strict=False):
        own = {at, *(s.since for s in showings), *(s.until for s in showings)}
        yield from ((turn, showings) for turn in sorted(own) if at <= turn < end)


def spans(hall: Hall) -> list[Stay]:
    """The stays of all numbers, in the order in which they began."""
    standing, over = dict[str, datetime](), list[Stay]()
    for at, showings in turns(hall):
        large = large_at(showings, at)
        over += [Stay(number, standing.pop(number), at) for number in list(standing) if number not in large]
        standing |= {number: at for number in large if number not in standing}
    assert standing == {}
    return sorted(over, key=lambda stay: stay.since)


def test_calls_without_end_never_wait_without_end() -> None:
    hall = Hall()
    for n in range(400):
        hall.call(f"A{n:03}")
        hall.after(0.5)
    assert hall.places
    waiting = [showing.call.number for showing in hall.places.showings if showing.since > hall.now]
    assert len(waiting) <= MOST_DUE
    assert waiting[-1] == "A399"
    assert max(showing.since for showing in hall.places.showings) - hall.now < timedelta(minutes=4)
