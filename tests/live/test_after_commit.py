"""Nothing is told before it is durable, and nothing that was not."""

import sqlite3
import threading
from pathlib import Path

import pytest

from server.core.events import Entry, TicketIssued
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.queue.tickets import NumberRequest, issue
from server.store import Transaction
from server.store.store import database_path
from tests.support.centre import default_centre
from tests.support.clock import SetClock


class Told:
    """Hears of commits, and looks with eyes of its own whether they are in the file."""

    def __init__(self, path: Path) -> None:
        self.entries: list[Entry] = []
        self.missing: list[int] = []
        self._path = path

    def __call__(self, entries: list[Entry]) -> None:
        found = sqlite3.connect(self._path).execute("SELECT seq FROM journal").fetchall()
        self.missing += [entry.seq for entry in entries if (entry.seq,) not in found]
        self.entries += entries


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(database_path(tmp_path))


@pytest.fixture
def context(tmp_path: Path, told: Told):
    made = Context(tmp_path, default_centre(), SetClock(), told)
    yield made
    made.close()


def record(transaction: Transaction) -> None:
    n = transaction.next_number("A")
    event = TicketIssued(transaction.seq + 1, transaction.day, "A", n, "CT", "kiosk")
    transaction.record(event, "kiosk:1")


def test_it_tells_what_is_durable_already(context: Context, told: Told) -> None:
    for _ in range(3):
        issue(context, NumberRequest("CT"), "kiosk:1")

    assert [entry.seq for entry in told.entries] == [1, 2, 3]
    assert told.missing == []


def test_it_tells_nothing_while_the_work_is_going_on(context: Context, told: Told) -> None:
    seen: list[int] = []

    def look(transaction: Transaction) -> None:
        record(transaction)
        seen.append(len(told.entries))

    context.store.write(look)

    assert seen == [0]
    assert len(told.entries) == 1


def test_it_tells_nothing_of_work_that_failed(context: Context, told: Told) -> None:
    def fail(transaction: Transaction) -> None:
        record(transaction)
        raise Refusal("wrong_state", number="A001", state="waiting")

    with pytest.raises(Refusal):
        context.store.write(fail)

    assert told.entries == []
    issue(context, NumberRequest("CT"), "kiosk:1")
    assert [(entry.seq, entry.event.n) for entry in told.entries] == [(1, 1)]


def test_a_failure_takes_nothing_from_what_is_committed_with_it(context: Context, told: Told) -> None:
    go_on = threading.Event()
    held = threading.Thread(target=lambda: context.store.write(lambda _: go_on.wait(5)))
    held.start()

    def fail(transaction: Transaction) -> None:
        record(transaction)
        raise ValueError("of this one alone")

    def try_to() -> None:
        with pytest.raises(ValueError, match="of this one"):
            context.store.write(fail)

    others = [threading.Thread(target=work) for work in (try_to, lambda: context.store.write(record)) * 5]
    for other in others:
        other.start()
    go_on.set()
    for thread in (held, *others):
        thread.join()

    assert [entry.seq for entry in told.entries] == [1, 2, 3, 4, 5]
    assert told.missing == []
