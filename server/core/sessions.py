"""Sessions: who is signed in where, since when, and what ends it."""

from dataclasses import dataclass
from typing import Final

from server.core.events import (
    DeviceRevoked,
    Entry,
    PasswordSet,
    PersonChanged,
    PersonRemoved,
    PinRemoved,
    PinSet,
    SessionBegun,
    SessionEnded,
    TokenRevoked,
)
from server.core.units import SECOND_MS

LASTS_MS: Final = 7 * 24 * 3600 * SECOND_MS
"""However often its browser comes, so long after it began a session is over."""

MAY_END_ACCESS: Final = (
    DeviceRevoked,
    PasswordSet,
    PersonChanged,
    PersonRemoved,
    PinRemoved,
    PinSet,
    SessionEnded,
    TokenRevoked,
)
"""After these events a session or token may have no access any more, or less than before."""


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in person in one browser. Its id is the `seq` of its beginning; `begun_at` is UTC milliseconds.

    `device` is the counter machine where they entered their PIN; `None` if they signed in with a password.
    """

    id: int
    username: str
    begun_at: int
    device: int | None

    @property
    def until(self) -> int:
        """When it is over at the latest, UTC milliseconds."""
        return self.begun_at + LASTS_MS


def begun(entry: Entry) -> Session | None:
    """The session that begins with `entry`, if one does."""
    event = entry.event
    if not isinstance(event, SessionBegun):
        return None
    return Session(event.session, event.username, entry.at, event.device)


def ended_by(session: Session, entry: Entry) -> bool:  # noqa: PLR0911 - one line for each kind of event
    """Whether `entry` ends `session`. That its person may less than before ends it too (`Person.since`)."""
    event = entry.event
    match event:
        case SessionEnded():
            return session.id == event.session
        case DeviceRevoked():
            return session.device == event.device
        case PersonRemoved():
            return session.username == event.username
        case PasswordSet():
            return session.username == event.username and session.id != event.kept_session
        case PinSet() | PinRemoved():
            by_pin = session.username == event.username and session.device is not None
            return by_pin and session.id != event.kept_session
        case SessionBegun():
            return session.username == event.username and session.until <= entry.at
    return False
