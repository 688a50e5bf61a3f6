"""Use cases at a counter: open it, call, serve, finish. Each is one transaction, decided by the core."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.core.events import Event, TicketFinished
from server.core.model import Dossier, Outcome
from server.core.queue import commands, counter_commands
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.queue.calling import call_next, call_ticket
from server.service.queue.counter_action import Action, Desk, Officer
from server.service.views import View
from server.store.idempotency import Once
from server.store.people import people
from server.store.procedures import table
from server.store.queue import counters

__all__ = ["Officer", "Result"]


@dataclass(frozen=True, slots=True)
class Result:
    """What a visit ended with: an outcome, or dossiers with one each, or nothing that anybody wrote down."""

    outcome: Outcome | None = None
    dossiers: tuple[Dossier, ...] = ()


def open_(
    context: Context,
    n: int,
    officer: Officer,
    fields: Sequence[str] | None = None,
    helps: Sequence[str] | None = None,
    holder: str | None = None,
    once: Once | None = None,
) -> View:
    """Open a counter for fields, or for its usual ones; a manager may open it for somebody (`holder`).

    Raises `counter_held`, `counter_elsewhere`, `unknown_field`, `unknown_officer`, `not_allowed`.
    """

    def decide(desk: Desk) -> Event | None:
        who = _holder(desk, holder)
        desk.holds_no_other(who)
        if desk.counter.officer not in (None, who):
            raise desk.held_by_other()
        return counter_commands.open_counter(context.centre.layout, desk.counter, who, fields, helps)

    return Action(context, n, officer, "open", once).on_counter(decide)


def _holder(desk: Desk, holder: str | None) -> str:
    if holder is None or holder == desk.officer.username:
        return desk.officer.username
    if not desk.officer.manages:
        raise Refusal("not_allowed")
    return _known_officer(desk, holder)


def _known_officer(desk: Desk, username: str) -> str:
    person = people.find(desk.transaction.connection, username)
    if person is None or not person.active or not person.works_at_counters:
        raise Refusal("unknown_officer", officer=username)
    return username


def close(context: Context, n: int, officer: Officer, once: Once | None = None) -> View:
    """Close a counter. Raises `ticket_in_hand`."""
    return Action(context, n, officer, "close", once).on_counter(
        lambda d: counter_commands.close_counter(d.counter, d.in_hand)
    )


def pause(
    context: Context, n: int, officer: Officer, reason: str | None = None, once: Once | None = None
) -> View:
    """Take a break. Raises `counter_closed`, `ticket_in_hand`."""
    return Action(context, n, officer, "pause", once).on_counter(
        lambda d: counter_commands.pause_counter(d.counter, d.in_hand, reason)
    )


def resume(context: Context, n: int, officer: Officer, once: Once | None = None) -> View:
    """Come back from a break. Raises `counter_closed`."""
    return Action(context, n, officer, "resume", once).on_counter(
        lambda d: counter_commands.resume_counter(d.counter)
    )


def hand_over(context: Context, n: int, officer: Officer, to: str, once: Once | None = None) -> View:
    """Give the counter with its ticket to another officer; a manager may take it over so.

    Raises `counter_closed`, `unknown_officer`, `officer_elsewhere`.
    """

    def decide(desk: Desk) -> Event | None:
        desk.holds_no_other(_known_officer(desk, to))
        return counter_commands.hand_over(desk.counter, to)

    return Action(context, n, officer, "hand-over", once).on_counter(decide)


def call_for_help(
    context: Context, n: int, officer: Officer, text: str | None = None, once: Once | None = None
) -> View:
    """Call the manager. Raises `counter_closed`."""
    return Action(context, n, officer, "help", once).on_counter(
        lambda d: counter_commands.call_for_help(d.counter, text)
    )


def answer_help(context: Context, n: int, officer: Officer, once: Once | None = None) -> View:
    """Help has come. A manager who says so leaves the officer's last action to be undone."""
    return Action(context, n, officer, "help-done", once, kept=not officer.manages).on_counter(
        lambda d: counter_commands.answer_help(d.counter)
    )


def call(
    context: Context,
    n: int,
    officer: Officer,
    ticket: int | None = None,
    reason: str | None = None,
    once: Once | None = None,
) -> View:
    """Call the next ticket by the calling order, or a given one with a reason.

    Raises `queue_empty`, `unknown_ticket`, `ticket_taken`, `call_back_over`.
    """
    return Action(context, n, officer, "call", once).on_ticket(
        lambda d: call_next(d) if ticket is None else call_ticket(d, ticket, reason)
    )


def next_(
    context: Context, n: int, officer: Officer, result: Result = Result(), once: Once | None = None
) -> View:
    """Finish the ticket in hand and call the next one in one step; returns the called ticket.

    If nobody waits, the ticket in hand is finished all the same and returned.
    """

    def decide(desk: Desk) -> Event | None:
        if desk.in_hand is None:
            return call_next(desk)
        desk.record(_finished(desk, result))
        try:
            return call_next(desk)
        except Refusal as refusal:
            if refusal.code != "queue_empty":
                raise
            return None

    return Action(context, n, officer, "next", once).on_ticket(decide)


def recall(context: Context, n: int, officer: Officer, once: Once | None = None) -> View:
    """Call the ticket in hand again. Raises `no_ticket_in_hand`, `wrong_state`, `recall_too_soon`."""
    return Action(context, n, officer, "recall", once).on_ticket(
        lambda d: commands.recall_ticket(d.counter, d.in_hand, d.transaction.now)
    )


def serve(context: Context, n: int, officer: Officer, once: Once | None = None) -> View:
    """The citizen has come. Raises `no_ticket_in_hand`, `wrong_state`."""
    return Action(context, n, officer, "serve", once).on_ticket(
        lambda d: commands.start_service(d.counter, d.in_hand)
    )


def finish(
    context: Context,
    n: int,
    officer: Officer,
    result: Result | Outcome | None = None,
    once: Once | None = None,
) -> View:
    """The visit is over. Raises `no_ticket_in_hand`, `wrong_state`, `unknown_procedure`, `bad_dossier_code`."""
    said = result if isinstance(result, Result) else Result(result)
    return Action(context, n, officer, "finish", once).on_ticket(lambda d: _finished(d, said))


def _finished(desk: Desk, result: Result) -> TicketFinished:
    for dossier in result.dossiers:
        known = dossier.procedure is None or table.find(desk.transaction.connection, dossier.procedure)
        if not known:
            raise Refusal("unknown_procedure", procedure=dossier.procedure)
    today = desk.context.centre.local(desk.transaction.now).date()
    return commands.finish_ticket(desk.counter, desk.in_hand, result.outcome, result.dossiers, today)


def no_show(context: Context, n: int, officer: Officer, once: Once | None = None) -> View:
    """Nobody came. Raises `no_ticket_in_hand`, `wrong_state`, `no_show_too_soon`."""
    return Action(context, n, officer, "no-show", once).on_ticket(
        lambda d: commands.miss_ticket(d.counter, d.in_hand, context.centre.policy)
    )


def return_(context: Context, n: int, officer: Officer, once: Once | None = None) -> View:
    """Put the ticket in hand back to its place. Raises `no_ticket_in_hand`, `wrong_state`."""
    return Action(context, n, officer, "return", once).on_ticket(
        lambda d: commands.return_ticket(d.counter, d.in_hand)
    )


def park(
    context: Context, n: int, officer: Officer, reason: str | None = None, once: Once | None = None
) -> View:
    """Keep the ticket for when the citizen is back. Raises `no_ticket_in_hand`, `wrong_state`."""
    return Action(context, n, officer, "park", once).on_ticket(
        lambda d: commands.park_ticket(d.counter, d.in_hand, reason)
    )


def correct_priority(
    context: Context, n: int, officer: Officer, priority: str | None, once: Once | None = None
) -> View:
    """Say which class the citizen has, or none. Raises `no_ticket_in_hand`, `wrong_state`, `unknown_priority`."""
    layout = context.centre.layout
    return Action(context, n, officer, "priority", once).on_ticket(
        lambda d: commands.correct_priority(layout, d.counter, d.in_hand, priority)
    )


@dataclass(frozen=True, slots=True)
class Target:
    """Where a ticket is transferred to: a field or a counter, with a note for the officer who takes it there."""

    field: str | None = None
    counter: int | None = None
    note: str | None = None


def transfer(context: Context, n: int, officer: Officer, to: Target, once: Once | None = None) -> View:
    """Let the ticket in hand wait elsewhere, with its time of arrival kept.

    Raises `no_ticket_in_hand`, `unknown_field`, `unknown_counter`, `counter_closed`, `transfer_nowhere`.
    """

    def act(desk: Desk) -> Event:
        if (to.field is None) == (to.counter is None):
            raise Refusal("transfer_nowhere")
        if to.field is not None:
            return commands.transfer_to_field(
                context.centre.layout, desk.counter, desk.in_hand, to.field, to.note
            )
        assert to.counter is not None
        if to.counter not in context.centre.layout.counters:
            raise Refusal("unknown_counter", counter=to.counter)
        target = counters.find(desk.transaction.connection, to.counter)
        return commands.transfer_to_counter(
            context.centre.layout, desk.counter, desk.in_hand, target, to.note
        )

    return Action(context, n, officer, "transfer", once).on_ticket(act)
