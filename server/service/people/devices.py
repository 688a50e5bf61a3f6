"""Machines with a token: enrolling one, changing it, and taking its token back."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.core.events import DeviceChanged, DeviceEnrolled, DeviceRevoked
from server.core.people import Device
from server.core.person_rules import is_name
from server.core.queue.halls import hall_shown
from server.core.refusal import Refusal
from server.core.texts import BothTexts
from server.service.context import Context
from server.service.machines.points import IN_A_HALL
from server.service.people import tokens
from server.service.undoing import ORDINARY, Undoing
from server.store import Transaction
from server.store.people import devices as stored

__all__ = ["Device"]

DEVICE_KINDS: Final[Mapping[str, BothTexts]] = {
    "kiosk": BothTexts("Máy lấy số", "Kiosk"),
    "display": BothTexts("Màn hình sảnh", "Hall screen"),
    "helper": BothTexts("Máy của người hướng dẫn", "Helper's tablet"),
    "counter": BothTexts("Máy tại quầy", "Counter machine"),
    "rating": BothTexts("Máy đánh giá", "Rating tablet"),
}
"""Every kind of machine with its name."""

AT_A_COUNTER: Final = frozenset({"counter", "rating"})
"""The kinds of machines that stand at a counter."""

NAME_RULE: Final = BothTexts("tên máy: từ 1 đến 60 chữ", "name of the machine: 1 to 60 letters")


@dataclass(frozen=True, slots=True)
class NewDevice:
    """A machine to enrol.

    `counter` is where a counter machine or a rating tablet stands, `hall` where a kiosk or a helper's tablet does, if that
    is said; none for every other kind.
    """

    kind: str
    name: str
    counter: int | None = None
    hall: str | None = None


def enrol_device(
    context: Context, kind: str, name: str, actor: str, lasts_s: int | None = None
) -> tuple[int, str]:
    """Enrol a machine; returns its id and its token, which is shown only once.

    `lasts_s` is the token's life in seconds; without it, until revoked. Raises `bad_request`, `device_name_taken`.
    """
    if kind not in DEVICE_KINDS:
        raise Refusal("bad_request", reason=f"kind: {' | '.join(DEVICE_KINDS)}")
    token, new = tokens.new_token(), NewDevice(kind, checked_name(name))
    return context.store.write(lambda tr: enrol(tr, new, token, actor, lasts_s)), token


def enrol(
    transaction: Transaction, new: NewDevice, token: str, actor: str, lasts_s: int | None = None
) -> int:
    """Enrol a machine with `token`, inside a transaction; returns its id. Raises `device_name_taken`."""
    _check_free(transaction, new.kind, new.name)
    device = stored.next_id(transaction.connection)
    transaction.record(DeviceEnrolled(device, new.kind, new.name, new.counter, new.hall), actor)
    tokens.issue(transaction, token, actor, device=device, lasts_s=lasts_s)
    return device


def change_device(  # noqa: PLR0913, PLR0917 - the machine, what is different from now on, and who says so
    context: Context,
    device: int,
    name: str,
    counter: int | None,
    actor: str,
    hall: str | None = None,
    *,
    undoing: Undoing = ORDINARY,
) -> None:
    """Change a machine's name, the counter of a machine at a counter, or the hall of a machine in a hall.

    What stays is not recorded, and without a `hall` the one before stays. Raises `unknown_device`, `bad_request`, `device_name_taken`, `unknown_counter`, `unknown_hall`.
    """
    name = checked_name(name)
    check_counter(context, counter)
    if hall:
        hall_shown(context.centre.layout, hall)

    def change(transaction: Transaction) -> None:
        undoing.check(transaction)
        found = stored.find(transaction.connection, device)
        if found is None or found.revoked_at is not None:
            raise Refusal("unknown_device")
        changed: dict[str, str | int | None] = {}
        if name != found.name:
            _check_free(transaction, found.kind, name, but=device)
            changed["name"] = name
        if found.kind in AT_A_COUNTER and counter != found.counter:
            changed["at_counter"] = counter
        if found.kind in IN_A_HALL and hall is not None and hall != (found.hall or ""):
            changed["hall"] = hall or None
        if changed:
            transaction.record(DeviceChanged(device, changed, undoing.seq), actor)

    context.store.write(change)


def checked_name(said: str) -> str:
    """A machine's name, its spaces and accents written in one way. Raises `bad_request`."""
    name = unicodedata.normalize("NFC", " ".join(said.split()))
    if not is_name(name):
        raise Refusal("bad_request", reason=NAME_RULE)
    return name


def check_counter(context: Context, counter: int | None) -> None:
    """Raise `unknown_counter` unless the centre has the counter; `None` is always allowed."""
    if counter is not None and counter not in context.centre.layout.counters:
        raise Refusal("unknown_counter", counter=counter)


def revoke_device(context: Context, device: int, actor: str, *, undoing: Undoing = ORDINARY) -> None:
    """Take a machine's token back, at once. Raises `unknown_device`."""

    def revoke(transaction: Transaction) -> None:
        undoing.check(transaction)
        found = stored.find(transaction.connection, device)
        if found is None:
            raise Refusal("unknown_device")
        if found.revoked_at is None:
            transaction.record(DeviceRevoked(device, undoing.seq), actor)
            tokens.revoke_all(transaction, actor, device=device)

    context.store.write(revoke)


def devices(context: Context) -> list[Device]:
    """Every device ever enrolled."""
    with context.store.read() as connection:
        return stored.all_of(connection)


def counter_of(context: Context, device: int) -> int | None:
    """The counter where a machine stands, if it is known."""
    with context.store.read() as connection:
        found = stored.find(connection, device)
    return None if found is None else found.counter


def _check_free(transaction: Transaction, kind: str, name: str, but: int | None = None) -> None:
    """Raise `device_name_taken` if a machine in use has the name: two of one name cannot be told apart."""
    wanted = name.casefold()
    for other in stored.all_of(transaction.connection):
        same = other.kind == kind and unicodedata.normalize("NFC", other.name).casefold() == wanted
        if same and other.revoked_at is None and other.id != but:
            raise Refusal("device_name_taken", name=other.name)
