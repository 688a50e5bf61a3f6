"""People, machines and their tokens: what each is now, and what an event makes of it. Secrets are kept elsewhere."""

from dataclasses import dataclass, replace
from typing import Final

from server.core.events import (
    DeviceEnrolled,
    DeviceRevoked,
    Entry,
    PersonAdded,
    PersonChanged,
    PersonRemoved,
    PinRemoved,
    PinSet,
    TokenIssued,
    TokenRevoked,
)

ROLES: Final = ("officer", "admin")
MANAGER: Final = "admin"
"""The role that manages the centre: there is always somebody who has it."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in. `role` is one of `ROLES`; `counter` is their usual counter.

    `title` is what they are, as screens may show it: "Công chức Tư pháp – Hộ tịch". `pin` says whether they have
    one. Sessions that began before the entry `since` are over.
    """

    username: str
    name: str
    role: str
    counter: int | None = None
    title: str | None = None
    pin: bool = False
    since: int = 0


@dataclass(frozen=True, slots=True)
class Device:
    """A machine with a token. `kind` is `kiosk`, `display`, `helper` or `counter`; times are UTC milliseconds."""

    id: int
    kind: str
    name: str
    enrolled_at: int
    revoked_at: int | None


@dataclass(frozen=True, slots=True)
class Token:
    """A device's, a person's or a program's token; its id is the `seq` of its issue. Times are UTC milliseconds.

    A program has a `name` and a `role`, and is neither a device nor a person.
    """

    id: int
    device: int | None
    username: str | None
    issued_at: int
    expires_at: int | None
    revoked_at: int | None = None
    name: str | None = None
    role: str | None = None

    def holds(self, now: int) -> bool:
        """Whether it still opens something at `now` (UTC milliseconds)."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > now)


def evolve_person(person: Person | None, entry: Entry) -> Person | None:
    """Somebody after `entry`; nobody once they are removed. Raises `ValueError` for a step that cannot be."""
    event = entry.event
    if isinstance(event, PersonAdded):
        if person is not None:
            raise ValueError(f"person {event.username} added twice")
        return Person(
            event.username, event.name, event.role, event.usual_counter, event.title, since=entry.seq
        )
    if person is None:
        raise ValueError(f"{event.type} of unknown person")
    match event:
        case PersonChanged():
            return _changed(person, event, entry.seq)
        case PinSet():
            return replace(person, pin=True)
        case PinRemoved():
            return replace(person, pin=False)
        case PersonRemoved():
            return None
    return person


def _changed(person: Person, event: PersonChanged, seq: int) -> Person:
    """Whoever loses rights signs in again."""
    changed = {"counter" if name == "usual_counter" else name: value for name, value in event.changed.items()}
    since = seq if changed.get("role", MANAGER) not in (MANAGER, person.role) else person.since
    return replace(person, **changed, since=since)


def evolve_device(device: Device | None, entry: Entry) -> Device:
    """A machine after `entry`. Raises `ValueError` for a step that cannot be."""
    event = entry.event
    if isinstance(event, DeviceEnrolled):
        if device is not None:
            raise ValueError(f"device {event.device} enrolled twice")
        return Device(event.device, event.kind, event.name, entry.at, None)
    if device is None:
        raise ValueError(f"{event.type} of unknown device")
    return replace(device, revoked_at=entry.at) if isinstance(event, DeviceRevoked) else device


def evolve_token(token: Token | None, entry: Entry) -> Token:
    """A token after `entry`. Raises `ValueError` for a step that cannot be."""
    event = entry.event
    if isinstance(event, TokenIssued):
        return Token(
            event.token,
            event.device,
            event.username,
            entry.at,
            event.expires_at,
            name=event.name,
            role=event.role,
        )
    if token is None:
        raise ValueError(f"{event.type} of unknown token")
    return replace(token, revoked_at=entry.at) if isinstance(event, TokenRevoked) else token
