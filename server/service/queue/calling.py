"""Which ticket a counter calls: the next by the calling order, or one that the officer chose."""

from dataclasses import replace

from server.core.events import TicketCalled
from server.core.model import Ticket
from server.core.queue import commands
from server.core.queue.policy import Seen, choose_next
from server.core.refusal import Refusal
from server.service.queue.counter_action import Desk
from server.store.queue import call_rows, line_heads

CHOSEN = "chosen"


def call_next(desk: Desk) -> TicketCalled:
    """Call the next ticket. Raises `queue_empty`, and what keeps a counter from calling."""
    commands.ready_to_call(desk.counter, desk.in_hand)
    seen = seen_from(desk)
    choice = choose_next(seen)
    if choice is None:
        raise Refusal("queue_empty")
    ticket = desk.transaction.ticket(choice.ticket)
    assert ticket is not None
    return commands.call_ticket(desk.counter, ticket, choice.rule, seen.facts())


def call_ticket(desk: Desk, ticket: int, reason: str | None) -> TicketCalled:
    """Call this ticket, regardless of the order. Raises `unknown_ticket`, `ticket_taken`, `ticket_elsewhere`, `call_back_over`."""
    commands.ready_to_call(desk.counter, desk.in_hand)
    found = _of_today(desk, ticket)
    commands.check_same_point(desk.context.centre.layout, desk.counter, found)
    commands.check_call_back(desk.context.centre.policy, found, desk.transaction.now)
    named = replace(found, officer=desk.name_of(_holder(desk, found)))  # told by name
    return commands.call_ticket(desk.counter, named, CHOSEN, seen_from(desk).facts(), reason)


def seen_from(desk: Desk) -> Seen:
    """What the calling order sees from this counter now."""
    transaction, centre = desk.transaction, desk.context.centre
    lines, policy = centre.layout.lines_of(desk.counter), centre.policy
    heads = line_heads.heads(transaction.connection, transaction.day, lines, centre.layout.point_of)
    served = dict.fromkeys((*lines.every, *(head.line for head in heads)))
    row = call_rows.in_a_row(transaction.connection, transaction.day, served, policy.most_in_a_row)
    return Seen(transaction.now, tuple(heads), policy, row)


def _of_today(desk: Desk, ticket: int) -> Ticket:
    found = desk.transaction.known_ticket(ticket)
    if found.day != desk.transaction.day:
        raise Refusal("unknown_ticket")
    return found


def _holder(desk: Desk, ticket: Ticket) -> str | None:
    """Who has the ticket now; since its call the counter may have been handed over."""
    return None if ticket.counter is None else desk.transaction.counter(ticket.counter).officer
