"""What can be done at a counter now: decided by the same commands and transitions as the action itself."""

from collections.abc import Callable, Iterator
from typing import Final

from server.core.events import (
    Event,
    PriorityCorrected,
    ServiceStarted,
    TicketFinished,
    TicketMissed,
    TicketParked,
    TicketRecalled,
    TicketReturned,
    TicketTransferred,
)
from server.core.model import Counter, Ticket
from server.core.queue import commands, counter_commands
from server.core.queue.tickets import TRANSITIONS
from server.core.queue.undo import Step
from server.core.refusal import Refusal

_WITH_A_TICKET: Final[dict[str, type[Event]]] = {
    "recall": TicketRecalled,
    "serve": ServiceStarted,
    "finish": TicketFinished,
    "no-show": TicketMissed,
    "return": TicketReturned,
    "park": TicketParked,
    "priority": PriorityCorrected,
    "transfer": TicketTransferred,
}


def allowed_actions(counter: Counter, in_hand: Ticket | None, step: Step | None, now: int) -> list[str]:
    """The actions, by their API names, that the counter's officer can do now and that would change something.

    `step` is the counter's last step, `now` in UTC milliseconds: an undo is allowed for its time. What depends on who
    asks, on the moment or on the sent facts is left to the action itself, whose refusal says when or why: somebody
    else's step, a recall or a no-show too soon, nobody waiting, a counter that takes nobody.
    """
    return [*_with_the_ticket(in_hand), *_at_the_counter(counter, in_hand), *_undo(step, now)]


def _with_the_ticket(in_hand: Ticket | None) -> Iterator[str]:
    if in_hand is not None:
        for action, event in _WITH_A_TICKET.items():
            if in_hand.state in TRANSITIONS[event]:
                yield action
        if in_hand.state in TRANSITIONS[TicketFinished]:
            yield "next"


def _at_the_counter(counter: Counter, in_hand: Ticket | None) -> Iterator[str]:
    yield "open"  # with other fields, when it is open already
    if _can_call(counter, in_hand):
        yield from ("call", "next")
    if _done(lambda: counter_commands.close_counter(counter, in_hand)):
        yield "close"
    if _done(lambda: counter_commands.pause_counter(counter, in_hand, None)):
        yield "pause"
    if _done(lambda: counter_commands.resume_counter(counter)):
        yield "resume"
    if counter.at_work:
        yield from ("hand-over", "help")
    if counter_commands.answer_help(counter):
        yield "help-done"


def _can_call(counter: Counter, in_hand: Ticket | None) -> bool:
    try:
        commands.ready_to_call(counter, in_hand)
    except Refusal:
        return False
    return True


def _undo(step: Step | None, now: int) -> Iterator[str]:
    if step is not None and now <= step.until:
        yield "undo"


def _done(command: Callable[[], object]) -> bool:
    """Whether a command does something now."""
    try:
        return command() is not None
    except Refusal:
        return False
