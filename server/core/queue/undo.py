"""Undo: takes back a counter's last step of any kind, by events that restore what it changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from server.core.events import CounterRestored, TicketRestored
from server.core.model import IN_HAND, Counter, Ticket, TicketState
from server.core.queue.facts import facts_of
from server.core.queue.state_texts import state_text
from server.core.refusal import Refusal
from server.core.texts import BothTexts, FilledTexts
from server.core.units import SECOND_MS

UNDO_WITHIN_S: Final = 60
_COUNTER_CHANGED: Final = BothTexts("quầy {counter} đã thay đổi", "counter {counter} has changed")
_TICKET_IS: Final = BothTexts("số {number} {state}", "{number} is {state}")
_TICKET_IS_AT: Final = BothTexts(
    "số {number} {state}, quầy {counter}", "{number} is {state}, counter {counter}"
)
_OTHERS: Final = frozenset({"print", "slip_out"})  # what became of the slip is the printer's news, and stays


@dataclass(frozen=True, slots=True)
class StepChange:
    """One ticket or counter (`kind`) that a step changed: by name, what was before and what after."""

    kind: str
    number: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """A counter's last step: when, its first and its last `seq`, by whom, what, and all that it changed."""

    counter: int
    at: int
    first: int
    officer: str
    action: str
    changes: tuple[StepChange, ...]
    last: int

    @property
    def until(self) -> int:
        """Until when, that moment included, it can be taken back, UTC milliseconds."""
        return self.at + UNDO_WITHIN_S * SECOND_MS


def change(before: Ticket | Counter, after: Ticket | Counter) -> StepChange:
    """What a step made of a ticket or a counter."""
    kind, number = ("ticket", before.id) if isinstance(before, Ticket) else ("counter", before.n)
    return StepChange(kind, number, _facts(before), _facts(after))


def check_undo(step: Step | None, counter: int, now: int) -> Step:
    """Raise `undo_nothing` or `undo_too_late` unless there is a step to take back."""
    if step is None:
        raise Refusal("undo_nothing", counter=counter)
    if now > step.until:
        raise Refusal("undo_too_late", seconds=UNDO_WITHIN_S)
    return step


def undo(step: Step, change_: StepChange, current: Ticket | Counter) -> TicketRestored | CounterRestored:
    """The event that takes one change back. Raises `undo_built_upon` when it is not as the step left it."""
    if _facts(current) != change_.after:
        raise Refusal("undo_built_upon", what=_called(current))
    was = {name: value for name, value in change_.before.items() if change_.after[name] != value}
    if isinstance(current, Ticket):
        return TicketRestored(current.id, step.counter, step.first, was)
    return CounterRestored(current.n, step.first, was)


@dataclass(frozen=True, slots=True)
class CallAfter:
    """What an undo made of a ticket's call: `counter` calls it again; it is `over`; or only its last recall is.

    None of these where people hear nothing of it.
    """

    counter: int | None = None
    over: bool = False
    recalled_less: bool = False


def call_after(event: TicketRestored) -> CallAfter:
    """What became of the ticket's call."""
    state, counter = event.was.get("state"), event.was.get("counter")
    if state == TicketState.CALLED:
        return CallAfter(counter=counter)
    return CallAfter(
        over=state is not None and state not in IN_HAND, recalled_less=state is None and "calls" in event.was
    )


def _facts(thing: Ticket | Counter) -> dict[str, Any]:
    return {name: value for name, value in facts_of(thing).items() if name not in _OTHERS}


def _called(thing: Ticket | Counter) -> FilledTexts:
    if isinstance(thing, Counter):
        return _COUNTER_CHANGED.filled(counter=thing.n)
    text = _TICKET_IS if thing.counter is None else _TICKET_IS_AT
    return text.filled(number=thing.number, state=state_text(thing), counter=thing.counter)
