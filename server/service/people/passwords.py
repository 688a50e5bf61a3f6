"""How passwords and PINs are kept and checked: as Argon2 hashes."""

import secrets
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.core.person_rules import one_form


class Passwords:
    """Hashes what people say, and compares; `hasher` says how much work that is."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    def hashed(self, said: str) -> str:
        """What is kept of a password or a PIN. It takes a moment, on purpose."""
        return self._hasher.hash(one_form(said))

    def matches(self, kept: str | None, said: str) -> bool:
        """Whether this is what was hashed; where nothing is kept, the same work is done for nothing."""
        try:
            return self._hasher.verify(kept or self._nobodys, one_form(said)) and kept is not None
        except (VerificationError, InvalidHashError):
            return False

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash(secrets.token_urlsafe())
