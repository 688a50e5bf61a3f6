"""People who sign in: adding, changing and removing them. Each is an event; what they sign in with is in none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from server.core.events import (
    Event,
    PasswordSet,
    PersonAdded,
    PersonChanged,
    PersonRemoved,
    PinRemoved,
    PinSet,
)
from server.core.people import Person
from server.core.refusal import Refusal
from server.core.roles import ADMINISTRATOR, WITH_PIN
from server.service.context import Context
from server.service.first_answers import answered
from server.service.people import guard, tokens
from server.service.people.guard import By
from server.service.people.rules import NO_PIN, PersonSaid, check
from server.service.people.views import person_view
from server.service.undoing import ORDINARY, Undoing
from server.service.views import View
from server.store import Transaction
from server.store.idempotency import Once
from server.store.people import hashes
from server.store.people import people as stored
from server.store.people.hashes import Secrets


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to add; the password and the PIN (4 to 8 digits, officers alone) are hashed and forgotten.

    `title` is at most 80 letters long.
    """

    username: str
    name: str
    role: str
    password: str
    pin: str | None = None
    counter: int | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes of a person; a fact that is `None` stays. An empty PIN or title, and counter 0, remove it."""

    name: str | None = None
    role: str | None = None
    password: str | None = None
    pin: str | None = None
    counter: int | None = None
    title: str | None = None
    active: bool | None = None


def add_person(
    context: Context, new: NewPerson, actor: str, once: Once | None = None, *, by: By = None
) -> View:
    """Add somebody who signs in; `by` says who does it (`guard.By`).

    Raises `bad_request`, `username_taken`, `unknown_counter`, `not_allowed`, `administrators_only`.
    """
    adding = adding_of(context, new, actor)

    def add(transaction: Transaction) -> Person:
        guard.may_touch(transaction, by, new.role)
        return adding(transaction)

    return answered(context, once, add, person_view)[0]


def adding_of(context: Context, new: NewPerson, actor: str) -> Callable[[Transaction], Person]:
    """What adds them inside a transaction, once nothing that was said of them breaks a rule.

    Raises `bad_request`, `unknown_counter`; what it returns raises `username_taken`.
    """
    check(
        context, PersonSaid(new.name, new.role, new.title, new.counter, new.password, new.pin, new.username)
    )
    if new.pin and new.role not in WITH_PIN:
        raise Refusal("bad_request", reason=NO_PIN)
    secrets = Secrets(
        context.passwords.hashed(new.password), context.passwords.hashed(new.pin) if new.pin else None
    )
    title = (new.title or "").strip() or None
    added = PersonAdded(new.username, new.name.strip(), new.role, new.counter or None, title)

    def add(transaction: Transaction) -> Person:
        if new.username in {each.casefold() for each in stored.everything(transaction.connection)}:
            raise Refusal("username_taken", username=new.username)
        transaction.record(added, actor)
        transaction.record(PasswordSet(new.username), actor)
        if secrets.pin_hash:
            transaction.record(PinSet(new.username), actor)
        hashes.save(transaction.connection, new.username, secrets)
        return _require_person(transaction, new.username)

    return add


def change_person(  # noqa: PLR0913 - what, of whom, by whom, and what they had seen
    context: Context,
    username: str,
    changes: Changes,
    actor: str,
    session: int | None = None,
    *,
    by: By = None,
    seen: int | None = None,
    undoing: Undoing = ORDINARY,
) -> Person:
    """Change the given facts of a person; returns the person. A person who is no longer an officer loses their PIN.

    A person who loses rights or is switched off must sign in again, and their tokens end. The same holds for a person who
    gets a new password or PIN, except for the `session` in which they changed it themselves. `by` says
    who does it (`guard.By`); `seen` is the version of the person that they saw.
    Raises `unknown_officer`, `bad_request`, `unknown_counter`, `last_manager`, `person_at_counter`, `person_moved`,
    `not_allowed`, `administrators_only`.
    """
    password, pin = _hashed(context, changes)

    def change(transaction: Transaction) -> Person:
        undoing.check(transaction)
        person = _require_person(transaction, username)
        after = _after(person, changes)
        events = list(_events(person, changes, session, undoing.seq))
        if events:  # what is so already was perhaps changed by this very wish, whose answer was lost
            guard.unmoved(person, seen)
        _check_change(context, transaction, person, after, by)
        if changes.pin and after.role not in WITH_PIN:
            raise Refusal("bad_request", reason=NO_PIN)
        for event in events:
            transaction.record(event, actor)
        if changes.password or not after.active or after.role not in (person.role, ADMINISTRATOR):
            tokens.revoke_all(transaction, actor, username=username)
        no_pin = after.role not in WITH_PIN or changes.pin == ""
        _keep(transaction, username, password, pin, no_pin=no_pin)
        return _require_person(transaction, username)

    return context.store.write(change)


def _keep(
    transaction: Transaction, username: str, password: str | None, pin: str | None, *, no_pin: bool
) -> None:
    """Keep these hashes, and those there were where there is no new one; `no_pin`: none any more."""
    before = hashes.of_person(transaction.connection, username) or Secrets("")
    kept_pin = None if no_pin else pin or before.pin_hash
    hashes.save(transaction.connection, username, Secrets(password or before.password_hash, kept_pin))


def _hashed(context: Context, changes: Changes) -> tuple[str | None, str | None]:
    """The hashes of the new password and PIN, where there is one, once nothing breaks a rule."""
    said = PersonSaid(
        changes.name, changes.role, changes.title, changes.counter, changes.password, changes.pin or None
    )
    check(context, said)
    password = context.passwords.hashed(changes.password) if changes.password else None
    return password, context.passwords.hashed(changes.pin) if changes.pin else None


def _check_change(context: Context, transaction: Transaction, person: Person, after: Person, by: By) -> None:
    guard.may_touch(transaction, by, person.role, after.role)
    if after.role != ADMINISTRATOR or not after.active:
        guard.leave_an_administrator(transaction, person)
    guard.leave_nobody_at_a_counter(context, transaction, person, after)


def remove_person(  # noqa: PLR0913 - whom, by whom, what they had seen, and what it takes back
    context: Context,
    username: str,
    actor: str,
    *,
    by: By = None,
    seen: int | None = None,
    undoing: Undoing = ORDINARY,
) -> None:
    """Remove a person. Their tokens and sessions end; the journal keeps their user name.

    A person at a counter stays until it is closed or handed over, so that no ticket in hand is left without an officer.
    Raises `unknown_officer`, `last_manager`, `person_at_counter`, `person_moved`, `not_allowed`,
    `administrators_only`.
    """

    def remove(transaction: Transaction) -> None:
        undoing.check(transaction)
        person = _require_person(transaction, username)
        guard.unmoved(person, seen)
        guard.may_touch(transaction, by, person.role)
        guard.leave_an_administrator(transaction, person)
        guard.leave_nobody_at_a_counter(context, transaction, person, None)
        tokens.revoke_all(transaction, actor, username=username)
        transaction.record(PersonRemoved(username, undoing.seq), actor)
        hashes.forget(transaction.connection, username)

    context.store.write(remove)


def find_person(context: Context, username: str) -> Person | None:
    """The person with this user name."""
    with context.store.read() as connection:
        return stored.find(connection, username)


def people(context: Context) -> list[Person]:
    """Everybody who can sign in."""
    with context.store.read() as connection:
        return stored.all_of(connection)


def _require_person(transaction: Transaction, username: str) -> Person:
    person = stored.find(transaction.connection, username)
    if person is None:
        raise Refusal("unknown_officer", officer=username)
    return person


def _events(person: Person, changes: Changes, session: int | None, takes_back: int | None) -> Iterator[Event]:
    """The events of changing these facts of a person; none if nothing changes."""
    changed = _changed(person, changes)
    if changed:
        yield PersonChanged(person.username, changed, takes_back)
    if changes.password:
        yield PasswordSet(person.username, session)
    if changes.pin:
        yield PinSet(person.username, kept_session=session)
    elif person.pin and (changes.pin == "" or _after(person, changes).role not in WITH_PIN):
        yield PinRemoved(person.username, session)


def _after(person: Person, changes: Changes) -> Person:
    """Somebody of whom this is changed; password and PIN are not among it."""
    return replace(
        person,
        name=person.name if changes.name is None else changes.name.strip(),
        role=changes.role or person.role,
        counter=person.counter if changes.counter is None else changes.counter or None,
        title=person.title if changes.title is None else changes.title.strip() or None,
        active=person.active if changes.active is None else changes.active,
    )


def _changed(person: Person, changes: Changes) -> dict[str, Any]:
    wanted = _after(person, changes)
    told = {"name": "name", "role": "role", "counter": "usual_counter", "title": "title", "active": "active"}
    return {
        name: getattr(wanted, fact)
        for fact, name in told.items()
        if getattr(wanted, fact) != getattr(person, fact)
    }
