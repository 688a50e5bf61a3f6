"""What an officer did today, in figures."""

import sqlite3
from dataclasses import dataclass
from typing import Final

from server.core.model import Outcome, Ticket, TicketState
from server.core.reports.marks import OUTCOMES, dossier_mark
from server.core.units import SECOND_MS
from server.store.queue import tickets

_ROLES: Final = ("officer", "admin")


@dataclass(frozen=True, slots=True)
class OfficersDay:
    """Visits that an officer finished and people who did not come; `dossiers` received, visits `without_outcome`.

    `service_s` is the usual time from call to end, in seconds; `None` before the first visit.
    """

    finished: int
    no_show: int
    dossiers: int
    without_outcome: int
    service_s: int | None


def officers_day(connection: sqlite3.Connection, day: str, officer: str | None) -> OfficersDay:
    """What this officer (a user name) did on a business day; nothing for nobody."""
    taken = (
        [] if officer is None else tickets.taken_by(connection, day, [f"{role}:{officer}" for role in _ROLES])
    )
    finished = [ticket for ticket in taken if ticket.state is TicketState.FINISHED]
    times = sorted(
        (t.ended_at - t.first_called_at) // SECOND_MS for t in finished if t.ended_at and t.first_called_at
    )
    return OfficersDay(
        finished=len(finished),
        no_show=sum(ticket.state is TicketState.NO_SHOW for ticket in taken),
        dossiers=sum(_received(ticket) for ticket in finished),
        without_outcome=sum(ticket.outcome is None for ticket in finished),
        service_s=times[(len(times) - 1) // 2] if times else None,
    )


def _received(ticket: Ticket) -> int:
    """Dossiers that a visit left at the centre, as reports count them; an outcome alone stands for one."""
    if ticket.dossiers:
        marks = (dossier_mark(dossier.outcome, dossier.channel) for dossier in ticket.dossiers)
        return sum(mark == OUTCOMES[Outcome.RECEIVED] for mark in marks)
    return int(ticket.outcome == Outcome.RECEIVED)
