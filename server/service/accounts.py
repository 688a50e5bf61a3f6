"""People and devices: adding them, checking who somebody is, taking a device's token back."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.core.errors import Refusal
from server.core.events import DeviceEnrolled, DeviceRevoked
from server.store import Transaction, accounts
from server.store.accounts import Bearer, Device, Person

from .context import Context

__all__ = ["Bearer", "Device", "Person"]

DEVICE_KINDS: Final = ("kiosk", "display", "helper", "counter")
ROLES: Final = ("officer", "admin")
SHORTEST_PASSWORD: Final = 8
LONGEST_TITLE: Final = 80
PIN: Final = re.compile(r"[0-9]{4,8}")
_hasher = PasswordHasher()
_NOBODY: Final = _hasher.hash(secrets.token_urlsafe())


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


def add_person(context: Context, new: NewPerson) -> None:
    """Add somebody who signs in, or replace the one with that user name. Raises `bad_request`."""
    if new.role not in ROLES:
        raise Refusal("bad_request", reason=f"role: {' | '.join(ROLES)}")
    if len(new.password) < SHORTEST_PASSWORD:
        raise Refusal("bad_request", reason=f"password: {SHORTEST_PASSWORD}+")
    if new.pin is not None and new.role != "officer":
        raise Refusal("bad_request", reason="pin: role officer")
    if new.pin is not None and not PIN.fullmatch(new.pin):
        raise Refusal("bad_request", reason="pin: 4–8 × 0–9")
    if new.title is not None and len(new.title) > LONGEST_TITLE:
        raise Refusal("bad_request", reason=f"title: ≤ {LONGEST_TITLE}")
    pin_hash = None if new.pin is None else _hasher.hash(new.pin)
    password_hash = _hasher.hash(new.password)
    person = Person(new.username, new.name, new.role, new.counter, password_hash, pin_hash, new.title or None)
    context.store.write(lambda tr: accounts.save_person(tr.connection, person))


def sign_in(context: Context, username: str, password: str) -> Person:
    """The person with this name and password. Raises `sign_in_failed`, equally slowly for either."""
    person = find_person(context, username)
    if not _matches(person.password_hash if person else None, password) or person is None:
        raise Refusal("sign_in_failed")
    return person


def check_pin(context: Context, username: str, pin: str) -> Person:
    """The officer with this name and PIN. Raises `pin_failed`, equally slowly for either.

    How often somebody may try is for `server.service.pins` to say. A manager has no PIN: four digits do
    not guard what a manager may do.
    """
    person = find_person(context, username)
    if not _matches(person.pin_hash if person else None, pin) or person is None or person.role != "officer":
        raise Refusal("pin_failed")
    return person


def _matches(kept: str | None, said: str) -> bool:
    """Whether this is what was hashed; where nothing is kept, the same work is done for nothing."""
    try:
        return _hasher.verify(kept or _NOBODY, said) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def find_person(context: Context, username: str) -> Person | None:
    """The person with this user name."""
    with context.store.read() as connection:
        return accounts.find_person(connection, username)


def people(context: Context) -> list[Person]:
    """Everybody who can sign in."""
    with context.store.read() as connection:
        return accounts.people(connection)


def enrol_device(
    context: Context, kind: str, name: str, actor: str, lasts_s: int | None = None
) -> tuple[int, str]:
    """Enrol a machine: answers its id and its token, which is shown once and never again.

    `lasts_s` is the token's life in seconds; without it, until revoked. Raises `bad_request`.
    """
    if kind not in DEVICE_KINDS:
        raise Refusal("bad_request", reason=f"kind: {' | '.join(DEVICE_KINDS)}")
    token = secrets.token_urlsafe(32)
    return context.store.write(lambda tr: enrol(tr, kind, name, token, actor, lasts_s)), token


def enrol(  # noqa: PLR0913, PLR0917 - a machine's facts, and who answers for them
    transaction: Transaction, kind: str, name: str, token: str, actor: str, lasts_s: int | None = None
) -> int:
    """Enrol a machine that holds `token`, inside a transaction; answers its id."""
    device = accounts.add_device(transaction.connection, kind, name, transaction.now)
    accounts.add_token(
        transaction.connection,
        digest(token),
        device=device,
        expires_at=None if lasts_s is None else transaction.now + lasts_s * 1000,
    )
    transaction.record(DeviceEnrolled(device, kind, name), actor)
    return device


def revoke_device(context: Context, device: int, actor: str) -> None:
    """Take a machine's token back, at once. Raises `unknown_device`."""

    def revoke(transaction: Transaction) -> None:
        found = accounts.find_device(transaction.connection, device)
        if found is None:
            raise Refusal("unknown_device")
        if found.revoked_at is None:
            accounts.revoke_device(transaction.connection, device, transaction.now)
            transaction.record(DeviceRevoked(device), actor)

    context.store.write(revoke)


def devices(context: Context) -> list[Device]:
    """Every device ever enrolled."""
    with context.store.read() as connection:
        return accounts.devices(connection)


def token_for(context: Context, username: str, lasts_s: int | None = None) -> str:
    """A bearer token for a person's scripts; shown once. `lasts_s` is its life in seconds."""
    token = secrets.token_urlsafe(32)

    def add(transaction: Transaction) -> None:
        expires_at = None if lasts_s is None else transaction.now + lasts_s * 1000
        accounts.add_token(transaction.connection, digest(token), username=username, expires_at=expires_at)

    context.store.write(add)
    return token


def bearer(context: Context, token: str) -> Bearer:
    """Whose token it is. Raises `not_signed_in`, or `token_expired` for one that holds no longer."""
    with context.store.read() as connection:
        found = accounts.find_bearer(connection, digest(token))
    if found is None:
        raise Refusal("not_signed_in")
    expired = found.expires_at is not None and found.expires_at <= context.clock()
    revoked = found.device is not None and found.device.revoked_at is not None
    if expired or revoked:
        raise Refusal("token_expired")
    return found


def digest(token: str) -> bytes:
    """What is stored of a token: tokens are 256 random bits, so a plain SHA-256 is enough."""
    return hashlib.sha256(token.encode()).digest()
