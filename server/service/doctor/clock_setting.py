"""Setting the server's clock: who did it is in the journal, and nobody does it unwarned while it would disturb the queue."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from server.core.doctor.clock import possible, spelled
from server.core.events import ClockSet
from server.core.model import TicketState
from server.core.queue.days import business_day, was_wrong
from server.core.refusal import Refusal
from server.core.units import MINUTE_MS
from server.service.context import Context
from server.store import journal
from server.store.queue import tallies

_NOT_DONE: Final = (TicketState.WAITING, TicketState.CALLED, TicketState.SERVING, TicketState.PARKED)


@dataclass(frozen=True, slots=True)
class ClockWish:
    """The wanted moment of the clock (UTC milliseconds); `sure` says that the person was warned and wants it."""

    at: int
    sure: bool = False


def set_clock(context: Context, wish: ClockWish, actor: str, move: Callable[[int], None]) -> None:
    """Let `move` set the machine's clock, and write down who wished it.

    Raises `clock_not_possible`, the warnings `clock_reorders` and `clock_ends_day`, and what `move` raises.
    """
    if not possible(wish.at):
        raise Refusal("clock_not_possible", at=_spelled(context, wish.at))
    if not wish.sure and not context.clock.holds:
        with context.store.read() as connection:
            _warn(context, connection, wish.at)
    was = context.clock.machine()
    if abs(wish.at - was) > MINUTE_MS:  # it may be right already, and not be followed
        move(wish.at)
    context.clock.believe()
    context.store.write(lambda transaction: transaction.record(ClockSet(was, wish.at), actor))


def _warn(context: Context, connection: sqlite3.Connection, at: int) -> None:
    """A clock that was hours ahead is set right without a warning: the queue goes on in its own day then."""
    last, (_, today) = journal.last_moment(connection), journal.last(connection)
    if last is None or today is None or was_wrong(last, at):
        return
    day = business_day(context.centre.local(at), today, last)
    waiting = _here(connection, today)
    if day != today and waiting:
        raise Refusal("clock_ends_day", day=day, today=today, waiting=waiting)
    if (minutes := -(-(last - at) // MINUTE_MS)) > 1:
        times = {"at": _spelled(context, at), "last": _spelled(context, last)}
        raise Refusal("clock_reorders", minutes=minutes, **times)


def _here(connection: sqlite3.Connection, day: str) -> int:
    """How many people of a day are not done."""
    by_field = tallies.of_day(connection, day).values()
    return sum(states.get(state, 0) for states in by_field for state in _NOT_DONE)


def _spelled(context: Context, at: int) -> str:
    return spelled(context.centre.local(at))
