"""The doctor on many days: it holds a day or two of them, and names what is wrong on any."""

from pathlib import Path

import pytest

from server.core.model import Outcome
from server.service.context import Context
from server.service.queue import counters, tickets
from server.service.queue.counters import Officer
from server.store.queue.doctor_of_undo import StepWatch
from server.store.replay import Replay
from tests.support.clock import SetClock
from tests.support.examined import FREE_JOURNAL, found, tamper
from tests.support.journeys import given_up_late, take

LAN = Officer("lan")
DAYS = 5
OF_A_DAY = 4


@pytest.fixture
def days(context: Context, clock: SetClock) -> Context:
    """Five days, each with one finished, one missed, one that waits and one that was given up."""
    for _ in range(DAYS):
        waiting = [take(context) for _ in range(OF_A_DAY)]
        counters.open_(context, 1, LAN, ["CT"])
        counters.call(context, 1, LAN)
        counters.serve(context, 1, LAN)
        counters.finish(context, 1, LAN, Outcome.RECEIVED)
        counters.call(context, 1, LAN)
        counters.no_show(context, 1, LAN)
        counters.close(context, 1, LAN)
        tickets.cancel(context, waiting[-1], "slip")
        clock.forward(days=1)
    return context


def test_the_visits_of_past_days_are_not_kept_in_memory(days: Context) -> None:
    assert found(days) == []
    with days.store.read() as connection:
        replay = Replay(connection, StepWatch({}))
        assert list(replay.findings()) == []
    rows = replay.replayed.rows
    assert len(rows["ticket"]) == OF_A_DAY  # those of the last day
    assert len(rows["stay"]) == 3
    assert len(rows["call"]) == 2


FIRST = "(SELECT min(id) FROM tickets)"
FIRST_CALL = "(SELECT min(seq) FROM taken)"
COLUMNS = (
    "seq, marks, times, field, counter, officer, came, channel, priority, procedure, ticket, previous, called_by,"
    " since, called_at, last_called_at, served_at, ended_at, again_at, others"
)
TAMPERED = {
    "a stay copied to another day": (
        f"INSERT INTO stays (day, {COLUMNS}) SELECT '2026-11-20', {COLUMNS} FROM stays WHERE seq = (SELECT min(seq) FROM stays)",
        "is on 2026-11-20, its ticket",
    ),
    "a column": (f"UPDATE tickets SET calls = 4 WHERE id = {FIRST}", "calls is 4, the journal says 1"),
    "no state": (
        f"UPDATE tickets SET state = 'eaten' WHERE id = {FIRST}",
        "ticket: 'eaten' is not a valid TicketState",
    ),
    "a ticket gone": (f"DELETE FROM tickets WHERE id = {FIRST}", "is in the journal but not in the table"),
    "a ticket more": (
        (
            "INSERT INTO tickets (id, day, prefix, n, field, channel, issued_at, state, calls)"
            " VALUES (99, '2026-11-23', 'A', 99, 'CT', 'kiosk', 1, 'waiting', 0)"
        ),
        "ticket 99: is in the table but not in the journal",
    ),
    "one gone and one more": (
        f"DELETE FROM taken WHERE seq = {FIRST_CALL}; INSERT INTO taken VALUES (99, '2026-11-23', 'CT', NULL)",
        "call 99: is in the table but not in the journal",
    ),
    "a stay on another day": (
        f"UPDATE stays SET day = '2026-11-22' WHERE seq = {FIRST_CALL}",
        "day is '2026-11-22', the journal says '2026-11-23'",
    ),
    "a stay's officer": (
        f"UPDATE stays SET officer = 'minh' WHERE seq = {FIRST_CALL}",
        "officer is 'minh', the journal says 'lan'",
    ),
    "a stay's marks": (f"UPDATE stays SET marks = 'v' WHERE seq = {FIRST_CALL}", "stay: stay "),
    "a number given again on a later day": (
        (
            f"{FREE_JOURNAL} INSERT INTO journal SELECT (SELECT max(seq) + 1 FROM journal), at, '2026-11-27', type,"
            f" (SELECT max(seq) + 1 FROM journal), counter, actor, data, digest FROM journal WHERE seq = {FIRST}"
        ),
        "number A001 of 2026-11-23 was given 2 times",
    ),
    "a step of long ago": (
        (
            f"{FREE_JOURNAL} INSERT INTO journal SELECT (SELECT max(seq) + 1 FROM journal), at, '2026-11-27', 'ticket_cancelled',"
            " id, NULL, 'x', '{}', x'' FROM journal JOIN tickets WHERE state = 'waiting' ORDER BY id LIMIT 1"
        ),
        "state is <TicketState.WAITING: 'waiting'>, the journal says <TicketState.CANCELLED: 'cancelled'>",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_is_wrong_on_a_day_long_past_is_named(days: Context, tmp_path: Path, what: str) -> None:
    script, named = TAMPERED[what]
    tamper(tmp_path, script)
    assert named in "\n".join(found(days))


def test_a_visit_of_a_past_day_to_which_more_happens_is_what_the_journal_says(
    days: Context,
) -> None:
    with days.store.read() as connection:
        (first,) = connection.execute("SELECT min(id) FROM tickets WHERE state = 'waiting'").fetchone()
    given_up_late(days, first)
    assert found(days) == []
