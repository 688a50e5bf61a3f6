"""The doctor on undo steps: each names its first and last entry; what they changed, the journal knows."""

from collections.abc import Mapping
from typing import Final

from server.core.model import Counter, Ticket
from server.core.queue.undo import Step, StepChange, change
from server.core.roles import at_counters
from server.store.projections import Happening, Rows

_ACTIONS: Final[Mapping[tuple[str, ...], tuple[str, ...]]] = {
    ("counter_opened",): ("open",),
    ("counter_closed",): ("close",),
    ("counter_paused",): ("pause",),
    ("counter_resumed",): ("resume",),
    ("counter_handed_over",): ("hand-over",),
    ("help_called",): ("help",),
    ("help_answered",): ("help-done",),
    ("ticket_called",): ("call", "next"),
    ("ticket_recalled",): ("recall",),
    ("service_started",): ("serve",),
    ("ticket_finished",): ("finish", "next"),
    ("ticket_finished", "ticket_called"): ("next",),
    ("ticket_missed",): ("no-show",),
    ("ticket_returned",): ("return",),
    ("ticket_parked",): ("park",),
    ("priority_corrected",): ("priority",),
    ("ticket_transferred",): ("transfer",),
}
"""What an officer's action may be called whose entries are of these types."""


class StepWatch:
    """Looks on while the journal is replayed. `should` holds, by counter, the steps as their entries say they were."""

    def __init__(self, stored: Mapping[int, Step]) -> None:
        self._stored = stored
        self._begin = {step.first for step in stored.values()}
        self._open: dict[int, _Watched] = {}
        self.should: dict[int, Step] = {}

    def take(self, happening: Happening, rows: Mapping[str, Rows]) -> None:
        """One entry has happened; `rows` are the tickets and counters after it, among others."""
        seq = happening.entry.seq
        if not self._open and seq not in self._begin:
            return
        for counter, step in self._stored.items():
            if step.first == seq:
                self._open[counter] = _Watched(step)
            if counter in self._open:
                self._open[counter].take(happening)
            if step.last == seq and counter in self._open:
                self.should[counter] = self._open.pop(counter).step(rows)


class _Watched:
    """One step while its entries pass by."""

    def __init__(self, stored: Step) -> None:
        self._stored = stored
        self._types: list[str] = []
        self._before: dict[tuple[type, int], Ticket | Counter] = {}
        self._told: set[tuple[int, str, int | None]] = set()

    def take(self, happening: Happening) -> None:
        entry = happening.entry
        self._types.append(entry.event.type)
        self._told.add((entry.at, entry.actor, entry.event.counter_n))
        if (counter := happening.counter_before) is not None:
            self._before.setdefault((Counter, counter.n), counter)
        if (ticket := happening.ticket_before) is not None:
            self._before.setdefault((Ticket, ticket.id), ticket)

    def step(self, rows: Mapping[str, Rows]) -> Step:
        """The step as its entries say it was; its action where several are possible is the one that is stored."""
        stored = self._stored
        actions = _ACTIONS.get(tuple(self._types), (stored.action,))
        at, actor, counter = self._told.pop() if len(self._told) == 1 else (0, ":several", None)
        return Step(
            counter or 0,
            at,
            stored.first,
            at_counters(actor),
            stored.action if stored.action in actions else actions[0],
            tuple(self._changes(rows)),
            stored.last,
        )

    def _changes(self, rows: Mapping[str, Rows]) -> list[StepChange]:
        tables = {Counter: rows["counter"], Ticket: rows["ticket"]}
        return [change(before, tables[kind][number]) for (kind, number), before in self._before.items()]
