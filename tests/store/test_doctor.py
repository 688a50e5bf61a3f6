"""The doctor: finds nothing where nothing is wrong, and names everything that was tampered with."""

from contextlib import closing
from pathlib import Path

import pytest

from server.service.context import Context
from server.store import doctor
from server.store.connect import open_reader
from server.store.store import database_path
from tests.support.examined import FREE_JOURNAL, found, tamper
from tests.support.journeys import a_morning


def test_it_finds_nothing_in_an_empty_store(context: Context) -> None:
    assert found(context) == []


def test_it_finds_nothing_after_a_morning(context: Context) -> None:
    a_morning(context)
    assert found(context) == []


TAMPERED = {
    "a call": ("DELETE FROM taken WHERE seq = (SELECT min(seq) FROM taken)", "call "),
    "a machine's token": ("UPDATE devices SET revoked_at = 7 WHERE id = 1", "device 1: revoked_at is 7"),
    "a state": ("UPDATE tickets SET state = 'finished' WHERE id = 7", "ticket 7: state is"),
    "a time": (
        "UPDATE tickets SET called_at = 7 WHERE id = 3",
        "ticket 3: called_at is 7, the journal says 17",
    ),
    "two columns": (
        "UPDATE tickets SET counter = 9, calls = 4 WHERE id = 3",
        "calls is 4, the journal says 1",
    ),
    "a state that is none": (
        "UPDATE tickets SET state = 'eaten' WHERE id = 7",
        "ticket: 'eaten' is not a valid",
    ),
    "a ticket gone": ("DELETE FROM tickets WHERE id = 7", "ticket 7: is in the journal but not in the table"),
    "a ticket smuggled in": (
        (
            "INSERT INTO tickets (id, day, prefix, n, field, channel, issued_at, state, calls)"
            " VALUES (99, '2026-11-23', 'A', 99, 'CT', 'kiosk', 1, 'waiting', 0)"
        ),
        "ticket 99: is in the table but not in the journal",
    ),
    "a counter's hands": (
        "UPDATE counters SET ticket = NULL WHERE n = 2",
        "ticket is None, the journal says 6",
    ),
    "a counter's fields": ("UPDATE counters SET fields = 'CT' WHERE n = 2", "counter: "),
    "a counter gone": (
        "DELETE FROM counters WHERE n = 1",
        "counter 1: is in the journal but not in the table",
    ),
    "a tally": (
        "UPDATE tallies SET tickets = 5 WHERE line = 'DD' AND state = 'waiting'",
        "tally ('2026-11-23', 'DD', 'waiting'): is 5, the journal says 1",
    ),
    "a tally gone": ("DELETE FROM tallies WHERE line = 'DD'", "is in the journal but not in the table"),
    "a series": (
        "UPDATE series SET last = 1 WHERE prefix = 'A'",
        "series ('2026-11-23', 'A'): is 1, the journal says 4",
    ),
    "a journal row gone": (f"{FREE_JOURNAL} DELETE FROM journal WHERE seq = 4", "rows 4 to 4 are missing"),
    "an issue gone": (
        f"{FREE_JOURNAL} DELETE FROM journal WHERE seq = 3",
        "slip_reported of unknown ticket 3",
    ),
    "the last row gone": (
        f"{FREE_JOURNAL} DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
        "state is <TicketState.CANCELLED: 'cancelled'>, the journal says <TicketState.WAITING: 'waiting'>",
    ),
    "a type that is none": (
        f"{FREE_JOURNAL} UPDATE journal SET type = 'ticket_eaten' WHERE seq = 4",
        "after row 3: unknown event type 'ticket_eaten'",
    ),
    "facts that are none": (f"{FREE_JOURNAL} UPDATE journal SET data = '{{' WHERE seq = 4", "after row 3: "),
    "a number twice": (
        "INSERT INTO journal SELECT 99, at, day, type, 99, counter, actor, data, digest FROM journal WHERE seq = 3",
        "number A001 of 2026-11-23 was given 2 times",
    ),
    "a ticket in two hands": (
        (
            f"{FREE_JOURNAL} UPDATE journal SET type = 'ticket_called', counter = 9,"
            """ data = '{"rule": "next"}' WHERE seq = 17"""
        ),
        "ticket_called of ticket 6 in state called",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_it_names_what_was_tampered_with(context: Context, tmp_path: Path, what: str) -> None:
    script, named = TAMPERED[what]
    a_morning(context)
    tamper(tmp_path, script)
    assert named in "\n".join(found(context))


def test_it_names_one_changed_column_and_nothing_else(context: Context, tmp_path: Path) -> None:
    a_morning(context)
    tamper(tmp_path, "UPDATE tickets SET outcome = 'advised' WHERE id = 3")
    assert found(context) == ["ticket 3: outcome is 'advised', the journal says 'received'"]


def test_it_names_an_index_that_disagrees_with_its_table(context: Context, tmp_path: Path) -> None:
    a_morning(context)
    tamper(
        tmp_path,
        "PRAGMA writable_schema = ON;"
        "UPDATE sqlite_schema SET sql = replace(sql, '''waiting''', '''finished''') WHERE name = 'tickets_waiting';",
    )
    with closing(
        open_reader(database_path(tmp_path / "data"))
    ) as newcomer:  # who read the schema before knows no better
        assert any(line.startswith("database: ") for line in doctor.examine(newcomer))
