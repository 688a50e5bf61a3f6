"""Commands about a counter itself: who holds it, what it serves, breaks and help.

Each returns the event that follows, `None` when things are so already, or raises a `Refusal`.
"""

from collections.abc import Sequence

from server.core.events import (
    CounterClosed,
    CounterHandedOver,
    CounterOpened,
    CounterPaused,
    CounterResumed,
    HelpAnswered,
    HelpCalled,
)
from server.core.model import Counter, CounterState, Layout, Ticket
from server.core.queue.help import HelpCall, is_another, is_answered_now
from server.core.refusal import Refusal


def open_counter(
    layout: Layout,
    counter: Counter,
    officer: str,
    fields: Sequence[str] | None,
    helps: Sequence[str] | None = None,
) -> CounterOpened | None:
    """Open a counter for `fields`, helping out in `helps`; by default for its own.

    With `fields` and no `helps` it helps out nowhere. Raises `counter_held`, `unknown_field`.
    """
    if counter.officer not in (None, officer):
        raise Refusal("counter_held", counter=counter.n, officer=counter.officer)
    own, helping = _to_serve(layout, counter, fields, helps)
    if (counter.state, counter.fields, counter.helps) == (CounterState.OPEN, own, helping):
        return None
    return CounterOpened(counter.n, officer, own, helping)


def _to_serve(
    layout: Layout, counter: Counter, fields: Sequence[str] | None, helps: Sequence[str] | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    place = layout.counters[counter.n]
    served = (counter.fields, counter.helps) if counter.fields else (place.fields, place.helps)
    own = _require_fields(layout, fields or served[0])
    wanted = _require_fields(layout, helps) if helps is not None else () if fields else served[1]
    return own, tuple(field for field in wanted if field not in own)


def _require_fields(layout: Layout, fields: Sequence[str]) -> tuple[str, ...]:
    for field in fields:
        if field not in layout.fields:
            raise Refusal("unknown_field", field=field)
    return tuple(dict.fromkeys(fields))


def close_counter(counter: Counter, in_hand: Ticket | None) -> CounterClosed | None:
    """Close a counter that has no ticket in hand. `None` when it is closed already."""
    if not counter.at_work:
        return None
    hands_free(counter, in_hand)
    return CounterClosed(counter.n)


def pause_counter(counter: Counter, in_hand: Ticket | None, reason: str | None) -> CounterPaused | None:
    """Take a break, with no ticket in hand. `None` when the counter is on a break already."""
    not_closed(counter)
    hands_free(counter, in_hand)
    return None if counter.state is CounterState.PAUSED else CounterPaused(counter.n, reason)


def resume_counter(counter: Counter) -> CounterResumed | None:
    """Come back from a break. `None` when the counter is open already."""
    not_closed(counter)
    return None if counter.state is CounterState.OPEN else CounterResumed(counter.n)


def hand_over(counter: Counter, officer: str) -> CounterHandedOver | None:
    """Give the counter to another officer, with the ticket in hand. `None` when they hold it already."""
    not_closed(counter)
    return None if counter.officer == officer else CounterHandedOver(counter.n, officer)


def call_for_help(counter: Counter, text: str | None) -> HelpCalled | None:
    """Call the manager. `None` when the same call is open already."""
    not_closed(counter)
    return HelpCalled(counter.n, text) if is_another(_help(counter), text) else None


def answer_help(counter: Counter) -> HelpAnswered | None:
    """Help has come. `None` when nobody called for it."""
    return HelpAnswered(counter.n) if is_answered_now(_help(counter)) else None


def _help(counter: Counter) -> HelpCall | None:
    return None if counter.help_at is None else HelpCall(counter.help_at, counter.help_text)


def not_closed(counter: Counter) -> None:
    """Raise `counter_closed` for one that is."""
    if not counter.at_work:
        raise Refusal("counter_closed", counter=counter.n)


def hands_free(counter: Counter, in_hand: Ticket | None) -> None:
    """Raise `ticket_in_hand` when there is one."""
    if in_hand is not None:
        raise Refusal("ticket_in_hand", counter=counter.n, number=in_hand.number)
