"""A machine of the hall, a kiosk or a helper's tablet, and the numbers that it gave itself."""

from server.core.refusal import Refusal
from server.service.context import Context
from server.store import journal


def check(context: Context, ticket: int, machine: str) -> None:
    """Raise `unknown_ticket` unless `machine` (its name in the journal) gave this number."""
    if not is_own(context, ticket, machine):
        raise Refusal("unknown_ticket")


def is_own(context: Context, ticket: int, machine: str) -> bool:
    """Whether `machine` gave this number. A ticket's id is the `seq` of its issue, so that entry says who gave it."""
    with context.store.read() as connection:
        given = journal.at(connection, [ticket])
    return [(entry.event.ticket_id, entry.actor) for entry in given] == [(ticket, machine)]
