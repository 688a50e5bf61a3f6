"""Bringing paper numbers in: those that wait join the queue at their time, those served already are written down. Each once, ever."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import partial
from typing import Final

from server.core.events import ServedOnPaper, TicketBroughtIn
from server.core.model import Channel, Ticket, spelled
from server.core.queue import paper as rules
from server.core.queue.commands import check_request
from server.core.queue.days import day_of
from server.core.queue.lines import MAIN
from server.core.ratings.counting import username_of
from server.core.refusal import Refusal
from server.core.texts import Language
from server.service.context import Context
from server.service.first_answers import answered
from server.service.queue.paper_pads import following
from server.service.queue.paper_rows import PaperRow, RowResult, Served
from server.service.queue.paper_views import results_view
from server.service.views import View
from server.store import Transaction, paper
from server.store.idempotency import Once
from server.store.people import people
from server.store.queue import tickets

MOST_ROWS: Final = 100
MOST_IN_A_ROW: Final = 50
"""So many numbers a range has at most."""
MOST_NUMBERS: Final = 200
"""So many are brought in at a time: the hall waits for so long."""


def bring_in_all(
    context: Context, rows: Sequence[PaperRow], actor: str, language: Language, once: Once | None = None
) -> View:
    """Bring all these in, or none; returns whether they were, and the result of each row. Raises `idempotency_mismatch`."""

    def act(transaction: Transaction) -> list[RowResult]:
        return bring_in(context, transaction, rows, actor)

    return answered(context, once, act, partial(results_view, language))[0]


def bring_in(
    context: Context, transaction: Transaction, rows: Sequence[PaperRow], actor: str
) -> list[RowResult]:
    """Bring all these in, or none: where one row is wrong nothing is recorded, and each that is wrong says why."""
    desk = _Desk(context, transaction, actor)
    checked = [desk.checked(row) for row in rows]
    if any(result.refusal is not None for result, _ in checked):
        return [result for result, _ in checked]
    found: dict[str, Ticket] = {}
    for number in sorted((number for _, numbers in checked for number in numbers), key=_order):
        found[number.number] = desk.record(number)
    return [
        RowResult(result.row, tuple(found[number.number] for number in numbers))
        for result, numbers in checked
    ]


@dataclass(frozen=True, slots=True)
class _Number:
    """One number that may be brought in; moments are UTC milliseconds, `point` is where its person is or was."""

    prefix: str
    n: int
    row: PaperRow
    point: str
    taken: int
    called: int = 0
    finished: int = 0

    @property
    def number(self) -> str:
        return spelled(self.prefix, self.n)


def _order(number: _Number) -> tuple[int, str]:
    return number.taken, number.number


@dataclass(frozen=True, slots=True)
class _Desk:
    """The person who brings numbers in; `seen` are those of the earlier rows, `before` is who came before each of these moments."""

    context: Context
    transaction: Transaction
    actor: str
    seen: set[str] = field(default_factory=set)
    before: dict[int, int] = field(default_factory=dict)

    def checked(self, row: PaperRow) -> tuple[RowResult, list[_Number]]:
        """The row's numbers, each of which may be brought in; or why the row cannot be."""
        try:
            read = rules.read_numbers(row.typed, MOST_IN_A_ROW)
            check_request(self.context.centre.layout, row.field, row.priority, row.point or MAIN)
            self._check_served(row.served)
            point = self._point(row)
            numbers = [self._number(row, point, *each) for each in read]
            rules.check_count(len(self.seen), MOST_NUMBERS)
        except Refusal as refusal:
            return RowResult(row, refusal=refusal), []
        return RowResult(row), numbers

    def _number(self, row: PaperRow, point: str, prefix: str, n: int) -> _Number:
        number, now = spelled(prefix, n), self.transaction.now
        self._check_unused(prefix, n, number)
        taken = self._moment(row, row.at)
        rules.check_taken(number, taken, self.context.centre.local(taken), now)
        if row.served is None:
            return _Number(prefix, n, row, point, taken)
        called, finished = self._moment(row, row.served.called), self._moment(row, row.served.finished)
        rules.check_times(number, taken, called, finished, now)
        return _Number(prefix, n, row, point, taken, called, finished)

    def _check_unused(self, prefix: str, n: int, number: str) -> None:
        connection = self.transaction.connection
        known = paper.ticket_of(connection, prefix, n)
        if known is not None:
            named = self.context.centre.layout.fields.get(known.field)
            field_said = known.field if named is None else named.names
            raise rules.used(known, field_said, self.context.centre.local(known.issued_at))
        if number in self.seen:
            raise Refusal("paper_number_twice", number=number)
        self.seen.add(number)
        pad = paper.with_prefix(connection, prefix)
        if n > (self._count_of_a_forgotten(prefix) if pad is None else pad.count):
            raise Refusal("unknown_pad", number=number)

    def _count_of_a_forgotten(self, prefix: str) -> int:
        """Data that were restored from a backup may not know of a pad that was printed after it."""
        forgotten = any(rules.prefix_of(pad) == prefix for pad in range(1, following(self.transaction)))
        return rules.MOST if forgotten else 0

    def _check_served(self, served: Served | None) -> None:
        if served is None:
            return
        if served.counter not in self.context.centre.layout.counters:
            raise Refusal("unknown_counter", counter=served.counter)
        if served.officer is not None:
            person = people.find(self.transaction.connection, served.officer)
            if person is None or not person.works_at_counters:
                raise Refusal("unknown_officer", officer=served.officer)

    def _moment(self, row: PaperRow, at: time) -> int:
        """A time of the row's day, UTC milliseconds."""
        day = row.day or self.context.centre.local(self.transaction.now).date()
        return round(datetime.combine(day, at, self.context.centre.zone).timestamp() * 1000)

    def record(self, number: _Number) -> Ticket:
        """Bring the number in; the visit of a person who was served already is finished."""
        row = number.row
        event = TicketBroughtIn(
            self.transaction.seq + 1,
            day := self._day(number.taken),
            number.prefix,
            number.n,
            row.field,
            Channel.PAPER.value,
            number.taken,
            0,
            day,
            self._last_before(number.taken),
            None,
            row.priority,
            point=number.point or None,
        )
        ticket = self.transaction.record(event, self.actor).ticket
        if (served := row.served) is None:
            return ticket
        outcome = None if served.outcome is None else served.outcome.value
        done = ServedOnPaper(
            ticket.id, served.counter, number.called, number.finished, served.officer, outcome
        )
        return self.transaction.record(done, self.actor).ticket

    def _last_before(self, taken: int) -> int:
        """As the tickets tell it; what is brought in here changes nothing of it."""
        if taken not in self.before:
            self.before[taken] = tickets.last_before(self.transaction.connection, taken)
        return self.before[taken]

    def _point(self, row: PaperRow) -> str:
        """Where its person was served or waits: where the row says, else the point of the typing person's counter.

        Raises `paper_point_unsaid` where neither tells it and the centre receives at several points.
        """
        layout = self.context.centre.layout
        if row.served is not None:
            return layout.point_of(row.served.counter)
        if row.point is not None or not layout.points:
            return row.point or MAIN
        officer = username_of(self.actor)
        held = next((each.n for each in self.context.working() if each.officer == officer), None)
        if officer is None or held is None:
            raise Refusal("paper_point_unsaid", number=row.typed.strip())
        return layout.point_of(held)

    def _day(self, taken: int) -> str:
        """The business day of a time; today's when its date is today's."""
        local = self.context.centre.local
        day = day_of(local(taken))
        return self.transaction.day if day == day_of(local(self.transaction.now)) else day
