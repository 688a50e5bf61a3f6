"""Whatever happens in its centres, the city's figures are those of the centres' own reports, added up."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.city.reports.asked import CityReportQuery, RowsBy
from server.city.reports.names import known
from server.city.reports.report import report
from server.core.reports.days import day_from
from server.core.reports.figures import Figures, Gathered, together
from server.service.reports import asked as centre_asked
from server.service.reports.figures import count
from server.service.reports.names import Known
from server.service.today import day_now
from tests.service.reports.histories import History, Steps, new_centre
from tests.service.reports.test_property import STEPS
from tests.support.city_stays import bring, make_tables
from tests.support.clock import SetClock

FIRST = date(2026, 11, 23)
CENTRES = {"W0001": "Ba Đình", "W0002": "Ba Đình", "W0003": "Đống Đa"}
SAME = [
    RowsBy.TOTAL,
    RowsBy.FIELD,
    RowsBy.PROCEDURE,
    RowsBy.HOUR,
    RowsBy.WEEKDAY,
    RowsBy.DAY,
    RowsBy.WEEK,
    RowsBy.MONTH,
    RowsBy.CHANNEL,
]
Lived = dict[str, History]


@contextmanager
def lived(steps: list[Steps]) -> Iterator[Lived]:
    """Three centres, each with a history of its own."""
    with TemporaryDirectory() as folder:
        found: Lived = {}
        try:
            for code, taken in zip(CENTRES, steps, strict=True):
                home = Path(folder) / code
                home.mkdir()
                found[code] = History(new_centre(home, clock := SetClock()), clock)
                found[code].run(taken)
            yield found
        finally:
            for history in found.values():
                history.context.close()


def last_day(lived: Lived) -> date:
    return max(day_from(day_now(each.context)) for each in lived.values())


def gathered(lived: Lived, asked: CityReportQuery) -> dict[str, Gathered]:
    """By the same rows, the reports of the centres themselves, added up."""
    found: dict[str, Gathered] = {}
    for code, history in lived.items():
        if asked.centres is not None and code not in asked.centres:
            continue
        by = centre_asked.RowsBy(
            asked.by.value if asked.by not in {RowsBy.CENTRE, RowsBy.DISTRICT} else "total"
        )
        wanted = centre_asked.FiguresAsked(
            asked.first, asked.last, by, centre_asked.Filters(field=asked.fields)
        )
        with history.context.store.read() as connection:
            groups = count(history.context, connection, Known(history.context, connection), wanted, (by,))
        for (key,), each in groups.items():
            row = {RowsBy.CENTRE: code, RowsBy.DISTRICT: CENTRES[code]}.get(asked.by, key)
            found.setdefault(row, Gathered()).add(each)
    return found


def check(transaction, lived: Lived, asked: CityReportQuery) -> None:
    expected = gathered(lived, asked)
    found = report(transaction, known(transaction, None), asked)
    told = {row.key: row.figures for row in found.rows}
    assert found.total == together([each.counted() for each in expected.values()])
    assert {key: each.figures() for key, each in expected.items() if each.figures() != Figures()} == {
        key: figures for key, figures in told.items() if figures != Figures()
    }


def compare(conninfo: str, steps: list[Steps]) -> None:
    with lived(steps) as centres, psycopg.connect(conninfo) as transaction:
        make_tables(transaction)
        for code, district in CENTRES.items():
            transaction.execute(
                "INSERT INTO centre (code, name, district) VALUES (%s, %s, %s)", (code, code, district)
            )
        for code, history in centres.items():
            with history.context.store.read() as connection:
                bring(transaction, code, connection)
        last = last_day(centres)
        for by in [*SAME, RowsBy.CENTRE, RowsBy.DISTRICT]:
            check(transaction, centres, CityReportQuery(FIRST, last, by))
        check(transaction, centres, CityReportQuery(FIRST, FIRST, RowsBy.CENTRE, fields=("CT",)))
        check(transaction, centres, CityReportQuery(FIRST, last, RowsBy.FIELD, centres=("W0002",)))
        check(
            transaction,
            centres,
            CityReportQuery(FIRST + timedelta(days=1), last + timedelta(days=1), RowsBy.TOTAL),
        )
        transaction.rollback()


@pytest.fixture(scope="module")
def kept_city(server) -> Iterator[str]:
    from tests.support.postgres import fresh_city

    with fresh_city(server) as found:
        yield found


@given(st.lists(STEPS, min_size=3, max_size=3))
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_city_says_what_its_centres_say_together(kept_city, steps):
    compare(kept_city, steps)


@pytest.mark.torture
@given(st.lists(STEPS, min_size=3, max_size=3))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_city_says_what_its_centres_say_together_over_many_histories(kept_city, steps):
    compare(kept_city, steps)


def test_dossiers_of_several_procedures_and_numbers_that_nobody_calls_are_in_it(kept_city):
    day: Steps = [
        *[("take", n) for n in range(0, 60, 5)],
        *[("open", n) for n in range(4)],
        *[(what, n) for n in range(12) for what in ("call", "moment", "serve", "wait", "finish")],
        ("take", 3),
        ("night", 1),
        ("take", 7),
    ]
    compare(kept_city, [day, day[:30], []])
