"""Taking back the last action of a counter, recorded as what it is: one more thing that happened."""

from functools import partial

from server.core.model import Counter, Ticket
from server.core.queue.undo import Step, check_undo, undo
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.first_answers import answered
from server.service.queue.console import ConsoleNow
from server.service.queue.console_views import undone_view
from server.service.queue.counter_action import Desk, Officer
from server.service.queue.ticket_now import TicketAtCounter
from server.service.views import View
from server.store import Transaction
from server.store.idempotency import Once
from server.store.queue import undo_steps


def undo_last(context: Context, n: int, officer: Officer, once: Once | None = None) -> View:
    """Undo the counter's last action; returns its ticket, else the console.

    Raises `undo_nothing`, `undo_too_late`, `undo_built_upon`, `counter_elsewhere`.
    """

    def act(transaction: Transaction) -> TicketAtCounter | ConsoleNow:
        desk = Desk(context, transaction, n, officer)
        step = check_undo(undo_steps.find(transaction.connection, n), n, transaction.now)
        if step.officer != officer.username and not officer.manages:
            desk.held()
            raise Refusal("undo_nothing", counter=n)
        desk.record(
            *(
                undo(step, change, _current(transaction, change.kind, change.number))
                for change in step.changes
            )
        )
        if desk.counter.officer is not None:
            desk.holds_no_other(desk.counter.officer)
        undo_steps.forget(transaction.connection, n)
        return _answer(desk, step)

    return answered(context, once, act, partial(undone_view, context))[0]


def _current(transaction: Transaction, kind: str, number: int) -> Ticket | Counter:
    if kind == "counter":
        return transaction.counter(number)
    ticket = transaction.ticket(number)
    assert ticket is not None
    return ticket


def _answer(desk: Desk, step: Step) -> TicketAtCounter | ConsoleNow:
    ids = [change.number for change in step.changes if change.kind == "ticket"]
    ticket = desk.transaction.ticket(ids[0]) if ids else None
    return desk.console() if ticket is None else desk.at_counter(ticket)
