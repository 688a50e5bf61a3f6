"""People, machines and their tokens: what each is now, and what an event makes of it. Secrets are kept elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from server.core.events import (
    DeviceChanged,
    DeviceEnrolled,
    DeviceRevoked,
    Entry,
    PasswordSet,
    PersonAdded,
    PersonChanged,
    PersonRemoved,
    PinRemoved,
    PinSet,
    TokenIssued,
    TokenRevoked,
)
from server.core.roles import ADMINISTRATOR, may


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in. `role` is one of `server.core.roles.ROLES`; `counter` is their usual counter.

    `title` is what they are, as screens may show it: "Công chức Tư pháp – Hộ tịch". `pin` says whether they have
    one. Sessions that began before the entry `since` are over. A person who is not `active` cannot sign in; their name
    stays. `version` is the latest entry that changed anything of them, their password and PIN included.
    """

    username: str
    name: str
    role: str
    counter: int | None = None
    title: str | None = None
    pin: bool = False
    since: int = 0
    active: bool = True
    version: int = 0

    @property
    def works_at_counters(self) -> bool:
        """Whether their role may hold a counter."""
        return may(self.role, "counters.work")


@dataclass(frozen=True, slots=True)
class Device:
    """A machine with a token. `kind` is `kiosk`, `display`, `helper` or `counter`; times are UTC milliseconds.

    `counter` is the place of a counter machine, `hall` that of a kiosk or helper's tablet, if it is known.
    """

    id: int
    kind: str
    name: str
    enrolled_at: int
    revoked_at: int | None
    counter: int | None = None
    hall: str | None = None


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

    def ended_at(self, now: int) -> int | None:
        """When it ended, whichever way came first; `None` while it holds at `now` (UTC milliseconds)."""
        ends = [at for at in (self.revoked_at, self.expires_at) if at is not None and at <= now]
        return min(ends, default=None)


def evolve_person(person: Person | None, entry: Entry) -> Person | None:
    """Somebody after `entry`; nobody once they are removed. Raises `ValueError` for a step that cannot be."""
    event = entry.event
    if isinstance(event, PersonAdded):
        if person is not None:
            raise ValueError(f"person {event.username} added twice")
        return Person(
            event.username,
            event.name,
            event.role,
            event.usual_counter,
            event.title,
            since=entry.seq,
            version=entry.seq,
        )
    if person is None:
        raise ValueError(f"{event.type} of unknown person")
    match event:
        case PersonChanged():
            return _changed(person, event, entry.seq)
        case PasswordSet() | PinSet() | PinRemoved():
            pin = person.pin if isinstance(event, PasswordSet) else isinstance(event, PinSet)
            return replace(person, pin=pin, version=entry.seq)
        case PersonRemoved():
            return None
    return person


def _changed(person: Person, event: PersonChanged, seq: int) -> Person:
    """The person after the change. If they lose rights or are switched off, their earlier sessions end."""
    changed = _own_names(event.changed, "usual_counter")
    other_rights = changed.get("role", ADMINISTRATOR) not in (ADMINISTRATOR, person.role)
    ends = other_rights or changed.get("active") is False
    return replace(person, **changed, since=seq if ends else person.since, version=seq)


def evolve_device(device: Device | None, entry: Entry) -> Device:
    """A machine after `entry`. Raises `ValueError` for a step that cannot be."""
    event = entry.event
    if isinstance(event, DeviceEnrolled):
        if device is not None:
            raise ValueError(f"device {event.device} enrolled twice")
        return Device(event.device, event.kind, event.name, entry.at, None, event.at_counter, event.hall)
    if device is None:
        raise ValueError(f"{event.type} of unknown device")
    match event:
        case DeviceChanged():
            return replace(device, **_own_names(event.changed, "at_counter"))
        case DeviceRevoked():
            return replace(device, revoked_at=entry.at)
    return device


def _own_names(changed: Mapping[str, Any], counter: str) -> dict[str, Any]:
    """What an event changed, named as here: `counter` is what the event calls the counter."""
    return {"counter" if name == counter else name: value for name, value in changed.items()}


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
