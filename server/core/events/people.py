"""Who may do what: people, machines, their passwords, PINs and tokens. No secret is ever in an event.

`found` marks what was there when the centre's data came from a version that did not journal it. `takes_back` is the
`seq` of the change that an event takes back, if it does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class PersonAdded(Event):
    """Somebody may sign in. `usual_counter` is where they usually work, `title` what screens may call them."""

    username: str
    name: str
    role: str
    usual_counter: int | None = None
    title: str | None = None
    found: bool = False


@dataclass(frozen=True, slots=True)
class PersonChanged(Event):
    """The facts in `changed` of a person are new: their name, role, usual_counter, title, or whether they are `active`.

    A person who is not active cannot sign in.
    """

    username: str
    changed: Mapping[str, Any]
    takes_back: int | None = None


@dataclass(frozen=True, slots=True)
class PersonRemoved(Event):
    """Somebody may not sign in any more."""

    username: str
    takes_back: int | None = None


@dataclass(frozen=True, slots=True)
class PasswordSet(Event):
    """Somebody has a new password. The password itself is in no event. Of their sessions only `kept_session` goes on."""

    username: str
    kept_session: int | None = None


@dataclass(frozen=True, slots=True)
class PinSet(Event):
    """Somebody has a PIN, or a new one. The PIN itself is in no event.

    Of their sessions that began with a PIN only `kept_session` goes on.
    """

    username: str
    found: bool = False
    kept_session: int | None = None


@dataclass(frozen=True, slots=True)
class PinRemoved(Event):
    """Somebody has no PIN any more. Of their sessions that began with one only `kept_session` goes on."""

    username: str
    kept_session: int | None = None


@dataclass(frozen=True, slots=True)
class SessionBegun(Event):
    """Somebody signed in with their password, or with their PIN at the counter machine `device`.

    The session's id is the `seq` of this.
    """

    session: int
    username: str
    device: int | None = None


@dataclass(frozen=True, slots=True)
class SessionEnded(Event):
    """Somebody signed out, or somebody else signed in, in the browser that held this session."""

    session: int


@dataclass(frozen=True, slots=True)
class SignInLockedOut(Event):
    """Too many wrong tries. What is locked, `way` says.

    `pin`: the name; `pin_machine`: the counter machine, for PINs; `password`: the machine; `password_name`: the name,
    for browsers that it never signed in with. `username` is the name that was tried last, empty when nobody here
    has it; `seconds` is for how long.
    """

    username: str
    way: str
    seconds: int


@dataclass(frozen=True, slots=True)
class SignInReleased(Event):
    """A manager let PINs be tried again at the counter machine `device`, before its wait was over."""

    device: int


@dataclass(frozen=True, slots=True)
class TokenIssued(Event):
    """A token was made for a device, a person or a program. Its id is the `seq` of this; the token itself is in no event.

    It holds until `expires_at` (UTC milliseconds), or until it is revoked. A program is called `name` and may do what
    people of `role` may; devices and people have neither here.
    """

    token: int
    device: int | None = None
    username: str | None = None
    expires_at: int | None = None
    found: bool = False
    name: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class TokenRevoked(Event):
    """A token opens nothing any more."""

    token: int
    found: bool = False
    takes_back: int | None = None


@dataclass(frozen=True, slots=True)
class DeviceEnrolled(Event):
    """A kiosk, screen or other machine got its token. `at_counter` is where a counter machine stands, `hall` where a kiosk or tablet does."""

    device: int
    kind: str
    name: str
    at_counter: int | None = None
    hall: str | None = None


@dataclass(frozen=True, slots=True)
class DeviceChanged(Event):
    """Of a machine, `changed` is different from now on: its name, at_counter or hall."""

    device: int
    changed: Mapping[str, Any]
    takes_back: int | None = None


@dataclass(frozen=True, slots=True)
class DeviceRevoked(Event):
    """A machine's token was taken back."""

    device: int
    takes_back: int | None = None
