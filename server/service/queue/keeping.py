"""A waiting person goes away once for a while and keeps their place, by their own page."""

from functools import partial

from server.core.queue.commands import come_back, keep_place, resume_ticket
from server.core.queue.state_texts import state_text
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.today import day_now
from server.store import Transaction
from server.store.queue import tickets


def keep(context: Context, ticket: int, actor: str) -> None:
    """Stop calls of this ticket for a while. Raises `unknown_ticket` and what `keep_place` raises."""
    centre = context.centre
    minutes = centre.phone.keep_place_minutes

    def write(transaction: Transaction) -> None:
        found, now = transaction.known_ticket(ticket), transaction.now
        local = centre.local(now)
        closes = centre.hours_at(found.point).closes_at(local)
        transaction.record(keep_place(found, transaction.day, now, minutes, closes, local), actor)

    context.store.write(write)


def back(context: Context, ticket: int, actor: str) -> None:
    """The person is back before the time is over. Raises `unknown_ticket`, `wrong_state`, also for a person who has not come yet."""

    def write(transaction: Transaction) -> None:
        found = transaction.known_ticket(ticket)
        if found.expected:  # whoever comes from afar shows that they are here
            raise Refusal("wrong_state", number=found.number, state=state_text(found))
        transaction.record(come_back(found, transaction.day), actor)

    context.store.write(write)


def resume_due(context: Context) -> None:
    """Make everybody whose time is over wait again, at their old places."""
    with context.store.read() as connection:
        due = tickets.away_until(connection, day_now(context), context.clock())
    for ticket in due:
        context.store.write(partial(_resume, ticket))


def _resume(ticket: int, transaction: Transaction) -> None:
    """Unless something else has become of it meanwhile."""
    found = transaction.known_ticket(ticket)
    if found.away and found.day == transaction.day:
        transaction.record(resume_ticket(found, transaction.day), "system")
