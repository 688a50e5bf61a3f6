"""Nothing that a report shows, nor any difference of two, tells how fewer than five people voted."""

import sqlite3
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from server.core.ratings.counting import LEAST, BallotFigures, BallotRow, Counts, told, username_of
from server.store.ratings import table
from server.store.ratings.table import Rating

LAN, MINH = "lan", "minh"
DAYS = ("2026-11-23", "2026-11-24", "2026-11-25")


def levels(row: BallotRow) -> dict[int, int] | None:
    return None if row.shown is None else dict(row.shown.levels)


def held(ballots: list[tuple[int, str, str, int]]) -> sqlite3.Connection:
    """Ballots in the order in which they were cast: counter, officer, day, level."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE ratings (ticket, seq, day, counter, officer, level, reason)")
    for seq, (counter, officer, day, level) in enumerate(ballots, 1):
        reason = "wait" if level == 1 else None
        table.add(connection, Rating(seq, seq, day, counter, officer, level, reason))
    return connection


def report(
    ballots: list[tuple[int, str, str, int]], first: str = DAYS[0], last: str = DAYS[-1]
) -> BallotFigures:
    connection = held(ballots)
    drawn = table.of_days(connection, first, last)
    found = told(drawn.cast, drawn.whole)
    connection.close()
    return found


def test_fewer_than_five_are_only_counted_and_the_fifth_tells_all() -> None:
    four = [(1, LAN, DAYS[0], level) for level in (3, 3, 2, 1)]
    found = report(four)
    assert (found.total.ballots, found.total.shown) == (4, None)
    assert (found.counters[1].shown, found.officers[LAN].shown) == (None, None)
    found = report([*four, (1, f"officer:{LAN}", DAYS[0], 3)])  # as old rows name her
    for row in (found.total, found.counters[1], found.officers[LAN]):
        assert levels(row) == {3: 3, 2: 1, 1: 1}
        assert row.shown is not None
        assert row.shown.reasons == {"wait": 1}


def test_a_group_counts_whole_on_the_day_on_which_it_became_full() -> None:
    ballots = [(1, LAN, DAYS[0], 1)] * 4 + [(1, LAN, DAYS[1], 3)] * 2
    assert report(ballots, DAYS[0], DAYS[0]).total == BallotRow(4, None)
    assert report(ballots, DAYS[1], DAYS[1]).total == BallotRow(2, Counts({1: 4, 3: 1}, {"wait": 4}))
    assert report(ballots, DAYS[2], DAYS[2]).total == BallotRow(0, None)


def test_those_of_another_officer_or_counter_make_no_group_full() -> None:
    found = report([(1, LAN, DAYS[0], 3)] * 5 + [(1, MINH, DAYS[0], 1)] + [(2, LAN, DAYS[0], 2)] * 4)
    assert found.total.ballots == 10
    assert levels(found.total) == levels(found.counters[1]) == levels(found.officers[LAN]) == {3: 5}
    assert (found.counters[1].ballots, found.officers[MINH].shown, found.counters[2].shown) == (6, None, None)


def test_the_role_is_no_part_of_a_name() -> None:
    assert {username_of(actor) for actor in ("lan", "officer:lan", "admin:lan")} == {"lan"}


BALLOTS = st.lists(
    st.tuples(
        st.integers(1, 2), st.sampled_from(["a", "b"]), st.sampled_from(DAYS), st.sampled_from([3, 2, 1])
    ),
    max_size=30,
)


@settings(max_examples=25)
@given(BALLOTS)
def test_before_and_after_a_ballot_and_from_range_to_range_figures_change_by_five_or_not_at_all(
    drawn: list[tuple[int, str, str, int]],
) -> None:
    ballots = sorted(drawn, key=lambda ballot: ballot[2])
    reports = [report(ballots[:n]) for n in range(len(ballots) + 1)]
    for before, after in pairwise(reports):
        for row, was in rows_of(after, before):
            assert changed(was, row) in {0, LEAST}
    narrow = report(ballots, DAYS[0], DAYS[1])
    for row, was in rows_of(reports[-1], narrow):
        assert changed(was, row) % LEAST == 0
        assert (0 if row.shown is None else row.shown.ballots) % LEAST == 0
    assert reports[-1].total.ballots == len(ballots)


def rows_of(found: BallotFigures, other: BallotFigures) -> list[tuple[BallotRow, BallotRow]]:
    none = BallotRow(0, None)
    return [
        (found.total, other.total),
        *((row, other.counters.get(n, none)) for n, row in found.counters.items()),
        *((row, other.officers.get(name, none)) for name, row in found.officers.items()),
    ]


def changed(before: BallotRow, after: BallotRow) -> int:
    """By how many ballots, all levels of which went one way."""
    was = {} if before.shown is None else before.shown.levels
    now = {} if after.shown is None else after.shown.levels
    steps = [now.get(level, 0) - was.get(level, 0) for level in (3, 2, 1)]
    assert min(steps) >= 0
    return sum(steps)
