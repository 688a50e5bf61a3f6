"""Numbers that kiosks gave while they were alone: they join the queue at the time when they were given, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from server.core.events import NumberLeftOut, TicketBroughtIn, TicketCancelled, TicketIssued
from server.core.model import Channel, Ticket, TicketState
from server.core.queue import offline_numbers as rules
from server.core.queue.commands import check_request
from server.core.queue.days import day_of
from server.core.queue.many_dossiers import field_for
from server.core.queue.prefixes import readings
from server.core.queue.tickets import TRANSITIONS
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.machines.points import point_of
from server.service.queue.given_before import given_before_a_restore
from server.service.today import today
from server.store import Transaction, idempotency, journal
from server.store.people import devices
from server.store.procedures import table
from server.store.queue import offline_numbers as brought_in
from server.store.queue import series, tickets

_ON_THE_WAY_MS: Final = 2000
_LEFT_OUT: Final = 200
_KEYS_KEPT_MS: Final = 20 * 3_600_000
"""Keys of touches are surely known for so long."""
_ONE_TOUCH_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class OfflineNumber:
    """A number that a kiosk gave: `day` and `issued_at` (UTC milliseconds) are by its own clock.

    `key` is the Idempotency-Key of the touch, `slip` what became of its slip, `language` what its person reads.
    """

    number: str
    day: str
    field: str
    procedure: str | None
    priority: str | None
    issued_at: int
    key: str
    slip: str | None
    language: str | None = None
    dossiers: int | None = None


@dataclass(frozen=True, slots=True)
class UnreadNumber:
    """What could be read of a number that is not as it should be: as in `OfflineNumber`, and empty what could not be read."""

    number: str
    day: str
    field: str
    issued_at: int


@dataclass(frozen=True, slots=True)
class SeriesNow:
    """A kiosk's own series: its prefix, the last number of the business day, at the time `now` (UTC milliseconds).

    `restored` names the restore that the data come from, if any.
    """

    device: int
    prefix: str
    last: int
    day: str
    now: int
    restored: str | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """What became of one number: its ticket and whether that is `new`, or the `code` of a refusal."""

    item: OfflineNumber | UnreadNumber
    ticket: Ticket | None = None
    new: bool = False
    code: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A number that could not join the queue, the name of the kiosk that gave it, and why."""

    number: str
    kiosk: str
    field: str
    issued_at: int
    code: str


def series_now(context: Context, device: int) -> SeriesNow:
    """The series of a kiosk, and how far it has come today."""
    prefix = rules.prefix_of(device)
    with context.store.read() as connection:
        _, now, day = today(context, connection)
        mark = next((made.hex()[:16] for _, made in reversed(journal.restores(connection))), None)
        return SeriesNow(device, prefix, series.last(connection, day, prefix), day, now, mark)


def bring_in(
    context: Context, device: int, kiosk_now: int, given: Sequence[OfflineNumber | UnreadNumber]
) -> list[Joined]:
    """Let these numbers join the queue, in order of their issue; each gets its own answer.

    `kiosk_now` is the kiosk's clock when it sent them, UTC milliseconds: its difference is subtracted from their
    times, unless it is only the time on the way. A number that has joined before gets its
    ticket again; a refused one has changed nothing. An unreadable number does not stop the others: it is left out
    as `bad_request`, for the manager to see where it has a number at all.
    """

    def join(transaction: Transaction) -> list[Joined]:
        late = transaction.now - kiosk_now
        desk = _Joining(context, transaction, device, late if abs(late) > _ON_THE_WAY_MS else 0)
        return [desk.answer(item) for item in sorted(given, key=lambda item: item.issued_at)]

    return context.store.write(join)


def left_out(context: Context) -> list[LeftOut]:
    """The newest `_LEFT_OUT` numbers that could not join the queue, newest first; each once."""
    with context.store.read() as connection:
        entries = list(journal.left_out(connection, _LEFT_OUT))
        names = {device.id: device.name for device in devices.all_of(connection)}
    found: dict[tuple[str, str, int, int], LeftOut] = {}
    for event in (entry.event for entry in entries):
        assert isinstance(event, NumberLeftOut)
        kiosk = names.get(event.device, str(event.device))
        key = (event.number, event.kiosk_day, event.device, event.issued_at // _ONE_TOUCH_MS)
        found.setdefault(key, LeftOut(event.number, kiosk, event.field, event.issued_at, event.code))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Joining:
    """One batch of a kiosk; `late` is how many milliseconds its clock is behind."""

    context: Context
    transaction: Transaction
    device: int
    late: int

    def answer(self, item: OfflineNumber | UnreadNumber) -> Joined:
        try:
            return Joined(item, *self._ticket_of(item))
        except Refusal as refusal:
            if refusal.code == "number_taken" and self.context.clock.look().day_stands:
                raise Refusal(
                    "storage_busy"
                ) from refusal  # of a day that has not begun yet: it is sent again
            self._leave_out(item, refusal.code)
            return Joined(item, code=refusal.code)

    def _leave_out(self, item: OfflineNumber | UnreadNumber, code: str) -> None:
        """Report a number that somebody holds but that will never be called: the manager has to know."""
        if not item.number:
            return
        issued_at = rules.within_reach(item.issued_at + self.late, self.transaction.now)
        event = NumberLeftOut(self.device, item.number, item.day, item.field, issued_at, code)
        self.transaction.record(event, f"kiosk:{self.device}")

    def _ticket_of(self, item: OfflineNumber | UnreadNumber) -> tuple[Ticket, bool]:
        if isinstance(item, UnreadNumber):
            raise Refusal("bad_request", reason=item.number)
        if (before := self._before_a_restore(item)) is not None:
            return before
        read = rules.read_number(item.number)
        device = None if read is None else self._owner(read[0])
        if read is None or device is None:
            raise Refusal("unknown_series", number=item.number)
        known = brought_in.find(self.transaction.connection, device, item.day, read[1])
        if known is not None and (ticket := self.transaction.ticket(known)) is not None:
            if not self._same_touch(item, ticket, device):
                raise Refusal("number_taken", number=item.number)
            return ticket, False
        return self._join(item, device, *read), True

    def _before_a_restore(self, item: OfflineNumber) -> tuple[Ticket, bool] | None:
        """The ticket of a number that the server gave through the kiosk and may have lost: nobody else gets that number.

        `None` if it is not such a number.
        """
        field = self.context.centre.layout.fields.get(item.field)
        read = next((n for prefix, n in readings(item.number) if field and prefix == field.prefix), None)
        if field is None or read is None:
            return None
        wish = TicketIssued(
            ticket=self.transaction.seq + 1,
            day=item.day,
            prefix=field.prefix,
            n=read,
            field=item.field,
            channel=Channel.KIOSK.value,
            procedure=self._procedure(item),
            priority=item.priority,
            to_print=False,
            low_s=None,
            high_s=None,
            language=item.language,
            dossiers_told=item.dossiers,
            point=point_of(self.context, self.device) or None,
        )
        actor = self._asked_as(item.key)
        return given_before_a_restore(self.context, self.transaction, actor, wish, item.key)

    def _asked_as(self, key: str) -> str:
        """Under which token the server answered this touch: the asking kiosk's, or a revoked one that its box had before."""
        tokens = [f"kiosk:{device}" for device in (self.device, *self._revoked())]
        known = (each for each in tokens if idempotency.first(self.transaction.connection, each, key))
        return next(known, tokens[0])

    def _same_touch(self, item: OfflineNumber, ticket: Ticket, owner: int) -> bool:
        """Whether a joined number of the series of `owner` was sent again, and not given to another person by a copy of the box.

        The touch's key tells it, as long as keys are kept; then the time.
        """
        if idempotency.first(self.transaction.connection, f"kiosk:{owner}", item.key) is not None:
            return True
        issued_at = rules.within_reach(item.issued_at + self.late, self.transaction.now)
        old = self.transaction.now - issued_at > _KEYS_KEPT_MS
        return old and abs(issued_at - ticket.issued_at) < _ONE_TOUCH_MS

    def _owner(self, prefix: str) -> int | None:
        """The kiosk whose series it is: the asking one, or one with a revoked token."""
        if rules.prefix_of(self.device) == prefix:
            return self.device
        return next((device for device in self._revoked() if rules.prefix_of(device) == prefix), None)

    def _revoked(self) -> list[int]:
        """The kiosks whose token was revoked."""
        known = devices.all_of(self.transaction.connection)
        return [each.id for each in known if each.kind == "kiosk" and each.revoked_at is not None]

    def _join(self, item: OfflineNumber, device: int, prefix: str, n: int) -> Ticket:
        check_request(self.context.centre.layout, item.field, item.priority)
        rules.check_age(item.number, item.issued_at + self.late, self.transaction.now)
        issued_at = rules.within_reach(item.issued_at + self.late, self.transaction.now)
        day = self._day(issued_at)
        if tickets.printed(self.transaction.connection, day, item.number):
            raise Refusal("number_taken", number=item.number)
        twin = self._twin(device, item.key)
        event = TicketBroughtIn(
            self.transaction.seq + 1,
            day,
            prefix,
            n,
            field_for(self.context.centre.layout.fields[item.field], item.dossiers),
            Channel.KIOSK.value,
            issued_at,
            device,
            item.day,
            tickets.last_before(self.transaction.connection, issued_at),
            self._procedure(item),
            item.priority,
            item.slip,
            None if twin is None else twin.id,
            item.language,
            item.dossiers,
            point_of(self.context, device) or None,
        )
        ticket = self.transaction.record(event, f"kiosk:{self.device}").ticket
        return ticket if twin is None else self._one_of(ticket, twin)

    def _day(self, issued_at: int) -> str:
        """The business day of a time that is not to come; today's when its date is today's."""
        local = self.context.centre.local
        day = day_of(local(issued_at))
        return self.transaction.day if day == day_of(local(self.transaction.now)) else day

    def _procedure(self, item: OfflineNumber) -> str | None:
        """The procedure, if the catalogue still knows it: nobody loses a place for the lack of it."""
        known = item.procedure and table.find(self.transaction.connection, item.procedure)
        return item.procedure if known and known.field == item.field else None

    def _twin(self, device: int, key: str) -> Ticket | None:
        """The ticket that the server gave for the same touch; without one, its key can give none any more."""
        actor = f"kiosk:{device}"
        first = idempotency.first(self.transaction.connection, actor, key)
        if first is None:
            idempotency.spend(self.transaction, actor, key)
            return None
        return self.transaction.ticket(first["id"]) if "id" in first else None

    def _one_of(self, ticket: Ticket, twin: Ticket) -> Ticket:
        """Leave one of two tickets for the same person: the offline number, unless the other's visit goes on.

        One that is being called just now ends as any other that nobody comes for.
        """
        actor = f"kiosk:{self.device}"
        if twin.state in TRANSITIONS[TicketCancelled]:
            self.transaction.record(TicketCancelled(twin.id), actor)
        elif twin.state is not TicketState.CALLED:
            return self.transaction.record(TicketCancelled(ticket.id), actor).ticket
        return ticket
