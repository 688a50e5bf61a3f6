"""Hands: a ticket is at one counter at a time, a counter has one ticket at a time, and only who has it acts on it."""

from collections.abc import Iterator

from tests.history.afar import rows_of_place
from tests.history.finding import Finding, found
from tests.history.hall import Hall
from tests.history.journal import Row
from tests.history.steps import FREES

NEEDS = FREES | {"ticket_recalled", "service_started", "priority_corrected"}


def judge_hands(hall: Hall, row: Row) -> Iterator[Finding]:
    """What is wrong with who acts on what, in the hall as it was right before this row."""
    if row.counter is None or (visit := hall.visits.get(row.ticket or 0)) is None:
        return
    if row.type == "ticket_called":
        others = [other for other in hall.lines.in_hands_of(row.counter) if other.id != visit.id]
        for other in others:
            yield found(
                "two_tickets_at_a_counter", f"counter {row.counter} had {other.number} in its hands", row
            )
        if visit.in_hand:
            says = f"{visit.number} was at counter {visit.counter}, and is called to {row.counter}"
            yield found("two_counters_for_a_ticket", says, row)
    elif row.type in NEEDS and not (visit.in_hand and visit.counter == row.counter):
        says = f"{visit.number} was {visit.state} at counter {visit.counter}"
        yield found("not_in_its_hands", says, row)
    if row.type == "service_started" and visit.state != "called":
        yield found("served_uncalled", f"{visit.number} was {visit.state}", row)
    if row.type == "ticket_finished" and visit.state != "serving":
        yield found("finished_unserved", f"{visit.number} was {visit.state}", row)


def judge_life(hall: Hall, row: Row) -> Iterator[Finding]:
    """What cannot become of a visit that is over, and what happens once alone."""
    visit = hall.visits.get(row.ticket or 0)
    if visit is None:
        return
    if row.type == "ticket_cancelled" and visit.state not in {"waiting", "parked", "no_show"}:
        yield found("cancelled_in_hand", f"{visit.number} was {visit.state}", row)
    if row.type == "visit_rated":
        earlier = [r for r in hall.rows.values() if r.type == "visit_rated" and r.ticket == visit.id]
        if earlier:
            yield found("rated_twice", f"{visit.number} had its ballot", *earlier, row)
        if visit.state != "finished":
            yield found("rated_unfinished", f"{visit.number} was {visit.state}", row)
    if row.type == "ticket_place_kept":
        earlier = rows_of_place(hall, visit)
        begins = not earlier and visit.state == "waiting" and visit.for_counter is None
        if not begins and not visit.expected:
            yield found("place_kept_again", f"{visit.number} was {visit.state}", *earlier, row)
