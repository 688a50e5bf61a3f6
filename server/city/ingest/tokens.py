"""What lets a centre in: tokens, of which it may hold two at once, and one-time codes that are given for one. Only hashes are kept."""

import hashlib
import secrets
from typing import Final
from uuid import UUID

from server.city.database import Transaction
from server.core.units import SECOND_MS

MOST_TOKENS: Final = 2
CODE_LIFE_S: Final = 3 * 24 * 3600
_TOKEN_BYTES: Final = 32
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_CODE: Final = 10
_GROUPS: Final = ((0, 4), (4, 8), (8, 10))

_CENTRE_OF = (
    "SELECT centre.code FROM centre_token JOIN centre ON centre.code = centre_token.centre"
    " WHERE hash = %s AND revoked_at IS NULL AND retired_at IS NULL"
)
_TOO_MANY = (
    "UPDATE centre_token SET revoked_at = now() WHERE hash IN (SELECT hash FROM centre_token"
    " WHERE centre = %s AND revoked_at IS NULL ORDER BY made_at DESC, ctid DESC OFFSET %s)"
)
_USE_CODE = (
    "UPDATE centre_code SET used_at = now() FROM centre WHERE centre.code = centre_code.centre AND hash = %s"
    " AND used_at IS NULL AND expires_at > to_timestamp(%s) AND retired_at IS NULL RETURNING centre.code, centre.name"
)


def hashed(secret: str) -> bytes:
    """What is kept of a token or a code: nobody guesses them, so a plain SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).digest()


def centre_of(transaction: Transaction, token: str) -> str | None:
    """The code of the centre with this token; `None` if it is unknown or revoked, or the centre is retired."""
    row = transaction.execute(_CENTRE_OF, (hashed(token),)).fetchone()
    return None if row is None else str(row[0])


def give_token(transaction: Transaction, centre: str) -> str:
    """A new token for a centre; the one before it goes on being good, any older one is not."""
    token = secrets.token_hex(_TOKEN_BYTES)
    transaction.execute("SELECT FROM centre WHERE code = %s FOR UPDATE", (centre,))
    transaction.execute(
        "INSERT INTO centre_token (hash, centre, made_at) VALUES (%s, %s, clock_timestamp())",
        (hashed(token), centre),
    )
    transaction.execute(_TOO_MANY, (centre, MOST_TOKENS))
    return token


def revoke_tokens(transaction: Transaction, centre: str) -> int:
    """Revoke all tokens and codes of a centre; returns how many tokens were valid."""
    transaction.execute(
        "UPDATE centre_code SET expires_at = '-infinity' WHERE centre = %s AND used_at IS NULL", (centre,)
    )
    found = transaction.execute(
        "UPDATE centre_token SET revoked_at = now() WHERE centre = %s AND revoked_at IS NULL", (centre,)
    )
    return found.rowcount


def give_code(transaction: Transaction, centre: str, now: int, life_s: int = CODE_LIFE_S) -> str:
    """A code like ABCD-EFGH-JK that is good once, for so long from `now` (UTC milliseconds) on."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE))
    transaction.execute(
        "INSERT INTO centre_code (hash, centre, expires_at) VALUES (%s, %s, to_timestamp(%s))",
        (hashed(code), centre, now / SECOND_MS + life_s),
    )
    return "-".join(code[begin:end] for begin, end in _GROUPS)


def use_code(transaction: Transaction, code: str, journal: UUID, now: int) -> dict[str, str] | None:
    """Give a token for a code: {centre, name, token}; `None` for a code that is unknown, used or expired."""
    bare = "".join(letter for letter in code.upper() if letter.isalnum())
    row = transaction.execute(_USE_CODE, (hashed(bare), now / SECOND_MS)).fetchone()
    if row is None:
        return None
    transaction.execute(
        "UPDATE centre SET journal = coalesce(journal, %s) WHERE code = %s", (journal, row[0])
    )
    return {"centre": row[0], "name": row[1], "token": give_token(transaction, row[0])}
