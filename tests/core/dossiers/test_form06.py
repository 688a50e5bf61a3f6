"""Form 06: a column without a source is empty and says why; those with one are counted as the form says."""

import sqlite3
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.core.dossiers.form06 import NUMBERS, Counts, Missing, cells, sources
from server.core.dossiers.rows import Dossier, DossierChannel
from server.core.dossiers.states import DossierState
from server.store.dossiers import table

ALL = frozenset({"code", "state", "received", "due", "finished", "channel"})
SOME = Counts(online=1, direct=2, from_before=3, early=1, on_day=1, late=1, open_in_time=2, open_late=1)


@pytest.mark.parametrize(
    ("columns", "covered", "counts", "empty"),
    [
        (None, False, SOME, dict.fromkeys(NUMBERS, Missing.NO_LIST)),
        (ALL, False, SOME, dict.fromkeys(NUMBERS, Missing.OTHER_DAYS)),
        (ALL, True, SOME, {}),
        (ALL - {"channel"}, True, SOME, dict.fromkeys((4, 5), Missing.NO_CHANNEL)),
        (ALL, True, SOME.plus(Counts(no_channel=1)), dict.fromkeys((4, 5), Missing.NO_CHANNEL)),
        (ALL - {"due"}, True, SOME, dict.fromkeys((8, 9, 10, 12, 13), Missing.NO_DUE)),
        (ALL, True, SOME.plus(Counts(solved_no_due=1)), dict.fromkeys((8, 9, 10), Missing.NO_DUE)),
        (ALL, True, SOME.plus(Counts(open_no_due=1)), dict.fromkeys((12, 13), Missing.NO_DUE)),
        (
            ALL - {"finished", "due"},
            True,
            SOME,
            dict.fromkeys((3, 6, 7, 8, 9, 10, 11, 12, 13), Missing.NO_FINISHED),
        ),
    ],
)
def test_a_column_without_a_source_is_empty_and_says_so_never_zero(
    columns: frozenset[str] | None, covered: bool, counts: Counts, empty: dict[int, Missing]
) -> None:
    known = sources(columns, covered=covered, total=counts)
    assert {number: why for number, why in known.items() if why is not None} == empty
    for row in (counts, Counts()):
        assert {number for number, value in cells(row, known).items() if value is None} == set(empty)


DAYS = st.integers(0, 40).map(lambda n: (date(2026, 10, 1) + timedelta(days=n)).isoformat())


@st.composite
def dossiers(draw: st.DrawFn) -> list[Dossier]:
    found = []
    for n in range(draw(st.integers(0, 12))):
        received, finished, due = draw(DAYS), draw(st.none() | DAYS), draw(st.none() | DAYS)
        finished = None if finished is None else max(received, finished)
        due = None if due is None else max(received, due)
        how, field = draw(st.sampled_from([None, *DossierChannel])), draw(st.sampled_from([None, "CT", "HT"]))
        state = DossierState.PROCESSING if finished is None else DossierState.RETURNED
        found.append(Dossier(f"H26-261001-{n:04d}", field, None, state, received, due, finished, how))
    return found


@settings(max_examples=12)
@given(dossiers(), DAYS, DAYS)
def test_the_columns_are_those_of_a_count_by_hand(held: list[Dossier], one: str, other: str) -> None:
    first, last = sorted((one, other))
    by_field = counted(held, first, last)
    known = sources(ALL, covered=True, total=Counts())
    for field in {each.field or "" for each in held}:
        mine = [each for each in held if (each.field or "") == field]
        came = [each for each in mine if first <= each.received <= last]
        solved = [each for each in mine if each.finished is not None and first <= each.finished <= last]
        open_ = [d for d in mine if d.received <= last and (d.finished is None or d.finished > last)]
        told = cells(by_field[field], known)
        assert told[4] == sum(each.channel is DossierChannel.ONLINE for each in came)
        assert told[5] == sum(each.channel is DossierChannel.DIRECT for each in came)
        assert told[7] == len(solved)
        assert told[8] == sum(each.due is not None and str(each.finished) < each.due for each in solved)
        assert told[9] == sum(each.due == each.finished for each in solved)
        assert told[10] == sum(each.due is not None and str(each.finished) > each.due for each in solved)
        assert told[11] == len(open_)
        assert told[12] == sum(each.due is not None and each.due >= last for each in open_)
        assert told[13] == sum(each.due is not None and each.due < last for each in open_)
        assert told[3] == len(solved) + len(open_) == len(came) + by_field[field].from_before


def counted(held: list[Dossier], first: str, last: str) -> dict[str, Counts]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE TABLE dossiers (batch, code, field, procedure, state, received, due, finished, channel)"
    )
    table.add(connection, 1, held)
    found = table.counts(connection, 1, first, last)
    connection.close()
    return found
