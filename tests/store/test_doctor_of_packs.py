"""Packed days: what is kept, what goes, and the doctor, who names whatever was touched of them."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.core.events import DayPacked, VisitRated
from server.core.model import Dossier, Outcome
from server.core.refusal import Refusal
from server.core.texts import Languages
from server.core.written_digest import WrittenDown
from server.service.context import Context
from server.service.queue import counters, tickets
from server.service.queue.counters import Officer, Result
from server.service.queue.undo import undo_last
from server.service.reports import journal as told
from server.service.reports.life import Sees, life
from server.service.retention.packing import due, give_back, pack_day
from server.service.settings import changes
from server.store import journal
from server.store.chain import not_as_written_down
from tests.service.reports.histories import History, new_centre
from tests.support.clock import SetClock
from tests.support.examined import FREE_JOURNAL, found, tamper
from tests.support.journeys import given_up_late, take
from tests.support.month import a_month

LAN = Officer("lan")


def a_day(context: Context) -> int:
    """One visit with a dossier, rated and with a note on the way; one that waits. Answers the first one's ticket."""
    first, _ = take(context), take(context)
    counters.open_(context, 1, LAN, ["CT"])
    counters.call(context, 1, LAN)
    counters.serve(context, 1, LAN)
    counters.finish(
        context,
        1,
        LAN,
        Result(Outcome.RECEIVED, (Dossier("1.000001", "received", "direct", "H26.34-261123-0007"),)),
    )
    undo_last(context, 1, LAN)
    counters.finish(
        context,
        1,
        LAN,
        Result(Outcome.RECEIVED, (Dossier("1.000001", "received", "direct", "H26.34-261123-0007"),)),
    )
    rating = VisitRated(
        first, 1, context.centre.local(context.clock()).date().isoformat(), 3, "lan", blind="x"
    )
    context.store.write(lambda transaction: transaction.record(rating, "slip"))
    counters.close(context, 1, LAN)
    return first


def pack_all(context: Context) -> list[DayPacked]:
    found = due(context)
    return [done for day in found.ranges if (done := pack_day(context, day, found))]


@pytest.fixture
def context(tmp_path: Path, clock: SetClock) -> Iterator[Context]:
    opened = History(new_centre(tmp_path / "data", clock), clock).context
    yield opened
    opened.close()


@pytest.fixture
def first(context: Context, clock: SetClock) -> int:
    """A ticket of one of two days that are more than a year before the latest ones, of which none is packed yet."""
    found = [a_day(context)]
    clock.forward(days=1)
    a_day(context)
    clock.forward(days=500)
    a_day(context)
    a_month(clock, lambda: take(context))
    return found[0]


@pytest.fixture
def packed(context: Context, first: int) -> int:
    """The same, once it is packed."""
    with context.store.read() as connection:
        ((rows,),) = connection.execute("SELECT count(*) FROM journal WHERE ticket IS NOT NULL")
    events = pack_all(context)
    assert [(event.day, event.visits) for event in events[:2]] == [("2026-11-23", 2), ("2026-11-24", 2)]
    with context.store.read() as connection:
        ((left,),) = connection.execute("SELECT count(*) FROM journal WHERE ticket IS NOT NULL")
    assert rows - left == sum(event.rows for event in events) > 10
    return first


def test_the_doctor_is_content_and_nothing_is_packed_twice(context: Context, packed: int) -> None:
    assert found(context) == []
    assert pack_all(context) == []
    a_day(context)
    assert found(context) == []


def test_what_a_report_needs_is_kept_and_nothing_else(context: Context, packed: int) -> None:
    with context.store.read() as connection:
        (kept,) = connection.execute(
            "SELECT state, outcome, dossiers, note FROM tickets WHERE id = ?", (packed,)
        ).fetchall()
        assert kept == ("finished", "received", '[["1.000001", "received", "direct", null]]', None)
        query = (
            "SELECT officer, end_, day FROM (SELECT officer, marks AS end_, day FROM stays WHERE ticket = ?)"
        )
        assert connection.execute(query, (packed,)).fetchone() == ("lan", "vsfR", "2026-11-23")
        assert connection.execute("SELECT level FROM ratings WHERE ticket = ?", (packed,)).fetchone() == (3,)
        assert "2026-11-23" not in {day for (day,) in connection.execute("SELECT day FROM taken")}


def test_its_visits_life_says_that_the_steps_are_kept_no_longer(context: Context, packed: int) -> None:
    found = life(context, packed, Languages().of("en"), Sees(outcomes=True, private=True))
    assert (found.packed, found.steps) == (True, ())


def test_nothing_happens_to_a_packed_visit_any_more(context: Context, packed: int) -> None:
    with context.store.read() as connection:
        ((waiting,),) = connection.execute(
            "SELECT id FROM tickets WHERE state = 'waiting' AND day = '2026-11-23'"
        )
    with pytest.raises(Refusal, match="unknown_ticket"):
        tickets.cancel(context, waiting, "slip")
    assert found(context) == []


def test_who_reads_the_journal_is_told_how_many_rows_have_gone(context: Context, packed: int) -> None:
    everything = told.since(context, 0, 10_000)
    assert everything.seq == len(everything.entries) + everything.packed
    assert everything.packed > 10
    last = everything.entries[-1].seq
    assert told.since(context, last - 1, 1).packed == 0
    between = [each.seq for each in everything.entries]
    before, after = next((a, b) for a, b in itertools.pairwise(between) if b > a + 3)
    assert told.since(context, before + 1, 1).packed == after - before - 2


def test_the_ends_of_days_are_those_of_before(context: Context, first: int) -> None:
    days = ("2026-11-23", "2026-11-24")
    before = [told.end(context, day) for day in days], told.ends(context, 2)
    with context.store.read() as connection:
        (last,) = connection.execute(
            "SELECT max(seq) FROM journal WHERE day = ? AND ticket > 1", days[:1]
        ).fetchone()
        (row,) = journal.at(connection, [last])
        made = connection.execute("SELECT digest FROM journal WHERE seq = ?", (last,)).fetchone()[0].hex()
    pack_all(context)
    assert [told.end(context, day) for day in days] == before[0]
    with context.store.read() as connection:
        assert row.event.type == "visit_rated"
        assert "which is packed" in (not_as_written_down(connection, WrittenDown(row.seq - 1, made)) or "")


TAMPERED = {
    "a bare row": (
        "UPDATE tickets SET outcome = 'advised' WHERE id = {id}",
        "packed day 2026-11-23: what is kept",
    ),
    "a bare row gone": ("DELETE FROM tickets WHERE id = {id}", "packed day 2026-11-23: what is kept"),
    "a bare row on another day": (
        "UPDATE tickets SET day = '2026-11-22', n = 99 WHERE id = {id}",
        "ticket {id}: ",
    ),
    "a stay more, on another day": (
        (
            "INSERT INTO stays (day, seq, marks, times, field, came, channel, ticket)"
            " SELECT '2026-11-20', seq + 1000000, marks, times, field, came, channel, ticket FROM stays"
            " WHERE ticket = {id} LIMIT 1"
        ),
        "is on 2026-11-20, its ticket {id}",
    ),
    "a stay's time": (
        "UPDATE stays SET served_at = served_at + 1 WHERE ticket = {id}",
        "packed day 2026-11-23: what",
    ),
    "a stay's officer": (
        "UPDATE stays SET officer = 'an' WHERE ticket = {id}",
        "packed day 2026-11-23: what is kept",
    ),
    "a rating": ("UPDATE ratings SET level = 1 WHERE ticket = {id}", "packed day 2026-11-23: what is kept"),
    "a visit more": (
        (
            "INSERT INTO tickets (id, day, prefix, n, field, channel, issued_at, state, calls)"
            " VALUES (9999, '2026-11-23', 'A', 99, 'CT', 'kiosk', 1, 'finished', 0)"
        ),
        "ticket 9999: is in the table but not in the journal",
    ),
    "where rows were": (
        "UPDATE packed_rows SET first = first - 1 WHERE last = (SELECT min(last) FROM packed_rows)",
        "packed day 2026-11-23: where its rows were",
    ),
    "a digest of rows that went": (
        "UPDATE packed_rows SET digest = zeroblob(32) WHERE last = (SELECT min(last) FROM packed_rows)",
        "is the first that does not fit its digest",
    ),
    "rows of no pack": (
        "INSERT INTO packed_rows VALUES (99999, 99999, '2026-11-23', zeroblob(32), 7)",
        "packed rows of entry 7: no such day was packed",
    ),
    "the entry's digest": (
        FREE_JOURNAL + "UPDATE journal SET data = json_set(data, '$.kept', '00') WHERE type = 'day_packed'",
        "packed day 2026-11-23: what is kept",
    ),
    "the entry": (
        FREE_JOURNAL + "UPDATE journal SET data = json_set(data, '$.visits', 1) WHERE type = 'day_packed'",
        "is the first that does not fit its digest",
    ),
    "the entry gone": (
        FREE_JOURNAL
        + "DELETE FROM journal WHERE seq = (SELECT min(seq) FROM journal WHERE type = 'day_packed')",
        "no such day was packed",
    ),
    "a row that stayed": (
        FREE_JOURNAL + "UPDATE journal SET actor = 'x' WHERE type = 'counter_closed' AND day = '2026-11-23'",
        "is the first that does not fit its digest",
    ),
    "a row that stayed, gone": (
        FREE_JOURNAL + "DELETE FROM journal WHERE type = 'counter_closed' AND day = '2026-11-23'",
        "are missing",
    ),
    "a series": ("UPDATE series SET last = 1 WHERE day = '2026-11-23'", "series ('2026-11-23', 'A'): is 1"),
    "a tally": (
        "UPDATE tallies SET tickets = 9 WHERE day = '2026-11-23'",
        "tally ('2026-11-23', 'CT', 'finished'): is 9",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_the_doctor_names_what_was_touched(context: Context, packed: int, tmp_path: Path, what: str) -> None:
    script, named = TAMPERED[what]
    tamper(tmp_path, script.format(id=packed))
    assert named.format(id=packed) in "\n".join(found(context))


def test_a_day_that_is_not_over_stays_as_it_is(context: Context, first: int) -> None:
    context.store.write(
        lambda tr: tr.connection.execute(
            "UPDATE tickets SET print = 'printing' WHERE id = ?", (first,)
        ).close()
    )
    survey = due(context)
    assert pack_day(context, "2026-11-23", survey) is None
    assert pack_day(context, "2026-11-24", survey) is not None


def test_what_happened_between_the_survey_and_the_packing_is_packed_too(context: Context, first: int) -> None:
    survey = due(context)
    given_up_late(context, first + 1)
    assert pack_day(context, "2026-11-23", survey) is not None
    assert found(context) == []


def test_a_clock_that_is_far_ahead_packs_nothing_too_early(
    context: Context, first: int, clock: SetClock
) -> None:
    before = list(due(context).ranges)
    clock.forward(days=20_000)
    assert list(due(context).ranges)[: len(before)] == before
    assert len(due(context).ranges) <= len(before) + 1


def test_nothing_is_packed_where_it_is_switched_off(context: Context, first: int) -> None:
    changes.put(context, "retention", {"steps_days": 0}, "admin:binh")
    assert due(context).ranges == {}


def test_the_file_gives_its_space_back(context: Context, packed: int) -> None:
    def pages() -> tuple[int, int]:
        with context.store.read() as connection:
            (count,) = connection.execute("PRAGMA page_count").fetchone()
            (free,) = connection.execute("PRAGMA freelist_count").fetchone()
        return count, free

    count, free = pages()
    while give_back(context):
        pass
    assert pages() == (count - free, 0)
