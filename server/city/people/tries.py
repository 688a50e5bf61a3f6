"""Limits password tries, for one name and from one address. All processes count together.

Nobody can lock another person out: a browser in which this name has signed in before is counted separately.
"""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Final

from server.city.database import Transaction
from server.core.guessing import FORGET_MS, FROM_AN_ADDRESS, PASSWORDS, Patience, WrongTries
from server.http.addresses import home

_NAME: Final = "name"
_ADDRESS: Final = "address"
_PATIENCE: Final[Mapping[str, Patience]] = {
    _NAME: PASSWORDS,
    _ADDRESS: FROM_AN_ADDRESS,
}


class Tries:
    """The tries of one sign-in, counted before anybody knows how it ends; `key` makes what was typed unreadable."""

    braked = False
    """Whether this try was the last one before a wait."""

    def __init__(self, key: bytes, username: str, browser: str | None, address: str) -> None:
        self._keys = {
            _NAME: _hashed(key, _NAME, username, browser or ""),
            _ADDRESS: _hashed(key, _ADDRESS, home(address)),
        }

    def take(self, transaction: Transaction, now: int) -> int:
        """Count this try: 0, or the milliseconds until the next one is allowed, and nothing is counted."""
        transaction.execute("DELETE FROM sign_in_try WHERE last < %s", (now - FORGET_MS,))
        made = {what: _locked(transaction, key).at(now) for what, key in sorted(self._keys.items())}
        if left := max(each.left(now) for each in made.values()):
            return left
        for what, key in self._keys.items():
            tried = _PATIENCE[what].taken(made[what], now)
            self.braked = self.braked or tried.left(now) > 0
            _keep(transaction, key, tried)
        return 0

    def clear(self, transaction: Transaction) -> None:
        """The password was right: its name starts again at zero, and its address has one wrong try less."""
        made = _locked(transaction, self._keys[_ADDRESS])
        _keep(transaction, self._keys[_ADDRESS], WrongTries(max(0, made.wrong - 1), 0, made.last))
        transaction.execute("DELETE FROM sign_in_try WHERE key = %s", (self._keys[_NAME],))


def _hashed(key: bytes, *what: str) -> bytes:
    return hmac.digest(key, "\n".join(what).encode(), hashlib.sha256)


def _locked(transaction: Transaction, key: bytes) -> WrongTries:
    """What was tried with this key; nobody else counts it until the transaction ends."""
    row = transaction.execute(
        "INSERT INTO sign_in_try (key) VALUES (%s) ON CONFLICT (key) DO UPDATE SET key = excluded.key"
        " RETURNING wrong, until, last",
        (key,),
    ).fetchone()
    assert row is not None
    return WrongTries(*row)


def _keep(transaction: Transaction, key: bytes, made: WrongTries) -> None:
    transaction.execute(
        "UPDATE sign_in_try SET wrong = %s, until = %s, last = %s WHERE key = %s",
        (made.wrong, made.until, made.last, key),
    )
