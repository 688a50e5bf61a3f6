"""Passwords and PINs as hashes, and signing in with a password."""

import secrets
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.core.errors import Refusal
from server.core.people import Person
from server.service.context import Context
from server.store.people import hashes, people
from server.store.people.hashes import Secrets

_hasher = PasswordHasher()
_NOBODY: Final = _hasher.hash(secrets.token_urlsafe())


def hashed(secret: str) -> str:
    """What is kept of a password or a PIN. It takes a moment, on purpose."""
    return _hasher.hash(secret)


def matches(kept: str | None, said: str) -> bool:
    """Whether this is what was hashed; where nothing is kept, the same work is done for nothing."""
    try:
        return _hasher.verify(kept or _NOBODY, said) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def sign_in(context: Context, username: str, password: str) -> Person:
    """The person with this name and password. Raises `sign_in_failed`, equally slowly for either."""
    person, secrets_ = known(context, username)
    if not matches(secrets_.password_hash if secrets_ else None, password) or person is None:
        raise Refusal("sign_in_failed")
    return person


def known(context: Context, username: str) -> tuple[Person | None, Secrets | None]:
    """The person with this user name, and what they sign in with."""
    with context.store.read() as connection:
        return people.find(connection, username), hashes.of_person(connection, username)
