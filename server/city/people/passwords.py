"""How passwords are kept and checked at the city: as Argon2 hashes."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.core.person_rules import one_form

hasher = PasswordHasher()


def hashed(said: str) -> str:
    """What is kept of a password. It takes a moment, on purpose."""
    return hasher.hash(one_form(said))


def matches(kept: str | None, said: str) -> bool:
    """Whether this password matches the hash; without a hash the same work is done, so that the time tells nothing."""
    try:
        return hasher.verify(kept or _nobodys(), one_form(said)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return hasher.hash(secrets.token_urlsafe())
