"""Sessions: kept here and not only in the browser, so that each ends when it must, even if somebody still holds its cookie."""

from dataclasses import dataclass

from server.core.events import SessionBegun, SessionEnded
from server.core.people import Person
from server.core.refusal import Refusal
from server.core.roles import actor_of
from server.core.sessions import Session
from server.service.context import Context
from server.service.people.sign_in import Proven
from server.store import Transaction
from server.store.people import hashes, people
from server.store.people import sessions as stored


@dataclass(frozen=True, slots=True)
class SessionNow:
    """A session that has not ended, and its person as they are now."""

    session: Session
    person: Person


def begin(
    context: Context, proven: Proven, device: int | None = None, instead_of: int | None = None
) -> SessionNow:
    """Begin a session; the session `instead_of` ends. Raises `sign_in_failed`, or a storage error.

    A person who was removed or switched off, or whose password or PIN changed during the sign-in, is refused.
    """
    username = proven.person.username

    def record(transaction: Transaction) -> SessionNow:
        person = people.find(transaction.connection, username)
        if (
            person is None
            or not person.active
            or hashes.of_person(transaction.connection, username) != proven.secrets
        ):
            raise Refusal("sign_in_failed")
        actor = actor_of(person.role, username)
        _end(transaction, instead_of, actor)
        begun = SessionBegun(transaction.seq + 1, username, device)
        transaction.record(begun, actor)
        session = stored.find(transaction.connection, begun.session)
        assert session is not None
        return SessionNow(session, person)

    return context.store.write(record)


def end(context: Context, session: int, actor: str) -> None:
    """Somebody signed out: this session opens nothing any more. Raises a storage error."""
    context.store.write(lambda tr: _end(tr, session, actor))


def find(context: Context, session: int, begun_at: int) -> SessionNow | None:
    """The session with this id that began then, unless it is over.

    Both are compared: in a centre that was set back to a copy of its data an id may come a second time.
    """
    with context.store.read() as connection:
        found = stored.find(connection, session)
        person = None if found is None else people.find(connection, found.username)
    if found is None or person is None or found.begun_at != begun_at:
        return None
    return SessionNow(found, person) if holds(found, person, context.clock()) else None


def holds(session: Session, person: Person, now: int) -> bool:
    """Whether a session of this person opens anything at `now` (UTC milliseconds)."""
    return person.active and person.since < session.id and now < session.until


def _end(transaction: Transaction, session: int | None, actor: str) -> None:
    if session is not None and stored.find(transaction.connection, session) is not None:
        transaction.record(SessionEnded(session), actor)
