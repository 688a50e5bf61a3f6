"""The queue as it really runs: use cases over the store, in a folder of its own."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from server.core.events import PersonAdded
from server.core.model import Layout, PrintState
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.queue import counters as at_counter
from server.service.queue import day_end, keeping, slips
from server.service.queue import tickets as use_cases
from server.service.queue import undo as undo_use_cases
from server.service.queue.counters import Officer, Target
from server.service.queue.tickets import NumberRequest
from server.service.today import today
from server.store import Transaction, doctor, journal
from server.store.people import hashes
from server.store.people.hashes import Secrets
from server.store.queue import counters, tickets, undo_steps
from tests.support.begun_data import with_tables
from tests.support.centre import small_centre
from tests.support.clock import SetClock
from tests.support.machine import LAYOUT, PEOPLE, State

STEPS: dict[str, Callable[..., object]] = {
    "recall": at_counter.recall,
    "serve": at_counter.serve,
    "finish": at_counter.finish,
    "no_show": at_counter.no_show,
    "return_": at_counter.return_,
    "park": at_counter.park,
}


class StoreDriver:
    """Runs a queue by the use cases. `restart` closes the store and opens it again on the same data."""

    def __init__(self, folder: Path, clock: SetClock, layout: Layout = LAYOUT) -> None:
        self._folder = folder
        self._clock = clock
        self._centre = replace(small_centre(), layout=layout)
        with_tables(folder)
        self.context = Context(folder, self._centre, clock)
        for name in PEOPLE:
            self.context.store.write(partial(_add, name))

    def restart(self) -> None:
        """What a power cut and a start do, politely."""
        self.context.close()
        self.restart_closed()

    def restart_closed(self) -> None:
        """The start alone, of whatever lies in the folder now."""
        self.context = Context(self._folder, self._centre, self._clock)

    def differences(self) -> list[str]:
        """What the doctor finds."""
        with self.context.store.read() as connection:
            return list(doctor.examine(connection))

    def state(self) -> State:
        """Everything it holds now."""
        with self.context.store.read() as connection:
            return State(
                tickets.everything(connection),
                counters.everything(connection),
                tuple(journal.since(connection, 0)),
            )

    def day(self) -> str:
        """The business day."""
        with self.context.store.read() as connection:
            return today(self.context, connection)[2]

    def issue(self, field: str, priority: str | None = None, point: str = "") -> None:
        """Give a number."""
        use_cases.issue(self.context, NumberRequest(field, priority=priority, point=point), "kiosk:1")

    def cancel(self, ticket: int) -> None:
        """Give it up."""
        use_cases.cancel(self.context, ticket, "slip")

    def resume_ticket(self, ticket: int) -> None:
        """The citizen of a parked ticket is back."""
        use_cases.resume(self.context, ticket, "officer:spare")

    def keep_place(self, ticket: int) -> None:
        """Somebody who waits goes for twenty minutes."""
        keeping.keep(self.context, ticket, "slip")

    def request_slip(self, ticket: int) -> None:
        """Somebody asks for a slip by hand."""
        slips.request(self.context, ticket, "officer:spare")

    def report(self, ticket: int, state: str) -> None:
        """The printer tells what became of a slip."""
        slips.report(self.context, ticket, PrintState(state), None, "printer")

    def open(
        self, n: int, served: list[str] | None, helps: list[str] | None = None, who: str | None = None
    ) -> None:
        """Open a counter, by default for whoever holds it, else for its own officer."""
        officer = self._officer(n) if who is None else Officer(who)
        at_counter.open_(self.context, n, officer, served, helps)

    def close(self, n: int) -> None:
        """Close it."""
        at_counter.close(self.context, n, self._officer(n))

    def pause(self, n: int) -> None:
        """Take a break."""
        at_counter.pause(self.context, n, self._officer(n))

    def resume(self, n: int) -> None:
        """Come back."""
        at_counter.resume(self.context, n, self._officer(n))

    def hand_over(self, n: int, to: str) -> None:
        """Give it to somebody else."""
        at_counter.hand_over(self.context, n, self._officer(n), to)

    def call_for_help(self, n: int, text: str) -> None:
        """Call the manager."""
        at_counter.call_for_help(self.context, n, self._officer(n), text)

    def answer_help(self, n: int) -> None:
        """Help has come."""
        at_counter.answer_help(self.context, n, self._officer(n))

    def call(self, n: int, ticket: int | None) -> None:
        """Call the next ticket, or this one."""
        at_counter.call(self.context, n, self._officer(n), ticket)

    def next(self, n: int) -> None:
        """Finish and call the next one, as one step."""
        at_counter.next_(self.context, n, self._officer(n))

    def transfer(self, n: int, field: str | None, counter: int | None) -> None:
        """To another field or to another counter."""
        at_counter.transfer(self.context, n, self._officer(n), Target(field, counter))

    def step(self, n: int, name: str) -> None:
        """recall, serve, finish, no_show, return_ or park."""
        STEPS[name](self.context, n, self._officer(n))

    def undo(self, n: int) -> None:
        """Take back the counter's last action, as whoever did it."""
        with self.context.store.read() as connection:
            step = undo_steps.find(connection, n)
        undo_use_cases.undo_last(self.context, n, Officer(step.officer if step else f"officer{n}"))

    def end_the_day(self) -> None:
        """Close what earlier days left open."""
        day_end.close_left_open(self.context)

    def meddle(self, n: int, name: str) -> str | None:
        """Somebody else's officer acts at the counter: the code of the refusal."""
        act = undo_use_cases.undo_last if name == "undo" else STEPS[name]
        try:
            act(self.context, n, Officer("stranger"))
        except Refusal as refusal:
            return refusal.code
        return None

    def _officer(self, n: int) -> Officer:
        with self.context.store.read() as connection:
            held = counters.find(connection, n).officer
        return Officer(held or f"officer{n}")


def _add(name: str, transaction: Transaction) -> None:
    """An officer, without the time that a password takes."""
    transaction.record(PersonAdded(name, name, "officer"), "test")
    hashes.save(transaction.connection, name, Secrets("-"))
