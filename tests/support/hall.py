"""What the calling order should see from a counter, by looking at everybody in the hall: plain, and slow."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from server.core.events import Entry, TicketCalled, TicketRestored
from server.core.model import Counter, CounterState, Ticket, TicketState
from server.core.queue.lines import lines_of, main
from server.core.queue.policy import Head, Policy, Seen
from server.core.queue.tickets import evolve_ticket


def seen_from(
    counter: Counter,
    tickets: Collection[Ticket],
    counters: Iterable[Counter],
    policy: Policy,
    now: int,
    *,
    taken: Sequence[tuple[str, str | None]],
    point_of: Callable[[int], str] = main,
) -> Seen:
    """The hall of one day as counter sees it; `taken` are the line and class of its calls, newest first."""
    working = {c.n for c in counters if c.state is not CounterState.CLOSED}
    heads = tuple(first_of_each_row(everybody(counter, tickets, working, point_of)))
    served = {*lines_of(counter, point_of(counter.n)).every, *(head.line for head in heads)}
    return Seen(now, heads, policy, in_a_row(taken, served, policy))


def calls_of(entries: Iterable[Entry], day: str) -> list[tuple[str, str | None]]:
    """Line and class, at that moment, of the day's calls that were not taken back; newest first."""
    tickets: dict[int, Ticket] = {}
    calls: list[tuple[int, str, str | None]] = []
    for entry in entries:
        event = entry.event
        if event.ticket_id is None:
            continue
        before = tickets.get(event.ticket_id)
        tickets[event.ticket_id] = evolve_ticket(before, entry)
        if isinstance(event, TicketCalled) and before is not None and before.day == day:
            calls.append((entry.seq, before.line, before.priority))
        elif isinstance(event, TicketRestored) and "taken_seq" in event.was and before is not None:
            calls = [call for call in calls if call[0] != before.taken_seq]
    return [(line, priority) for _, line, priority in reversed(calls)]


def everybody(
    counter: Counter,
    tickets: Iterable[Ticket],
    working: Collection[int],
    point_of: Callable[[int], str] = main,
) -> Iterator[Head]:
    """Everybody who waits for this counter, in order of arrival; nobody of another point."""
    here = point_of(counter.n)
    colleagues = {n for n in working if point_of(n) == here}
    for t in sorted(tickets, key=lambda t: (t.arrived, t.issued_at, t.id)):
        if t.state is not TicketState.WAITING or t.point != here:
            continue
        kept = t.for_counter == counter.n
        if kept or (t.for_counter not in colleagues and t.field in (*counter.fields, *counter.helps)):
            helping = not kept and t.field not in counter.fields
            yield Head(t.id, t.line, t.issued_at, t.priority, helping, kept)


def first_of_each_row(heads: Iterable[Head]) -> Iterator[Head]:
    """Of each line and class only who came first, and whoever is kept for the counter."""
    rows: set[tuple[str, str | None]] = set()
    for head in heads:
        row = (head.line, head.priority)
        if head.kept or row not in rows:
            yield head
        if not head.kept:
            rows.add(row)


def in_a_row(taken: Sequence[tuple[str, str | None]], served: Collection[str], policy: Policy) -> int:
    """The priority calls since the last ordinary one of these lines; `taken` is newest first."""
    count = 0
    for line, priority in taken:
        if line in served:
            if priority is None or count == policy.most_in_a_row:
                break
            count += 1
    return count
