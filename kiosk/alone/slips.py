"""Slips on the kiosk's own printer: of numbers that the server gave, and of those that the kiosk gave alone."""

from collections import OrderedDict
from functools import partial
from typing import Any, Final

from kiosk.alone.clock import Clock
from kiosk.alone.memory import Memory
from kiosk.alone.series import ID_BASE, Series
from kiosk.filling import SlipFiller, emergency_slip
from kiosk.health import Known
from kiosk.outcome import Outcome
from kiosk.printer import Printer
from kiosk.printing import Job, PrintQueue
from kiosk.texts import Language

_REMEMBERED: Final = 200


class Slips:
    """Prints with `printer`; without one it does nothing, and `state` is whatever the server says."""

    def __init__(
        self, memory: Memory, series: Series, printer: Printer | None, address: str, clock: Clock
    ) -> None:
        self._memory, self._series = memory, series
        self._states: OrderedDict[int, str] = OrderedDict()
        self._queue = (
            None if printer is None else PrintQueue(printer, self._report, Known(lambda: clock().wall_ms))
        )
        self._fill = SlipFiller(lambda: memory.fact("centre"), self._procedure, lambda: address)

    @property
    def at_hand(self) -> bool:
        """Whether this box prints."""
        return self._queue is not None

    def issued(self, ticket: dict[str, Any], language: Language) -> dict[str, Any]:
        """Print the slip of a number that the server gave, unless it prints itself; answers the ticket as it is."""
        if self._queue is None or ticket.get("print") is not None:
            return ticket
        shown = ticket | {"print": "printing"}
        self._note(ticket["id"], "printing")
        self._queue.submit(Job(ticket["id"], partial(self._fill, shown, language)))
        return shown

    def given(self, ticket: dict[str, Any], language: Language) -> None:
        """Print the slip of a number that the kiosk gave alone."""
        if self._queue is not None:
            centre = self._memory.fact("centre")
            make = partial(emergency_slip, centre, ticket, self._procedure, language)
            self._queue.submit(Job(ticket["id"], make))

    def state(self, ticket: int) -> str | None:
        """What became of the slip of a number that the server gave, if it was printed here."""
        return self._states.get(ticket)

    def close(self) -> None:
        """Finish the slip in print."""
        if self._queue is not None:
            self._queue.close()

    def _procedure(self, code: str) -> str | None:
        known = self._memory.fact("procedures") or {}
        return known.get(code)

    def _note(self, ticket: int, state: str) -> None:
        self._states[ticket] = state
        while len(self._states) > _REMEMBERED:
            self._states.popitem(last=False)

    def _report(self, ticket: int, outcome: Outcome) -> None:
        if ticket < ID_BASE:
            self._note(ticket, outcome.end.value)
        else:
            self._series.slip(ticket, outcome.end.value)
