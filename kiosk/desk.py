"""Take a number: the issuer commits it, then the slip is printed, then what became of it is reported."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from kiosk.printing import Job
from kiosk.slip import Slip
from kiosk.words import Language

Ticket = Mapping[str, Any]
"""A ticket as the API shows it."""

SlipOf = Callable[[Ticket, Language], Slip]

_REMEMBERED = 1000

Request = TypeVar("Request")
Request_contra = TypeVar("Request_contra", contravariant=True)


class Issuer(Protocol[Request_contra]):
    """Who gives out numbers, for requests of its own kind."""

    def issue(self, request: Request_contra) -> Ticket:
        """Issue a ticket; return it once nothing can lose it. A repeated request: as it is now."""


class Printing(Protocol):
    """Who prints slips and reports what became of each: `kiosk.printing.PrintQueue`."""

    def submit(self, job: Job) -> None:
        """Take a job; its outcome is reported later."""


class Desk(Generic[Request]):
    """Gives numbers, with slips where there is a printer. Safe to use from many threads."""

    def __init__(self, issuer: Issuer[Request], printing: Printing | None, slip_of: SlipOf) -> None:
        """Use an issuer, a print queue (None: no printer), and a maker of slips."""
        self._issuer, self._printing, self._slip_of = issuer, printing, slip_of
        self._lock = threading.Lock()
        self._taken: OrderedDict[int, None] = OrderedDict()

    def take(self, request: Request, language: Language = "vi") -> dict[str, Any]:
        """Issue a ticket and have its slip printed; return the ticket, `print` saying "printing" if it is.

        Does not wait for the printer. Raises what the issuer raises; then nothing is printed.
        """
        ticket = self._issuer.issue(request)
        started = self.print_slip(ticket, language)
        return {**ticket, "print": "printing"} if started else dict(ticket)

    def print_slip(self, ticket: Ticket, language: Language = "vi") -> bool:
        """Have a ticket's slip printed, once: tell whether a job was started.

        A double tap or a repeated request brings the same ticket again; it gets no second slip, whatever
        became of the first.
        """
        if self._printing is None or not self._is_new(ticket):
            return False
        self._printing.submit(Job(ticket["id"], partial(self._slip_of, ticket, language)))
        return True

    def _is_new(self, ticket: Ticket) -> bool:
        if ticket.get("print") in {"printed", "failed", "unknown"}:
            return False
        with self._lock:
            if ticket["id"] in self._taken:
                return False
            self._taken[ticket["id"]] = None
            if len(self._taken) > _REMEMBERED:
                self._taken.popitem(last=False)
        return True
