"""Reports of years read past days put together, and find what they would find stay by stay."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.core.reports.clocks import Offsets
from server.core.reports.figures import Figures
from server.core.reports.stays import Stay
from server.store.migrate import migrate
from server.store.reports import past_days, stay_groups, stays
from server.store.reports import stay_groups_compared as compared
from server.store.reports.counting import gathered
from server.store.reports.scope import Keys, Scope

DAYS = ("2026-11-20", "2026-11-23", "2026-11-24")
YEARS = ("2025-12-30", "2025-12-31", "2026-01-02", *DAYS)
"""Two days of a year, another month, and the days of the other tests."""
PERIODS = ("2025-12", "2026-01", "2026-11", "2025", "2026")
NOON = 1_763_614_800_000
HANOI = ((0, 25200),)
CLOCKS: Sequence[Offsets] = (HANOI, ((0, 0),), ((NOON + 3_600_000, 25200), (0, 28800)))
STAYS = st.builds(
    Stay,
    st.integers(1, 60),
    st.sampled_from(YEARS),
    st.integers(1, 9),
    st.integers(NOON, NOON + 9 * 3_600_000),
    st.sampled_from(("CT", "DD")),
    st.sampled_from(("kiosk", "phone")),
    st.sampled_from((None, "elderly")),
    st.sampled_from((None, "1.000001")),
    st.sampled_from((None, 1, 12)),
    st.sampled_from((None, "an")),
    called_at=st.integers(NOON + 9 * 3_600_000, NOON + 10 * 3_600_000),
    since=st.sampled_from((None, NOON)),
    served_at=st.sampled_from((None, NOON + 11 * 3_600_000)),
    end=st.sampled_from(("", "f", "m")),
    above=st.booleans(),
    dossiers=st.sampled_from(("", "R", "TA")),
    others=st.sampled_from(((), (("1.000002", "R"),))),
    point=st.sampled_from(("", "P")),
)
BY: Sequence[Keys] = (
    (),
    ("total",),
    ("month",),
    ("month", "field"),
    ("day",),
    ("weekday",),
    ("hour",),
    ("field",),
    ("counter",),
    ("officer",),
    ("procedure",),
    ("channel",),
    ("point",),
    ("class",),
    ("weekday", "hour"),
    ("field", "day"),
    ("field", "counter"),
)
WHERE: Sequence[Mapping[str, Sequence[str]]] = (
    {},
    {"field": ("CT",)},
    {"counter": ("12", "")},
    {"hour": ("12", "14", "09")},
    {"weekday": ("1", "5")},
    {"procedure": ("1.000001",)},
    {"channel": ("phone",), "class": ("",)},
)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = tables()
    yield connection
    connection.close()


def tables() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    return connection


@cache
def kept_tables() -> sqlite3.Connection:
    """Those of all examples, each of which is taken back."""
    return tables()


def is_due(connection: sqlite3.Connection, period: str) -> bool:
    """Whether all parts of a month or year that have stays are there, by one clock."""
    below = 10 if len(period) == 7 else 7
    there = stay_groups.made(connection)
    clocks = {there.get(day[:below]) for day in stay_groups.days(connection) if day.startswith(period)}
    return len(clocks) == 1 and None not in clocks


def make(connection: sqlite3.Connection, day: str) -> None:
    stay_groups.make(connection, Scope(day, day, offsets=HANOI))


def told(connection: sqlite3.Connection, scope: Scope, by: Keys) -> dict[Keys, Figures]:
    return {keys: each.figures() for keys, each in gathered(connection, scope, by).items()}


def stay(**facts: object) -> Stay:
    return replace(Stay(1, DAYS[0], 1, NOON, "CT", "kiosk"), **facts)  # type: ignore[arg-type]


SCOPES = st.builds(
    Scope,
    st.sampled_from(("2025-01-01", *YEARS)),
    st.sampled_from((DAYS[-1], "2026-01-31", "2026-12-31")),
    st.sampled_from(WHERE),
    st.sampled_from(CLOCKS),
)


CLOCKS_OF_ALL = st.sampled_from(CLOCKS).map(lambda clock: dict.fromkeys(YEARS, clock))


@settings(deadline=None, max_examples=300)
@given(
    every=st.lists(STAYS, max_size=30, unique_by=lambda stay: (stay.day, stay.seq)),
    made=st.dictionaries(st.sampled_from(YEARS), st.sampled_from(CLOCKS)) | CLOCKS_OF_ALL,
    longer=st.sets(st.sampled_from(PERIODS)),
    later=st.none() | STAYS,
    scope=SCOPES,
    by=st.sampled_from(BY),
)
def test_whatever_is_asked_it_is_what_the_stays_are(
    *,
    every: list[Stay],
    made: dict[str, Offsets],
    longer: set[str],
    later: Stay | None,
    scope: Scope,
    by: Keys,
) -> None:
    connection = kept_tables()
    connection.executescript("ROLLBACK" if connection.in_transaction else "")
    connection.execute("BEGIN")
    stays.add(connection, every)
    expected = told(connection, scope, by)
    for day, clock in made.items():
        stay_groups.make(connection, Scope(day, day, offsets=clock))
    for period in PERIODS:
        if period in longer and is_due(connection, period):
            stay_groups.merge(connection, period, stay_groups.merged(connection, period))
    if later is not None:
        stays.add(connection, (later,))
        past_days.changed(connection, later.day)
        kept = connection.execute("SELECT * FROM stay_groups").fetchall()
        connection.execute("DELETE FROM stay_groups")
        expected = told(connection, scope, by)
        connection.executemany("INSERT INTO stay_groups VALUES (?, ?, ?, ?, ?)", kept)
    assert told(connection, scope, by) == expected
    assert [*compared.differences(connection, ())] == []
    connection.execute("ROLLBACK")


@pytest.mark.parametrize("by", [("weekday",), ("hour",), ("field",)], ids=str)
def test_days_made_by_different_clocks_are_counted_once(connection: sqlite3.Connection, by: Keys) -> None:
    stays.add(connection, [stay(day=day) for day in DAYS])
    for day, clock in zip(DAYS, (HANOI, HANOI, ((0, 32400),)), strict=True):
        stay_groups.make(connection, Scope(day, day, offsets=clock))
    whole = gathered(connection, Scope(DAYS[0], DAYS[-1], offsets=((0, 32400),)), by)
    assert sum(each.figures().visits for each in whole.values()) == 3
    assert by != ("hour",) or list(whole) == [("14",)]


@pytest.mark.parametrize("by", [("day",), ("field",), ("procedure",), ("hour",)], ids=str)
def test_stays_of_a_day_that_is_put_together_are_not_read(connection: sqlite3.Connection, by: Keys) -> None:
    stays.add(connection, [stay(seq=n) for n in range(5)])
    make(connection, DAYS[0])
    connection.execute("UPDATE stays SET marks = ''")
    whole = gathered(connection, Scope(DAYS[0], DAYS[-1], offsets=HANOI), by)
    assert [each.figures().visits for each in whole.values()] == [5]


def test_a_day_whose_stay_changes_is_read_again(connection: sqlite3.Connection) -> None:
    stays.add(connection, [stay(), stay(day=DAYS[1])])
    for day in DAYS[:2]:
        make(connection, day)
    stays.change(connection, stay(), stay(field="DD"))
    past_days.changed(connection, DAYS[0])
    assert stay_groups.made(connection) == {DAYS[1]: "0:25200"}
    assert connection.execute("SELECT DISTINCT period FROM stay_groups").fetchall() == [(DAYS[1],)]
    found = gathered(connection, Scope(DAYS[0], DAYS[0], offsets=HANOI), ("field",))
    assert list(found) == [("DD",)]


def test_hours_by_another_clock_are_counted_from_the_stays(connection: sqlite3.Connection) -> None:
    stays.add(connection, [stay()])
    make(connection, DAYS[0])
    asked = Scope(DAYS[0], DAYS[0], offsets=((0, 0),))
    assert list(gathered(connection, asked, ("hour",))) == [("05",)]
    assert list(gathered(connection, replace(asked, offsets=HANOI), ("hour",))) == [("12",)]


TAMPERED = {
    "a mark": ("UPDATE stay_groups SET marks = marks || 'v' WHERE name = 'field'", "2026-11-20 field CT"),
    "a length": (
        "UPDATE stay_groups SET times = replace(times, char(1), char(9)) WHERE name = 'all'",
        "2026-11-20 all",
    ),
    "a group gone": ("DELETE FROM stay_groups WHERE name = 'hour'", "2026-11-20 hour 12"),
    "a group smuggled in": (
        "INSERT INTO stay_groups VALUES ('class', '2026-11-20', 'x', 'v', '')",
        "2026-11-20 class x",
    ),
    "a day without stays": (
        "INSERT INTO stay_groups VALUES ('all', '2026-11-21', '0:0', 'v', '')",
        "2026-11-21",
    ),
    "a clock that is none": (
        "UPDATE stay_groups SET key = 'noon' WHERE name = 'all'",
        "stay group: ",
    ),
    "a day's own row gone": ("DELETE FROM stay_groups WHERE name = 'all'", "2026-11-20"),
    "a stay without its lengths": ("UPDATE stays SET times = 'a' WHERE seq = 1", "stay group: "),
    "bytes that are no text": (
        "UPDATE stay_groups SET marks = CAST(x'ff' AS TEXT) WHERE name = 'all'",
        "stay group: ",
    ),
}


@pytest.mark.parametrize(("script", "said"), TAMPERED.values(), ids=TAMPERED)
def test_the_doctor_names_what_somebody_changed(
    connection: sqlite3.Connection, script: str, said: str
) -> None:
    stays.add(connection, [stay(), stay(seq=2)])
    make(connection, DAYS[0])
    assert [*compared.differences(connection, ())] == []
    connection.execute(script)
    assert any(said in line for line in compared.differences(connection, ()))


def test_groups_whose_day_lost_its_own_row_are_read_by_nobody_and_made_anew(
    connection: sqlite3.Connection,
) -> None:
    stays.add(connection, [stay()])
    make(connection, DAYS[0])
    connection.execute("DELETE FROM stay_groups WHERE name = 'all'")
    (found,) = gathered(connection, Scope(DAYS[0], DAYS[0], offsets=HANOI), ("field",)).values()
    assert found.figures().visits == 1
    make(connection, DAYS[0])
    assert [*compared.differences(connection, ())] == []


def test_days_that_are_known_to_be_right_are_spared(connection: sqlite3.Connection) -> None:
    stays.add(connection, [stay()])
    make(connection, DAYS[0])
    connection.execute("DELETE FROM stay_groups WHERE name = 'hour'")
    assert [*compared.differences(connection, DAYS)] == []


def all_together(connection: sqlite3.Connection) -> None:
    """Everything is put together, by one clock."""
    for day in stay_groups.days(connection):
        make(connection, day)
    for period in PERIODS:
        if is_due(connection, period):
            stay_groups.merge(connection, period, stay_groups.merged(connection, period))


@pytest.fixture
def two_years(connection: sqlite3.Connection) -> sqlite3.Connection:
    stays.add(connection, [stay(seq=n, day=day) for n, day in enumerate(YEARS)])
    all_together(connection)
    return connection


@pytest.mark.parametrize("by", [("total",), ("field",), ("procedure",), ("hour",)], ids=str)
def test_whole_years_are_read_as_such(two_years: sqlite3.Connection, by: Keys) -> None:
    two_years.execute("UPDATE stay_groups SET marks = '' WHERE length(period) < 10 AND period != '2025'")
    two_years.execute("UPDATE stay_groups SET marks = 'vvvv' WHERE period = '2025'")
    whole = gathered(two_years, Scope("2025-01-01", "2026-01-02", offsets=HANOI), by)
    assert [each.figures().visits for each in whole.values()] == [5], "four of the year, one of a day"


def test_months_are_read_where_months_are_asked_for(two_years: sqlite3.Connection) -> None:
    two_years.execute("DELETE FROM stay_groups WHERE length(period) = 10")
    two_years.execute("UPDATE stays SET marks = ''")
    found = told(two_years, Scope("2025-12-01", "2026-11-30", offsets=HANOI), ("month",))
    assert {key: each.visits for (key,), each in found.items()} == {"2025-12": 2, "2026-01": 1, "2026-11": 3}


@pytest.mark.parametrize("day", ["2026-11-24", "2026-11-25"], ids=["one that is there", "one without stays"])
def test_a_stay_that_changes_takes_its_month_and_its_year_away(
    two_years: sqlite3.Connection, day: str
) -> None:
    stays.add(two_years, [stay(seq=99, day=day)])
    past_days.changed(two_years, day)
    assert not stay_groups.made(two_years).keys() & {day, "2026-11", "2026"}
    assert stay_groups.made(two_years).keys() >= {"2026-01", "2025", "2025-12", "2026-11-20"}


def test_a_month_whose_days_changed_meanwhile_is_not_stored(two_years: sqlite3.Connection) -> None:
    found = stay_groups.merged(two_years, "2026-11")
    stays.add(two_years, [stay(seq=99, day=DAYS[0])])
    past_days.changed(two_years, DAYS[0])
    stay_groups.merge(two_years, "2026-11", found)
    assert "2026-11" not in stay_groups.made(two_years)


LONGER = {
    "a mark of a month": (
        "UPDATE stay_groups SET marks = marks || 'v' WHERE period = '2026-11' AND name = 'field'",
        "2026-11 field CT",
    ),
    "a year's length": (
        "UPDATE stay_groups SET times = replace(times, char(1), char(9)) WHERE period = '2025' AND name = 'all'",
        "2025 all",
    ),
    "a day of it gone": ("DELETE FROM stay_groups WHERE period = '2026-11-24'", "2026-11: of other days"),
    "a month without a day": (
        "INSERT INTO stay_groups VALUES ('all', '2026-07', '0:25200', 'v', '')",
        "2026-07: of other days",
    ),
}


@pytest.mark.parametrize(("script", "said"), LONGER.values(), ids=LONGER)
def test_the_doctor_names_a_month_or_a_year_that_somebody_changed(
    two_years: sqlite3.Connection, script: str, said: str
) -> None:
    assert [*compared.differences(two_years, ())] == []
    two_years.execute(script)
    assert any(said in line for line in compared.differences(two_years, ()))
