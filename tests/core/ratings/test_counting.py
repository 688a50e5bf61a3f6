"""No figure of a report, nor any difference of two, tells how fewer than five people voted."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from server.core.ratings.counting import LEAST, Counts, Row, Who, told, username_of

LAN, MINH = "lan", "minh"


def ballots(three: int = 0, two: int = 0, one: int = 0) -> Counts:
    return Counts({level: n for level, n in ((3, three), (2, two), (1, one)) if n})


def levels(row: Row) -> dict[int, int] | None:
    return None if row.shown is None else dict(row.shown.levels)


def test_fewer_than_five_are_only_counted() -> None:
    found = told({(1, LAN): ballots(2, 1, 1)})
    assert (found.total.ballots, found.total.shown) == (4, None)
    assert (found.counters[1].shown, found.officers[LAN].shown) == (None, None)


def test_five_are_told_everywhere() -> None:
    found = told({(1, LAN): Counts({3: 3, 1: 2}, {"wait": 2})})
    for row in (found.total, found.counters[1], found.officers[LAN]):
        assert levels(row) == {3: 3, 1: 2}
    assert found.total.shown is not None
    assert found.total.shown.reasons == {"wait": 2}


def test_the_total_does_not_give_away_the_row_that_is_not_told() -> None:
    found = told({(1, LAN): ballots(5), (2, MINH): ballots(one=1)})
    assert found.total.ballots == 6
    assert levels(found.total) == {3: 5}
    assert (found.counters[2].ballots, found.counters[2].shown) == (1, None)


def test_a_counter_does_not_give_away_who_stood_in_there() -> None:
    """The counter less its usual officer would be the other's only ballot."""
    found = told({(1, LAN): ballots(5), (1, MINH): ballots(one=1)})
    assert (found.counters[1].ballots, levels(found.counters[1])) == (6, {3: 5})
    assert levels(found.officers[LAN]) == {3: 5}
    assert found.officers[MINH].shown is None


def test_small_numbers_are_told_together_where_they_are_enough() -> None:
    at_one_counter = told({(1, LAN): ballots(3), (1, MINH): ballots(two=2)})
    assert levels(at_one_counter.counters[1]) == {3: 3, 2: 2}
    assert at_one_counter.officers[LAN].shown is None
    of_one_officer = told({(1, LAN): ballots(3), (2, LAN): ballots(two=2)})
    assert levels(of_one_officer.officers[LAN]) == {3: 3, 2: 2}
    assert of_one_officer.counters[1].shown is None
    in_the_house = told({(1, LAN): ballots(3), (2, MINH): ballots(two=2)})
    assert levels(in_the_house.total) == {3: 3, 2: 2}
    assert in_the_house.counters[1].shown is None


def test_the_role_is_no_part_of_a_name() -> None:
    assert {username_of(actor) for actor in ("lan", "officer:lan", "admin:lan")} == {"lan"}


CELLS = st.dictionaries(
    st.tuples(st.integers(1, 4), st.sampled_from(["a", "b", "c", "d"])), st.integers(1, 9), max_size=9
)


@given(CELLS)
def test_no_weighing_of_the_rows_gives_a_small_cell_away(cast: dict[Who, int]) -> None:
    """Exact algebra: each cell marks its ballots by a reason of its own, so that a row says which cells are in it."""
    found = told({who: Counts({3: n}, {f"{who}": n}) for who, n in cast.items()})
    rows = [found.total, *found.counters.values(), *found.officers.values()]
    shown = [row.shown for row in rows if row.shown is not None]
    assert all(counts.ballots >= LEAST for counts in shown)
    vectors = [[Fraction(counts.reasons.get(f"{who}", 0)) for who in cast] for counts in shown]
    for place, who in enumerate(cast):
        alone = [Fraction(int(at == place)) for at in range(len(cast))]
        assert cast[who] >= LEAST or rank([*vectors, alone]) > rank(vectors), who


@given(CELLS)
def test_every_ballot_is_counted(cast: dict[Who, int]) -> None:
    found = told({who: Counts({3: n}) for who, n in cast.items()})
    assert found.total.ballots == sum(cast.values())
    for rows in (found.counters, found.officers):
        assert sum(row.ballots for row in rows.values()) == sum(cast.values())
    hidden = found.total.ballots - (0 if found.total.shown is None else found.total.shown.ballots)
    assert hidden < LEAST


def rank(vectors: list[list[Fraction]]) -> int:
    """Of these vectors, by Gauss."""
    left, found = [list(vector) for vector in vectors], 0
    for column in range(len(vectors[0]) if vectors else 0):
        pivot = next((vector for vector in left if vector[column]), None)
        if pivot is None:
            continue
        found += 1
        left.remove(pivot)
        for vector in left:
            share = vector[column] / pivot[column]
            for place, value in enumerate(pivot):
                vector[place] -= share * value
    return found
