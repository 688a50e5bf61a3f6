"""Each call: by a counter that may, of a ticket that can be called, and of nobody but whom the calling order names."""

from collections.abc import Iterator

from tests.history.calling_order import MINUTE_MS, Sight, sight
from tests.history.finding import Finding, found
from tests.history.hall import Hall
from tests.history.journal import Row
from tests.history.visit import Visit

CALLABLE = frozenset({"waiting", "parked", "no_show"})


def judge_call(hall: Hall, row: Row) -> Iterator[Finding]:
    """What is wrong with a call, in the hall as it was right before it."""
    visit = hall.visits.get(row.ticket or 0)
    if row.type != "ticket_called" or visit is None or row.counter is None:
        return
    yield from _whom(hall, row, visit)
    desk = hall.desk(row.counter)
    if desk.state != "open":
        yield found("called_by_a_counter_not_open", f"counter {desk.n} is {desk.state}", row)
    if hall.settings.known and visit.point != hall.settings.point_of(desk.n):
        yield found("called_to_another_point", f"{visit.number} is at {visit.point or 'the main point'}", row)
    if visit.state in CALLABLE and not _not_here(row, visit):
        yield from _by_whose_order(hall, row, visit)


def _whom(hall: Hall, row: Row, visit: Visit) -> Iterator[Finding]:
    last = hall.past.get((Visit, visit.id), [])
    before = hall.rows.get(last[-1][0]) if last else None
    if visit.state == "cancelled":
        if before is not None and before.data.get("lapsed"):
            yield found("lapsed_was_called", f"{visit.number} had lapsed", before, row)
        else:
            yield found("cancelled_was_called", f"{visit.number} had been given up", before, row)
    elif _not_here(row, visit):
        yield found("called_before_arrival", f"the person of {visit.number} was not here", before, row)
    elif visit.state not in CALLABLE and not visit.in_hand:  # that is told of hands
        yield found(
            "called_out_of_hands", f"{visit.number} was {visit.state} at counter {visit.counter}", before, row
        )
    if row.day is not None and visit.day != row.day:
        yield found("called_on_another_day", f"{visit.number} is of {visit.day}", row)


def _not_here(row: Row, visit: Visit) -> bool:
    """Only by hand does an officer call whoever has not come yet."""
    return visit.expected and row.data["rule"] != "chosen"


def _by_whose_order(hall: Hall, row: Row, visit: Visit) -> Iterator[Finding]:
    assert row.counter is not None
    if row.data["rule"] == "chosen":
        within = hall.settings.of("calling", "call_back_minutes", 30) * MINUTE_MS
        if visit.state == "no_show" and visit.ended_at is not None and row.at - visit.ended_at > within:
            yield found("called_back_too_late", f"{visit.number} was marked at {visit.ended_at}", row)
    seen = sight(hall, hall.desk(row.counter), row.day or visit.day, row.at)
    expected = seen.next()
    if row.data["rule"] != "chosen" and (expected is None or expected.visit.id != visit.id):
        who = "nobody" if expected is None else expected.visit.number
        facts = f"heads {[(h.visit.number, h.visit.priority, h.helped, row.at - h.visit.issued_at) for h in seen.heads]}"
        yield found(
            "calling_order", f"{visit.number} was called, {who} is next; {seen.in_a_row} in a row", facts, row
        )
    yield from _reason(row, seen)


def _reason(row: Row, seen: Sight) -> Iterator[Finding]:
    """What is stored of the reason must be what the counter saw."""
    if (why := row.data.get("why")) is None:
        return
    heads = sorted(head.visit.id for head in seen.heads)
    most = seen.hall.settings.of("calling", "most_priority_in_a_row", 2)
    if sorted(head[0] for head in why["heads"]) != heads:
        yield found("reason_untrue", f"at the heads stood {heads}", row)
    if why["now"] != row.at or why["in_a_row"] != min(seen.in_a_row, most):
        yield found("reason_untrue", f"{seen.in_a_row} in a row, at {row.at}", row)
