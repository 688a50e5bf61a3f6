"""Tokens of people, machines and programs: issued, revoked, and whose one is."""

import hashlib
import secrets

from server.core.events import TokenIssued, TokenRevoked
from server.core.refusal import Refusal
from server.service.context import Context
from server.store import Transaction
from server.store.people import hashes, people, tokens
from server.store.people.tokens import Bearer

__all__ = ["Bearer"]


def new_token() -> str:
    """A token that nobody can guess: 256 random bits."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> bytes:
    """What is stored of a token: tokens are 256 random bits, so a plain SHA-256 is enough."""
    return hashlib.sha256(token.encode()).digest()


def token_for(context: Context, username: str, actor: str, lasts_s: int | None = None) -> str:
    """A bearer token for a person's scripts; shown once. `lasts_s` is its life in seconds.

    Raises `unknown_officer`.
    """
    token = new_token()

    def add(transaction: Transaction) -> None:
        if people.find(transaction.connection, username) is None:
            raise Refusal("unknown_officer", officer=username)
        issue(transaction, token, actor, username=username, lasts_s=lasts_s)

    context.store.write(add)
    return token


def issue(  # noqa: PLR0913 - whose it is, and who answers for it
    transaction: Transaction,
    token: str,
    actor: str,
    *,
    device: int | None = None,
    username: str | None = None,
    lasts_s: int | None = None,
) -> int:
    """Give `token` to a device or person, inside a transaction; returns its id."""
    expires_at = None if lasts_s is None else transaction.now + lasts_s * 1000
    return record(transaction, token, TokenIssued(transaction.seq + 1, device, username, expires_at), actor)


def record(transaction: Transaction, token: str, issued: TokenIssued, actor: str) -> int:
    """Note that `token` was issued, and keep its hash; returns its id."""
    transaction.record(issued, actor)
    hashes.add_token(transaction.connection, digest(token), issued.token)
    return issued.token


def revoke_all(
    transaction: Transaction, actor: str, *, device: int | None = None, username: str | None = None
) -> None:
    """Revoke all tokens of a device or person, inside a transaction.

    The hash of a device's token is kept, so that the machine can show that its token was revoked.
    """
    for token in tokens.in_use(transaction.connection, device=device, username=username):
        transaction.record(TokenRevoked(token), actor)
        if username is not None:
            hashes.forget_token(transaction.connection, token)


def bearer(context: Context, token: str) -> Bearer:
    """The bearer of the token. Raises `not_signed_in`, or `token_expired` if it is no longer valid."""
    found = context.bearers(digest(token))
    if found is None:
        raise Refusal("not_signed_in")
    device_revoked = found.device is not None and found.device.revoked_at is not None
    switched_off = found.person is not None and not found.person.active
    if device_revoked or switched_off or not found.token.holds(context.clock()):
        raise Refusal("token_expired")
    return found
