"""The doctor once more: what nobody has touched is not replayed again, and whatever was touched is named as before."""

import random
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from server.background.past_days import PastDays
from server.service.context import Context
from server.service.retention.packing import due, pack_day
from server.store import doctor_again
from server.store.connect import open_reader
from server.store.doctor import examine
from server.store.doctor_again import examine_again
from server.store.examined import Examined
from server.store.known_days import NONE_KNOWN, KnownDays
from server.store.retention import bare
from server.store.store import database_path
from tests.service.reports.histories import History, new_centre
from tests.service.reports.test_property import USUAL
from tests.store.test_doctor_of_days import DAYS, days
from tests.store.test_doctor_of_days import TAMPERED as OF_DAYS
from tests.store.test_doctor_of_packs import TAMPERED as OF_PACKS
from tests.store.test_doctor_of_packs import a_day
from tests.support.clock import SetClock
from tests.support.examined import FREE_JOURNAL
from tests.support.journeys import given_up_late, take
from tests.support.month import a_month

__all__ = ["days"]
NOW = 1_000
MONTH = 30 * 24 * 3_600_000


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One item for each time when all of a journal was replayed."""
    times = list[str]()

    def counted(connection: sqlite3.Connection, known: KnownDays = NONE_KNOWN) -> Iterator[str]:
        if known is NONE_KNOWN:
            times.append("whole")
        return examine(connection, known)

    monkeypatch.setattr(doctor_again, "examine", counted)
    return times


def once_more(
    database: Path, before: Examined | None, version: str = "1", now: int = NOW
) -> tuple[list[str], Examined | None]:
    with closing(open_reader(database)) as connection:
        return examine_again(connection, before, version, now)


def known(database: Path, before: Examined | None = None) -> Examined:
    findings, found = once_more(database, before)
    assert findings == []
    assert found is not None
    return found


@pytest.fixture
def database(days: Context, tmp_path: Path) -> Path:
    return database_path(tmp_path / "data")


def test_what_was_found_right_is_not_replayed_again(days: Context, database: Path, whole: list[str]) -> None:
    before = known(database)
    assert len(before.days) == DAYS - 1  # the last one may go on
    take(days)
    after = known(database, before)
    assert len(whole) == 1
    assert len(after.days) == DAYS
    assert after.days.items() >= before.days.items()
    assert after.seq == before.seq + 1


def test_a_visit_to_which_more_happened_is_replayed_with_its_day(
    days: Context, database: Path, whole: list[str]
) -> None:
    before = known(database)
    with days.store.read() as connection:
        (first,) = connection.execute("SELECT min(id) FROM tickets WHERE state = 'waiting'").fetchone()
    given_up_late(days, first)
    after = known(database, before)
    assert len(whole) == 1
    assert [day for day in before.days if after.days[day] != before.days[day]] == [min(before.days)]


@pytest.mark.parametrize(
    ("version", "now"), [("2", NOW), ("1", NOW + MONTH), ("1", NOW - 1)], ids=["version", "month", "clock"]
)
def test_another_version_and_every_month_replays_all(
    days: Context, database: Path, whole: list[str], version: str, now: int
) -> None:
    before = known(database)
    findings, found = once_more(database, before, version, now)
    assert (findings, len(whole)) == ([], 2)
    assert found == replace(
        before, version=version, at=now, days={day: (made, now) for day, (made, _) in before.days.items()}
    )


def test_a_month_of_backups_replays_each_day_once_and_none_of_them_all(
    days: Context, database: Path, whole: list[str]
) -> None:
    before = known(database)
    replayed = list[str]()
    for now in range(NOW, NOW + MONTH + 1, MONTH // 30)[1:]:
        _, after = once_more(database, before, now=now)
        assert after is not None
        replayed += [day for day in after.days if after.days[day][1] == now]
        before = after
    assert set(replayed) == set(before.days)
    assert len(whole) == 1


def test_as_much_is_due_as_time_has_passed() -> None:
    found = Examined("1", NOW, 1, "00", {f"2026-01-{n:02d}": ("00", n) for n in range(1, 31)})
    assert len(found.spared(NOW)) == 30
    assert found.spared(NOW + MONTH // 3) == {f"2026-01-{n:02d}" for n in range(11, 31)}
    assert found.spared(NOW + MONTH) == set()
    ahead = replace(found, days={"2026-01-01": ("00", NOW + 1)})
    assert ahead.spared(NOW) == set()


def test_another_journal_is_replayed(days: Context, database: Path, whole: list[str]) -> None:
    before = known(database)
    known(database, replace(before, digest="00" * 32))
    known(database, replace(before, seq=before.seq + 1))
    assert len(whole) == 3


SERIES = "(SELECT min(day) FROM series)"
TAMPERED: Mapping[str, tuple[str, str]] = {
    **OF_DAYS,
    "a series": (f"UPDATE series SET last = 99 WHERE day = {SERIES}", "is 99, the journal says"),
    "a series gone": (f"DELETE FROM series WHERE day = {SERIES}", "is in the journal but not in the table"),
    "a tally": (
        f"UPDATE tallies SET tickets = 9 WHERE day = {SERIES} AND state = 'finished'",
        "is 9, the journal says 1",
    ),
    "a call's line": ("UPDATE taken SET line = 'HT' WHERE seq = (SELECT min(seq) FROM taken)", "call "),
    "a call more": ("INSERT INTO taken VALUES (99, '2026-11-23', 'CT', NULL)", "call 99: is in the table"),
    "a rating of nobody": (
        "INSERT INTO ratings VALUES ((SELECT min(id) FROM tickets), 1, '2026-11-23', 1, NULL, 3, NULL)",
        "is in the table but not in the journal",
    ),
    "a number brought in": (
        "INSERT INTO brought_in VALUES (1, '2026-11-23', 1, (SELECT min(id) FROM tickets))",
        "number brought in (1, '2026-11-23', 1)",
    ),
    "a counter's officer": ("UPDATE counters SET officer = 'x'", "counter 1: officer is 'x'"),
    "a counter more": (
        "INSERT INTO counters (n, state, fields) VALUES (7, 'closed', '[]')",
        "counter 7: is in the table",
    ),
    "an old row of the journal": (
        f"{FREE_JOURNAL} UPDATE journal SET at = at + 1 WHERE seq = 3",
        "row 3 is the first that does not fit its digest",
    ),
    "an old row gone": (f"{FREE_JOURNAL} DELETE FROM journal WHERE seq = 3", "rows 3 to 3 are missing"),
    "an index": ("DROP INDEX tickets_number", "schema: index tickets_number is missing"),
}


def must_be_named(
    tampered: Mapping[str, tuple[str, str]], database: Path, before: Examined, ticket: int = 0
) -> None:
    """Do each of these to a copy: it is named though all was found right before."""
    copy = database.with_name("tampered.db")
    for what, (script, named) in tampered.items():
        shutil.copy(database, copy)
        with closing(sqlite3.connect(copy)) as connection:
            connection.executescript(script.replace("{id}", str(ticket)))
        findings, found = once_more(copy, before)
        assert named.replace("{id}", str(ticket)) in "\n".join(findings), what
        assert found is None


def test_whatever_was_touched_of_a_day_that_was_found_right_is_named_as_ever(
    days: Context, database: Path
) -> None:
    before = known(database)
    days.close()
    must_be_named(TAMPERED, database, before)


def together(days: Context) -> None:
    """Past days are put together, which no row of the journal tells."""
    PastDays(days, at_once=DAYS).look()


def test_what_is_put_together_since_is_compared_and_nothing_is_replayed(
    days: Context, database: Path, whole: list[str]
) -> None:
    before = known(database)
    together(days)
    after = known(database, before)
    assert len(whole) == 1
    assert (before.groups, len(after.groups)) == ({}, DAYS - 1)


def test_what_was_put_together_and_found_right_is_named_once_it_is_changed(
    days: Context, database: Path
) -> None:
    together(days)
    before = known(database)
    days.close()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE stay_groups SET marks = marks || 'v' WHERE name = 'field'")
    findings, _ = once_more(database, before)
    assert len(findings) >= DAYS - 1
    assert all(line.startswith("stay group ") for line in findings)


def test_where_a_table_is_gone_nothing_is_known(days: Context, database: Path) -> None:
    before = known(database)
    days.close()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("DROP TABLE brought_in")
    with pytest.raises(sqlite3.Error, match="no such table: brought_in"):
        once_more(database, before)


def test_days_that_are_packed_are_looked_at_as_such_and_hashed_once(
    tmp_path: Path, clock: SetClock, whole: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    context = History(new_centre(tmp_path / "data", clock), clock).context
    first = a_day(context)
    clock.forward(days=500)
    a_day(context)
    a_month(clock, lambda: take(context))
    database = database_path(tmp_path / "data")
    before = known(database)
    found = due(context)
    assert [day for day in found.ranges if pack_day(context, day, found)] == ["2026-11-23"]
    context.close()
    after = known(database, before)
    assert [day for day in before.days if after.days[day] != before.days[day]] == ["2026-11-23"]
    hashed = mock.Mock(side_effect=bare.digest_of)
    monkeypatch.setattr(bare, "digest_of", hashed)
    assert known(database, after) == after
    assert (hashed.call_count, len(whole)) == (0, 1)
    must_be_named(OF_PACKS, database, after, first)


def lives(seed: int, folder: Path, clock: SetClock, steps: int) -> None:
    """Examine a centre again and again while things happen in it, each time both ways."""
    dice = random.Random(seed)
    history = History(new_centre(folder, clock), clock)
    database, before = database_path(folder), None
    for _ in range(8):
        history.run([(dice.choice(USUAL).replace("_", " "), dice.randrange(10_000)) for _ in range(steps)])
        before = known(database, before)
        assert known(database) == before
    history.context.close()


def test_whatever_happens_the_answer_is_that_of_the_whole_doctor(
    tmp_path: Path, clock: SetClock, whole: list[str]
) -> None:
    lives(2, tmp_path / "data", clock, steps=40)
    assert len(whole) == 1 + 8


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(60))
def test_whatever_happens_in_many_centres(
    seed: int, tmp_path: Path, clock: SetClock, whole: list[str]
) -> None:
    lives(seed, tmp_path / "data", clock, steps=40)
    assert len(whole) == 1 + 8
