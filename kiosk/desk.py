"""Take a number: the issuer commits it, then the slip is printed, then what became of it is reported."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from kiosk.printing import Job
from kiosk.slip import Slip
from kiosk.words import Language

Ticket = Mapping[str, Any]
"""A ticket as the API shows it."""

SlipOf = Callable[[Ticket, Language], Slip]
Request = TypeVar("Request")

Issue = Callable[[Request], tuple[Ticket, bool]]
"""Gives a ticket once nothing can lose it, and tells whether it is new. A double tap or a retry is not:
it brings the first answer again, and must not bring a second slip."""


class Printing(Protocol):
    """Who prints slips and reports what became of each: `kiosk.printing.PrintQueue`."""

    def submit(self, job: Job) -> None:
        """Take a job; its outcome is reported later."""


class Desk(Generic[Request]):
    """Gives numbers with slips. Safe to use from many threads."""

    def __init__(self, issue: Issue[Request], printing: Printing, slip_of: SlipOf) -> None:
        self._issue, self._printing, self._slip_of = issue, printing, slip_of

    def take(self, request: Request, language: Language = "vi") -> Ticket:
        """Issue a ticket and have the slip of a new one printed. Does not wait for the printer.

        Raises what issuing raises; then nothing is printed.
        """
        ticket, new = self._issue(request)
        if new:
            self._printing.submit(Job(ticket["id"], partial(self._slip_of, ticket, language)))
        return ticket
