"""The queue as it really runs: use cases over the store, in a folder of its own."""

from pathlib import Path

from server.core.errors import Refusal
from server.service import counters as at_counter
from server.service import tickets as use_cases
from server.service.context import Context
from server.service.counters import Officer
from server.service.tickets import NumberRequest
from server.service.today import today
from server.store import counters, doctor, journal, tickets

from .centre import small_centre
from .clock import SetClock
from .machine import State

STEPS = {
    "recall": at_counter.recall,
    "serve": at_counter.serve,
    "finish": at_counter.finish,
    "no_show": at_counter.no_show,
    "return_": at_counter.return_,
}


class StoreDriver:
    """Runs a queue by the use cases. `restart` closes the store and opens it again on the same data."""

    def __init__(self, folder: Path, clock: SetClock) -> None:
        self._folder = folder
        self._clock = clock
        self.context = Context(folder, small_centre(), clock)

    def restart(self) -> None:
        """What a power cut and a start do, politely."""
        self.context.close()
        self.context = Context(self._folder, small_centre(), self._clock)

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

    def issue(self, field: str) -> None:
        """Give a number."""
        use_cases.issue(self.context, NumberRequest(field), "kiosk:1")

    def cancel(self, ticket: int) -> None:
        """Give it up."""
        use_cases.cancel(self.context, ticket, "slip")

    def open(self, n: int, served: list[str] | None) -> None:
        """Open a counter; each counter has an officer of its own."""
        at_counter.open_(self.context, n, _officer(n), served)

    def close(self, n: int) -> None:
        """Close it."""
        at_counter.close(self.context, n, _officer(n))

    def pause(self, n: int) -> None:
        """Take a break."""
        at_counter.pause(self.context, n, _officer(n))

    def resume(self, n: int) -> None:
        """Come back."""
        at_counter.resume(self.context, n, _officer(n))

    def call(self, n: int, ticket: int | None) -> None:
        """Call the next ticket, or this one."""
        at_counter.call(self.context, n, _officer(n), ticket)

    def step(self, n: int, name: str) -> None:
        """recall, serve, finish, no_show or return_."""
        STEPS[name](self.context, n, _officer(n))

    def meddle(self, n: int, name: str) -> str | None:
        """Somebody else's officer acts at the counter: the code of the refusal."""
        try:
            STEPS[name](self.context, n, Officer("stranger"))
        except Refusal as refusal:
            return refusal.code
        return None


def _officer(n: int) -> Officer:
    return Officer(f"officer{n}")
