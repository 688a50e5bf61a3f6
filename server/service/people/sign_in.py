"""Signing in with a password."""

from server.core.people import Person
from server.core.refusal import Refusal
from server.service.context import Context
from server.store.people import hashes, people
from server.store.people.hashes import Secrets


def sign_in(context: Context, username: str, password: str) -> Person:
    """The person with this name and password. Raises `sign_in_failed`, equally slowly for either."""
    person, secrets = known(context, username)
    kept = secrets.password_hash if secrets else None
    if not context.passwords.matches(kept, password) or person is None:
        raise Refusal("sign_in_failed")
    return person


def known(context: Context, username: str) -> tuple[Person | None, Secrets | None]:
    """The person with this user name, and what they sign in with. Keyboards on phones begin with a capital: it is no other name."""
    with context.store.read() as connection:
        person = people.find(connection, username) or people.find(connection, username.strip().casefold())
        return person, None if person is None else hashes.of_person(connection, person.username)
