"""What the calling order should see from a counter, by looking at everybody in the hall: plain, and slow."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from server.core.events import Entry, TicketCalled, TicketRestored
from server.core.model import Counter, CounterState, Ticket, TicketState
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
) -> Seen:
    """The hall of one day as counter sees it; `taken` are the field and class of its calls, newest first."""
    working = {c.n for c in counters if c.state is not CounterState.CLOSED}
    heads = tuple(first_of_each_line(everybody(counter, tickets, working)))
    served = {*counter.fields, *counter.helps, *(head.line for head in heads)}
    return Seen(now, heads, policy, in_a_row(taken, served, policy))


def calls_of(entries: Iterable[Entry], day: str) -> list[tuple[str, str | None]]:
    """Field and class, at that moment, of whoever of a day was called and not taken back; newest first."""
    tickets: dict[int, Ticket] = {}
    calls: list[tuple[int, str, str | None]] = []
    for entry in entries:
        event = entry.event
        if event.ticket_id is None:
            continue
        before = tickets.get(event.ticket_id)
        tickets[event.ticket_id] = evolve_ticket(before, entry)
        if isinstance(event, TicketCalled) and before is not None and before.day == day:
            calls.append((entry.seq, before.field, before.priority))
        elif isinstance(event, TicketRestored) and "taken_seq" in event.was and before is not None:
            calls = [call for call in calls if call[0] != before.taken_seq]
    return [(field, priority) for _, field, priority in reversed(calls)]


def everybody(counter: Counter, tickets: Iterable[Ticket], working: Collection[int]) -> Iterator[Head]:
    """Everybody who waits whom the counter serves, as they came."""
    for t in sorted(tickets, key=lambda t: (t.arrived, t.issued_at, t.id)):
        if t.state is not TicketState.WAITING:
            continue
        kept = t.for_counter == counter.n
        if kept or (t.for_counter not in working and t.field in (*counter.fields, *counter.helps)):
            helping = not kept and t.field not in counter.fields
            yield Head(t.id, t.field, t.issued_at, t.priority, helping, kept)


def first_of_each_line(heads: Iterable[Head]) -> Iterator[Head]:
    """Of each field and class only who came first, and whoever is kept for the counter."""
    lines: set[tuple[str, str | None]] = set()
    for head in heads:
        line = (head.line, head.priority)
        if head.kept or line not in lines:
            yield head
        if not head.kept:
            lines.add(line)


def in_a_row(taken: Sequence[tuple[str, str | None]], served: Collection[str], policy: Policy) -> int:
    """The priority calls since the last ordinary one of these fields; `taken` is newest first."""
    count = 0
    for field, priority in taken:
        if field in served:
            if priority is None or count == policy.most_in_a_row:
                break
            count += 1
    return count
