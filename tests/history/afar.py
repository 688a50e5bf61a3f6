"""Numbers asked for from afar: one a request, called for nobody who is not here, and over once they lapsed (docs/calling-order.md)."""

from collections.abc import Iterator

from tests.history.finding import Finding, found
from tests.history.hall import Hall
from tests.history.journal import Row, ticket_of
from tests.history.visit import Visit


def judge_afar(hall: Hall, row: Row) -> Iterator[Finding]:
    """What is wrong with a number from afar, in the hall as it was right before this row."""
    yield from _kept_from_the_start(hall, row)
    if row.type == "ticket_issued" and row.data.get("request"):
        yield from _given(hall, row)
    visit = hall.visits.get(row.ticket or 0)
    if visit is not None and row.type == "ticket_cancelled" and row.data.get("lapsed"):
        yield from _lapsed(hall, row, visit)
    if visit is not None and visit.request and row.type == "ticket_resumed" and visit.state != "parked":
        yield found("arrived_twice", f"{visit.number} was {visit.state}", row)


def rows_of_place(hall: Hall, visit: Visit) -> list[Row]:
    """Each time that its place was kept, in order."""
    return [r for r in hall.rows.values() if r.type == "ticket_place_kept" and r.ticket == visit.id]


def _kept_from_the_start(hall: Hall, row: Row) -> Iterator[Finding]:
    """Its person is not here: the very next row keeps its place, in the same moment."""
    last = hall.rows.get(row.seq - 1)
    if last is None or last.type != "ticket_issued" or not last.data.get("request"):
        return
    if (row.type, row.ticket, row.at) != ("ticket_place_kept", ticket_of(last), last.at):
        yield found("waits_unseen", "its person was not here, and no place was kept", last, row)


def _given(hall: Hall, row: Row) -> Iterator[Finding]:
    request = row.data["request"]
    if (other := hall.requests.get(request)) is not None:
        yield found("request_twice", f"{request} is ticket {other}'s", hall.rows.get(other), row)
    if hall.settings.known and not hall.settings.of("remote", "share", 0):
        yield found("settings_disobeyed", "no number is given to whoever is not here", row)


def _lapsed(hall: Hall, row: Row, visit: Visit) -> Iterator[Finding]:
    """Only of whoever never came, and not before the time for which their place was kept."""
    if not visit.expected:
        yield found("lapsed_though_here", f"{visit.number} was {visit.state}", row)
        return
    last = rows_of_place(hall, visit)[-1]
    if row.at < last.data["until"]:
        yield found("lapsed_too_early", f"its place was kept until {last.data['until']}", last, row)
