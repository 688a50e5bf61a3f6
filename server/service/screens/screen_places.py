"""Hall screens: where each stands, and moving one."""

from collections.abc import Mapping
from typing import Final

from server.core.centre import Centre
from server.core.events import ScreenPlaced
from server.core.queue.halls import ONLY_HALL
from server.core.refusal import Refusal
from server.core.screens.place import ScreenPlace, check_place
from server.service.context import Context
from server.service.undoing import ORDINARY, Undoing
from server.store import Transaction, journal, screens
from server.store.people import devices

KIND: Final = "display"
_THE_HALL: Final = {"vi": "Sảnh chung", "en": "The hall"}


def halls(centre: Centre) -> Mapping[str, Mapping[str, str]]:
    """The halls by code, with their names in each language; one where the centre names none."""
    return centre.layout.halls or {ONLY_HALL: _THE_HALL}


def place_of(context: Context, device: int) -> ScreenPlace | None:
    """The place of a screen; `None` if it has none."""
    with context.store.read() as connection:
        return screens.find(connection, device)


def by_device(context: Context) -> Mapping[int, ScreenPlace]:
    """Device → its place."""
    with context.store.read() as connection:
        return screens.everything(connection)


def place_screen(
    context: Context, device: int, place: ScreenPlace, actor: str, *, undoing: Undoing = ORDINARY
) -> None:
    """Give an enrolled screen its place. Raises `unknown_device` and what `check_place` raises."""
    check(context, place)

    def move(transaction: Transaction) -> None:
        undoing.check(transaction)
        found = devices.find(transaction.connection, device)
        if found is None or found.kind != KIND or found.revoked_at is not None:
            raise Refusal("unknown_device")
        if screens.find(transaction.connection, device) != place:
            record(transaction, device, place, actor, undoing.seq)

    context.store.write(move)


def record(
    transaction: Transaction, device: int, place: ScreenPlace, actor: str, takes_back: int | None = None
) -> None:
    """Set the place of a screen, inside a transaction."""
    event = ScreenPlaced(device, place.hall, place.layout, place.counter, place.sound, takes_back)
    transaction.record(event, actor)


def check(context: Context, place: ScreenPlace) -> None:
    """Raise unless the centre has such a place; see `check_place`."""
    check_place(place, context.centre.layout)


def gone(context: Context, place: ScreenPlace | None) -> Refusal | None:
    """What is wrong with a screen's place since the settings were changed, if anything."""
    try:
        if place is not None:
            check(context, place)
    except Refusal as refusal:
        return refusal
    return None


def missed(context: Context, seq: int) -> tuple[int, int]:
    """(entries after `seq`, age of the first of them in milliseconds) at this moment."""
    with context.store.read() as connection:
        last, _ = journal.last(connection)
        at = journal.moment(connection, seq + 1)
    return max(0, last - seq), 0 if at is None else max(0, context.clock() - at)
