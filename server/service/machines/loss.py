"""What the centre loses when a machine's token is taken back, told before it is done."""

import sqlite3
from dataclasses import dataclass

from server.core.people import Device
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.people.sessions import holds
from server.service.today import today
from server.store import journal, screens
from server.store.people import devices, people, sessions


@dataclass(frozen=True, slots=True)
class Loss:
    """What taking a machine back does now.

    `numbers` is how many numbers it gave today, which all stay; `people` are those whom it signs out; `last` says
    that no other machine of its kind is in use, `silent` that no other screen of its hall speaks.
    """

    numbers: int
    people: tuple[str, ...]
    last: bool
    silent: bool


def loss_of(context: Context, device: int) -> Loss:
    """What is lost with a machine in use. Raises `unknown_device`."""
    with context.store.read() as connection:
        found = devices.find(connection, device)
        if found is None or found.revoked_at is not None:
            raise Refusal("unknown_device")
        others = [
            other
            for other in devices.all_of(connection)
            if other.kind == found.kind and other.revoked_at is None and other.id != device
        ]
        return Loss(
            numbers=journal.issued_by(connection, f"{found.kind}:{device}", today(context, connection)[2]),
            people=_signed_in_at(connection, device, context.clock()),
            last=not others,
            silent=_falls_silent(connection, device, others),
        )


def _signed_in_at(connection: sqlite3.Connection, device: int, now: int) -> tuple[str, ...]:
    """The names of those who gave their PIN at this machine and have not left."""
    here = [each for each in sessions.everything(connection).values() if each.device == device]
    return tuple(
        person.name
        for person in people.all_of(connection)
        if any(each.username == person.username and holds(each, person, now) for each in here)
    )


def _falls_silent(connection: sqlite3.Connection, device: int, others: list[Device]) -> bool:
    """Whether this is the only screen in use that speaks in its hall."""
    placed = screens.everything(connection)
    own = placed.get(device)
    if own is None or not own.sound:
        return False
    there = (placed[other.id] for other in others if other.id in placed)
    return not any(place.sound and place.hall == own.hall for place in there)
