"""Slips on the kiosk's own printer: for numbers from the server, and for those that the kiosk gave alone."""

from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from threading import Lock
from typing import Any, Final

from kiosk.alone.clock import Clock
from kiosk.alone.memory import Memory
from kiosk.alone.series import ID_BASE, PRINTING, Series
from kiosk.filling import SlipFiller
from kiosk.health import PrinterHealth, PrinterWatch
from kiosk.outcome import Outcome, PrintEnd
from kiosk.printer import Printer
from kiosk.printing import Job, PrintQueue
from kiosk.slip import Slip
from kiosk.texts import Language
from kiosk.trials import SlipPlace, Trials

_REMEMBERED: Final = 200


class SlipPrinting(Exception):
    """The slip of this number is being printed."""


@dataclass(frozen=True, slots=True)
class _SlipHere:
    """A slip printed here: its number as the server gave it, the slip's state, whether any of it is, or may be, on paper.

    `asked` is the key of the touch that asked for it once more.
    """

    ticket: dict[str, Any]
    language: Language
    state: str = PRINTING
    out: bool = False
    asked: str = ""

    def ended(self, end: PrintEnd) -> "_SlipHere":
        return replace(self, state=end.value, out=self.out or end is not PrintEnd.FAILED)


class Slips:
    """Prints with `printer`; without a printer it does nothing, and `state` is what the server says.

    `fill` makes the slips; `trials` prints test slips for `place`, and `changed` hears when one is over or the printer
    is another way; `catch_up` learns what the server's number may tell of and the box does not know yet.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what is printed, on what, when, and who hears
        self,
        series: Series,
        printer: Printer | None,
        clock: Clock,
        fill: SlipFiller,
        place: Callable[[], SlipPlace] = lambda: SlipPlace("", "", ""),
        changed: Callable[[], None] = lambda: None,
        catch_up: Callable[[], None] = lambda: None,
    ) -> None:
        self._series, self._fill, self._catch_up = series, fill, catch_up
        self._here: OrderedDict[int, _SlipHere] = OrderedDict()
        self._lock = Lock()
        self._queue = self.trials = None
        if printer is not None:
            known = PrinterWatch(lambda: clock().wall_ms, changed)
            self._queue = PrintQueue(printer, self._report, known)
            self.trials = Trials(self._queue, printer, place, lambda: _at(clock), changed)

    @property
    def at_hand(self) -> bool:
        """Whether this box prints."""
        return self._queue is not None

    def issued(self, ticket: dict[str, Any], language: Language) -> dict[str, Any]:
        """Print the slip of a number from the server, unless the server prints it; returns the ticket as it is now."""
        if self._queue is None or ticket.get("print") is not None:
            return ticket
        shown = ticket | {"print": PRINTING}
        with self._lock:
            self._here[ticket["id"]] = _SlipHere(shown, language)
            while len(self._here) > _REMEMBERED:
                self._here.popitem(last=False)
        self._queue.submit(Job(ticket["id"], partial(self._filled, shown, language)))
        return shown

    def again(self, ticket: int, key: str) -> dict[str, Any] | None:
        """Print the slip of a number from the server once more, as a reprint unless surely nothing came out before.

        Returns the ticket, `None` if its slip was not printed here. A repeated `key` prints nothing more. Raises `SlipPrinting`.
        """
        with self._lock:
            here = self._here.get(ticket)
            if self._queue is None or here is None:
                return None
            if here.asked == key:
                return here.ticket
            if here.state == PRINTING:
                raise SlipPrinting(here.ticket["number"])
            self._here[ticket] = replace(here, state=PRINTING, asked=key)
        make = partial(self._filled, here.ticket, here.language, reprint=here.out)
        self._queue.submit(Job(ticket, make))
        return here.ticket

    def _filled(self, ticket: dict[str, Any], language: Language, *, reprint: bool = False) -> Slip:
        """The slip of a number from the server; its field or procedure may be so new that the box does not know it yet."""
        with suppress(KeyError):
            slip = self._fill(ticket, language, reprint=reprint)
            if slip.procedure is not None or not ticket["procedure"]:
                return slip
        self._catch_up()
        return self._fill(ticket, language, reprint=reprint)

    def given(self, ticket: dict[str, Any], language: Language) -> None:
        """Print the slip of a number that the kiosk gave alone."""
        if self._queue is not None:
            make = partial(self._fill.offline, ticket, language)
            self._queue.submit(Job(ticket["id"], make))

    def state(self, ticket: int) -> str | None:
        """What became of the slip of a number from the server, if it was printed here."""
        here = self._here.get(ticket)
        return None if here is None else here.state

    def health(self) -> PrinterHealth | None:
        """The state of this box's printer; `None` without one."""
        return None if self._queue is None else self._queue.health()

    def close(self) -> None:
        """Finish the slip in print."""
        if self._queue is not None:
            self._queue.close()

    def _report(self, ticket: int, outcome: Outcome) -> None:
        if ticket >= ID_BASE:
            self._series.slip(ticket, outcome.end.value)
            return
        with self._lock:
            if (here := self._here.get(ticket)) is not None:
                self._here[ticket] = here.ended(outcome.end)


def _at(clock: Clock) -> datetime:
    return datetime.fromtimestamp(clock().wall_ms / 1000).astimezone()


def procedure_name(memory: Memory, code: str) -> str | None:
    """The name of the procedure with this code, if the server has sent it."""
    known = memory.fact("procedures") or {}
    name: str | None = known.get(code)
    return name
