"""The manager's use cases: notices placed, ordered and removed; outages; the emergency message."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

from server.core.events import (
    EmergencyLifted,
    EmergencyRaised,
    NoticePlaced,
    NoticeRemoved,
    OutageDeclared,
    OutageEnded,
)
from server.core.notices import (
    FILES,
    LONGEST_LINE,
    MOST_NOTICES,
    Notice,
    check_notice,
    check_text,
    in_order,
)
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.first_answers import answered
from server.service.notices.uploads import throw_away_unused
from server.service.notices.views import notice_view
from server.service.undoing import ORDINARY, Undoing
from server.service.views import View
from server.store import Transaction
from server.store.idempotency import Once
from server.store.notices import tables


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A text in both languages; `en` may be empty."""

    vi: str
    en: str = ""


def place(context: Context, wanted: Notice, actor: str, once: Once | None = None) -> View:
    """Add a notice after all others; its `id` and `place` are chosen here.

    Raises what `check_notice` raises, `unknown_hall`, `unknown_file`, `file_of_other_kind`, `too_many_notices`.
    """
    _check(context, wanted)

    def add(transaction: Transaction) -> Notice:
        known = tables.notices(transaction.connection)
        _check_room(known)
        last = max((notice.place for notice in known.values()), default=0)
        notice = replace(wanted, id=transaction.seq + 1, place=last + 1)
        return _record(transaction, notice, actor)

    with context.notice_files.lock:
        _check_file(context, wanted)
        return answered(context, once, add, partial(notice_view, context))[0]


def put_back(context: Context, was: Notice, actor: str, undoing: Undoing) -> Notice:
    """Let a notice be as it once was, its place included: one that is there, or one that was removed.

    Raises what `place` raises.
    """

    def turn(transaction: Transaction) -> tuple[Notice, Notice]:
        undoing.check(transaction)
        known = tables.notices(transaction.connection)
        if was.id not in known:
            _check_room(known)
        return known.get(was.id, was), _record(transaction, was, actor, undoing.seq)

    return _turned(context, was, turn)


def change(context: Context, notice: int, wanted: Notice, actor: str, seen: int | None = None) -> Notice:
    """Change the text and picture of a notice; it keeps its place, and a file that is no longer shown is deleted.

    `seen` is the version that the caller saw; a change that is already made does not need it, because its answer may have
    been lost. Raises what `place` raises, `unknown_notice`, `notice_moved`.
    """

    def turn(transaction: Transaction) -> tuple[Notice, Notice]:
        known = _require_notice(tables.notices(transaction.connection), notice)
        changed = replace(wanted, id=notice, place=known.place)
        if changed == known:
            return known, known
        if seen is not None and seen != known.version:
            raise Refusal("notice_moved")
        return known, _record(transaction, changed, actor)

    return _turned(context, wanted, turn)


def _turned(context: Context, wanted: Notice, turn: Callable[[Transaction], tuple[Notice, Notice]]) -> Notice:
    """A notice after `turn`, which also returns it as it was before; a file that is no longer shown is deleted."""
    _check(context, wanted)
    with context.notice_files.lock:
        _check_file(context, wanted)
        before, changed = context.store.write(turn)
    if before.file != changed.file:
        context.notice_troubles.forget(changed.id)
        throw_away_unused(context, {before.file})
    return changed


def switch(context: Context, notice: int, *, shown: bool, actor: str) -> Notice:
    """Show a notice from now on, or no longer. Raises `unknown_notice`."""

    def turn(transaction: Transaction) -> Notice:
        known = _require_notice(tables.notices(transaction.connection), notice)
        return _record(transaction, replace(known, shown=shown), actor)

    return context.store.write(turn)


def arrange(context: Context, order: list[int], actor: str) -> None:
    """Let the notices follow each other in this order; those not named come after. Raises `unknown_notice`."""

    def move(transaction: Transaction) -> None:
        known = tables.notices(transaction.connection)
        named = [_require_notice(known, notice) for notice in dict.fromkeys(order)]
        others = (n for n in sorted(known.values(), key=in_order) if n.id not in order)
        for number, notice in enumerate((*named, *others), start=1):
            if notice.place != number:
                _record(transaction, replace(notice, place=number), actor)

    context.store.write(move)


def remove(context: Context, notice: int, actor: str, *, undoing: Undoing = ORDINARY) -> None:
    """Take a notice away, and its file when no other shows it. Raises `unknown_notice`."""

    def take(transaction: Transaction) -> Notice:
        undoing.check(transaction)
        known = _require_notice(tables.notices(transaction.connection), notice)
        transaction.record(NoticeRemoved(notice, undoing.seq), actor)
        return known

    gone = context.store.write(take)
    throw_away_unused(context, {gone.file})


def declare_outage(context: Context, field: str, message: NoticeText, actor: str) -> None:
    """Say wherever the field is offered that it cannot be served now. Raises `unknown_field`, `text_too_long`."""
    if field not in context.centre.layout.fields:
        raise Refusal("unknown_field", field=field)
    if message.vi or message.en:
        check_text(message.vi, message.en, LONGEST_LINE)
    context.store.write(lambda tr: tr.record(OutageDeclared(field, message.vi, message.en), actor))


def end_outage(context: Context, field: str, actor: str) -> None:
    """Take that back. Without an outage nothing happens."""

    def end(transaction: Transaction) -> None:
        if field in tables.outages(transaction.connection):
            transaction.record(OutageEnded(field), actor)

    context.store.write(end)


def raise_emergency(context: Context, hall: str, message: NoticeText, actor: str) -> None:
    """Put a message over everything in a hall, or with an empty `hall` in all of them.

    Raises `unknown_hall`, `text_missing`, `text_too_long`.
    """
    check_text(message.vi, message.en, LONGEST_LINE)
    if hall:
        _check_halls(context, (hall,))
    context.store.write(lambda tr: tr.record(EmergencyRaised(hall, message.vi, message.en), actor))


def lift_emergency(context: Context, hall: str, actor: str) -> None:
    """Take the message of a hall, or the one of all, away. Without one nothing happens."""

    def lift(transaction: Transaction) -> None:
        if hall in tables.emergencies(transaction.connection):
            transaction.record(EmergencyLifted(hall), actor)

    context.store.write(lift)


def report_trouble(context: Context, notice: int) -> None:
    """A screen cannot show a notice: the manager's page says so. Raises `unknown_notice`."""
    _require_notice(context.standing().notices, notice)
    if context.notice_troubles.report(notice, context.clock()):
        context.standing.moved()


def _record(transaction: Transaction, notice: Notice, actor: str, takes_back: int | None = None) -> Notice:
    facts: dict[str, Any] = asdict(notice)
    del facts["id"]
    transaction.record(NoticePlaced(notice.id, facts, takes_back), actor)
    return notice


def _check_room(known: Mapping[int, Notice]) -> None:
    if len(known) >= MOST_NOTICES:
        raise Refusal("too_many_notices", limit=MOST_NOTICES)


def _check(context: Context, notice: Notice) -> None:
    check_notice(notice)
    _check_halls(context, notice.halls)


def _check_halls(context: Context, halls: tuple[str, ...]) -> None:
    known = context.centre.layout.halls
    for hall in halls:
        if hall not in known:
            raise Refusal("unknown_hall", hall=hall, halls=", ".join(known))


def _check_file(context: Context, notice: Notice) -> None:
    endings = FILES.get(notice.kind, frozenset())
    if bool(endings) != bool(notice.file) or (endings and context.notice_files.path(notice.file) is None):
        raise Refusal("unknown_file")
    if endings and notice.file.rpartition(".")[2] not in endings:
        raise Refusal("file_of_other_kind")


def _require_notice(known: Mapping[int, Notice], notice: int) -> Notice:
    if (found := known.get(notice)) is None:
        raise Refusal("unknown_notice")
    return found
