"""People and devices: adding them, checking who somebody is, taking a device's token back."""

import hashlib
import re
import secrets
from dataclasses import dataclass, replace
from typing import Any, Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.core.errors import Refusal, Words
from server.core.events import DeviceEnrolled, DeviceRevoked
from server.service.context import Context
from server.store import Transaction
from server.store.people import accounts
from server.store.people.accounts import Bearer, Device, Person

__all__ = ["Bearer", "Device", "Person"]

DEVICE_KINDS: Final = ("kiosk", "display", "helper", "counter")
ROLES: Final = ("officer", "admin")
SHORTEST_PASSWORD: Final = 8
LONGEST_NAME: Final = 60
LONGEST_TITLE: Final = 80
PIN: Final = re.compile(r"[0-9]{4,8}")
USERNAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")
_hasher = PasswordHasher()
_NOBODY: Final = _hasher.hash(secrets.token_urlsafe())

_USERNAME_RULE: Final = Words(
    "tên đăng nhập: từ 1 đến 32 ký tự a–z viết thường không dấu, chữ số và . _ -, bắt đầu bằng chữ cái hoặc chữ số",
    "user name: 1 to 32 lower-case letters a–z, digits and . _ -, beginning with a letter or a digit",
)
_NAME_RULE: Final = Words("họ tên: từ 1 đến 60 chữ", "name: 1 to 60 letters")
_TITLE_RULE: Final = Words("chức danh: nhiều nhất 80 chữ", "title: at most 80 letters")
_ROLE_RULE: Final = Words("vai trò: officer hoặc admin", "role: officer or admin")
_PASSWORD_RULE: Final = Words("mật khẩu: ít nhất 8 ký tự", "password: at least 8 characters")
_PIN_RULE: Final = Words("mã PIN: từ 4 đến 8 chữ số", "PIN: 4 to 8 digits")
_NO_PIN: Final = Words(
    "mã PIN: chỉ công chức (officer) có, người quản lý thì không",
    "PIN: only an officer has one, a manager has none",
)


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
    """What to change of somebody; what is None stays. An empty PIN or title and counter 0 mean: none any more."""

    name: str | None = None
    role: str | None = None
    password: str | None = None
    pin: str | None = None
    counter: int | None = None
    title: str | None = None


def add_person(context: Context, new: NewPerson) -> None:
    """Add somebody who signs in. Raises `bad_request`, also for a user name that is taken, and `unknown_counter`."""
    if not USERNAME.fullmatch(new.username):
        raise Refusal("bad_request", reason=_USERNAME_RULE)
    _check(context, new)
    nobody = Person(new.username, "", "", None, "", None, None)
    person = _with_pin_of_role(replace(nobody, **_columns(new)), new.pin)

    def add(transaction: Transaction) -> None:
        known = {each.username.casefold() for each in accounts.people(transaction.connection)}
        if new.username in known:
            raise Refusal("bad_request", reason=_taken(new.username))
        accounts.save_person(transaction.connection, person)

    context.store.write(add)


def change_person(context: Context, username: str, changes: Changes) -> None:
    """Change of somebody what is given. Whoever becomes a manager has no PIN any more.

    Raises `unknown_officer`, `bad_request`, `unknown_counter`.
    """
    _check(context, replace(changes, pin=changes.pin or None))
    columns = _columns(changes)

    def change(transaction: Transaction) -> None:
        person = _known(transaction, username)
        accounts.save_person(
            transaction.connection, _with_pin_of_role(replace(person, **columns), changes.pin)
        )

    context.store.write(change)


def remove_person(context: Context, username: str) -> None:
    """Remove somebody. Their tokens and sessions open nothing any more; the journal keeps their user name.

    Raises `unknown_officer`.
    """

    def remove(transaction: Transaction) -> None:
        _known(transaction, username)
        transaction.connection.execute("DELETE FROM tokens WHERE username = ?", (username,))
        transaction.connection.execute("DELETE FROM people WHERE username = ?", (username,))

    context.store.write(remove)


def _known(transaction: Transaction, username: str) -> Person:
    person = accounts.find_person(transaction.connection, username)
    if person is None:
        raise Refusal("unknown_officer", officer=username)
    return person


def _taken(username: str) -> Words:
    return Words(f"tên đăng nhập: đã có “{username}”", f"user name: “{username}” is there already")


def _check(context: Context, said: NewPerson | Changes) -> None:
    """Raise `bad_request` with the rule that something breaks, `unknown_counter`; what is None breaks none."""
    rules = (
        (said.name is None or 0 < len(said.name.strip()) <= LONGEST_NAME, _NAME_RULE),
        (said.title is None or len(said.title.strip()) <= LONGEST_TITLE, _TITLE_RULE),
        (said.role is None or said.role in ROLES, _ROLE_RULE),
        (said.password is None or len(said.password) >= SHORTEST_PASSWORD, _PASSWORD_RULE),
        (said.pin is None or PIN.fullmatch(said.pin) is not None, _PIN_RULE),
    )
    for kept, rule in rules:
        if not kept:
            raise Refusal("bad_request", reason=rule)
    if said.counter and said.counter not in context.centre.layout.counters:
        raise Refusal("unknown_counter", counter=said.counter)


def _columns(said: NewPerson | Changes) -> dict[str, Any]:
    """What is stored of it: the password and the PIN as hashes, nothing of what is None."""
    columns = {
        "name": said.name and said.name.strip(),
        "role": said.role,
        "title": said.title and said.title.strip(),
        "counter": said.counter,
        "password_hash": said.password and _hasher.hash(said.password),
        "pin_hash": said.pin and _hasher.hash(said.pin),
    }
    return {column: value or None for column, value in columns.items() if value is not None}


def _with_pin_of_role(person: Person, pin: str | None) -> Person:
    """The person, without a PIN that their role does not have. Raises `bad_request` when one is given all the same."""
    if person.role == "officer":
        return person
    if pin:
        raise Refusal("bad_request", reason=_NO_PIN)
    return replace(person, pin_hash=None)


def sign_in(context: Context, username: str, password: str) -> Person:
    """The person with this name and password. Raises `sign_in_failed`, equally slowly for either."""
    person = find_person(context, username)
    if not _matches(person.password_hash if person else None, password) or person is None:
        raise Refusal("sign_in_failed")
    return person


def check_pin(context: Context, username: str, pin: str) -> Person:
    """The officer with this name and PIN. Raises `pin_failed`, equally slowly for either.

    How often somebody may try is for `server.service.people.pins` to say. A manager has no PIN: four digits do
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
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise Refusal("bad_request", reason=_NAME_RULE)
    token = secrets.token_urlsafe(32)
    return context.store.write(lambda tr: enrol(tr, kind, name.strip(), token, actor, lasts_s)), token


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
