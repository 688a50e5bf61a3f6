"""Signing in with a password."""

from dataclasses import dataclass

from server.core.people import Person
from server.core.refusal import Refusal
from server.service.context import Context
from server.store.people import hashes, people
from server.store.people.hashes import Secrets


@dataclass(frozen=True, slots=True)
class Proven:
    """Somebody who has just shown who they are, and the secrets that this was compared with."""

    person: Person
    secrets: Secrets | None


def sign_in(context: Context, username: str, password: str) -> Person:
    """The person with this name and password. Raises `sign_in_failed`, equally slowly for either; `account_off`."""
    return by_password(context, username, password).person


def by_password(context: Context, username: str, password: str) -> Proven:
    """The same, ready for a session to begin."""
    person, secrets = known(context, username)
    kept = secrets.password_hash if secrets else None
    if not context.passwords.matches(kept, password) or person is None:
        raise Refusal("sign_in_failed")
    if not person.active:
        raise Refusal("account_off")
    return Proven(person, secrets)


def meant(context: Context, typed: str) -> str:
    """The user name that these letters mean, however they are spelled: tries are counted by it. Also for a name that nobody has."""
    person, _ = known(context, typed)
    return typed.strip().casefold() if person is None else person.username


def known(context: Context, username: str) -> tuple[Person | None, Secrets | None]:
    """The person with this user name and their secrets. Upper and lower case are the same, because phones begin with a capital."""
    with context.store.read() as connection:
        person = people.find(connection, username) or people.find(connection, username.strip().casefold())
        return person, None if person is None else hashes.of_person(connection, person.username)
