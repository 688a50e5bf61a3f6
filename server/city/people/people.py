"""The people of the city: their table, and what changes it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from psycopg.errors import UniqueViolation

from server.city.database import Transaction
from server.city.people.roles import ADMINISTRATOR, LIAISON, ROLES, may
from server.core.person_rules import (
    NAME_RULE,
    PASSWORD_RULE,
    SHORTEST_PASSWORD,
    USERNAME,
    USERNAME_RULE,
    is_name,
)
from server.core.refusal import Refusal
from server.core.texts import BothTexts

_ROLE_RULE: Final = BothTexts(
    "vai trò: administrator, liaison hoặc viewer", "role: administrator, liaison or viewer"
)
_CENTRES_RULE: Final = BothTexts(
    "liên lạc phường: chọn ít nhất một trung tâm đã có",
    "ward liaison: choose at least one centre that there is",
)
_SELECT: Final = (
    "SELECT username, name, role, active, version,"
    " ARRAY(SELECT centre FROM person_centre c WHERE c.username = p.username ORDER BY centre) FROM person p "
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in at the city. `centres` are those that a liaison sees; other roles see all."""

    username: str
    name: str
    role: str
    active: bool = True
    version: int = 1
    centres: tuple[str, ...] = ()

    def may(self, permission: str) -> bool:
        """Whether they have this permission."""
        return may(self.role, permission)

    @property
    def sees(self) -> tuple[str, ...] | None:
        """The centres that they see; `None` for all."""
        return self.centres if self.role == LIAISON else None


@dataclass(frozen=True, slots=True)
class PersonSaid:
    """What somebody says of a person."""

    name: str
    role: str
    centres: tuple[str, ...] = ()


def find(transaction: Transaction, username: str) -> Person | None:
    """The person with this user name, switched off or not."""
    row = transaction.execute(_SELECT + "WHERE username = %s", (username,)).fetchone()
    return None if row is None else _person(row)


def everybody(transaction: Transaction) -> list[Person]:
    """All people by user name, those switched off last."""
    return [_person(row) for row in transaction.execute(_SELECT + "ORDER BY NOT active, username")]


def add(transaction: Transaction, username: str, said: PersonSaid, password_hash: str) -> Person:
    """A new person. Raises `bad_request`, `city_person_there`."""
    if USERNAME.fullmatch(username) is None:
        raise Refusal("bad_request", reason=USERNAME_RULE)
    _check(transaction, said)
    try:
        transaction.execute(
            "INSERT INTO person (username, name, role, password_hash) VALUES (%s, %s, %s, %s)",
            (username, said.name.strip(), said.role, password_hash),
        )
    except UniqueViolation as error:
        raise Refusal("city_person_there", username=username) from error
    _see(transaction, username, said)
    return _found(transaction, username)


def change(transaction: Transaction, username: str, said: PersonSaid, seen: int | None = None) -> Person:
    """Change a person; if the role or the centres change, their sessions end.

    `seen` is the version that the caller saw. Raises `bad_request`, `unknown_city_person`,
    `city_person_moved`, `last_city_administrator`.
    """
    before = _held(transaction, username)
    if seen is not None and seen != before.version:
        raise Refusal("city_person_moved", username=username)
    _check(transaction, said)
    transaction.execute(
        "UPDATE person SET name = %s, role = %s, version = version + 1 WHERE username = %s",
        (said.name.strip(), said.role, username),
    )
    transaction.execute("DELETE FROM person_centre WHERE username = %s", (username,))
    _see(transaction, username, said)
    after = _found(transaction, username)
    if (after.role, after.centres) != (before.role, before.centres):
        end_sessions(transaction, username)
    _leave_an_administrator(transaction)
    return after


def switch(transaction: Transaction, username: str, *, active: bool) -> Person:
    """Allow or forbid a person to sign in. Raises `unknown_city_person`, `last_city_administrator`."""
    _held(transaction, username)
    transaction.execute(
        "UPDATE person SET active = %s, version = version + 1 WHERE username = %s", (active, username)
    )
    end_sessions(transaction, username)
    _leave_an_administrator(transaction)
    return _found(transaction, username)


def set_password(
    transaction: Transaction, username: str, password_hash: str, kept: bytes | None = None
) -> None:
    """They have another password; their sessions end, but for the one `kept`. Raises `unknown_city_person`."""
    _held(transaction, username)
    transaction.execute(
        "UPDATE person SET password_hash = %s, version = version + 1 WHERE username = %s",
        (password_hash, username),
    )
    end_sessions(transaction, username, kept)


def password_of(transaction: Transaction, username: str) -> str | None:
    """What is kept of their password."""
    row = transaction.execute("SELECT password_hash FROM person WHERE username = %s", (username,)).fetchone()
    return None if row is None else str(row[0])


def check_password(password: str) -> None:
    """Raise `bad_request` for a password that is not allowed."""
    if len(password) < SHORTEST_PASSWORD:
        raise Refusal("bad_request", reason=PASSWORD_RULE)


def end_sessions(transaction: Transaction, username: str, kept: bytes | None = None) -> None:
    """Sign somebody out everywhere, but for the session `kept`."""
    transaction.execute(
        "DELETE FROM session WHERE username = %s AND hash IS DISTINCT FROM %s", (username, kept)
    )


def _check(transaction: Transaction, said: PersonSaid) -> None:
    rules = (
        (is_name(said.name), NAME_RULE),
        (said.role in ROLES, _ROLE_RULE),
        (said.role != LIAISON or _all_there(transaction, said.centres), _CENTRES_RULE),
    )
    for kept, rule in rules:
        if not kept:
            raise Refusal("bad_request", reason=rule)


def _all_there(transaction: Transaction, centres: Collection[str]) -> bool:
    row = transaction.execute("SELECT count(*) FROM centre WHERE code = ANY(%s)", (list(centres),)).fetchone()
    assert row is not None
    return 0 < int(row[0]) == len(set(centres))


def _see(transaction: Transaction, username: str, said: PersonSaid) -> None:
    for centre in sorted(set(said.centres)) if said.role == LIAISON else ():
        transaction.execute(
            "INSERT INTO person_centre (centre, username) VALUES (%s, %s)", (centre, username)
        )


def _held(transaction: Transaction, username: str) -> Person:
    """The person, whom nobody else changes meanwhile, nor any administrator."""
    transaction.execute(
        "SELECT FROM person WHERE username = %s OR role = %s ORDER BY username FOR UPDATE",
        (username, ADMINISTRATOR),
    )
    return _found(transaction, username)


def _leave_an_administrator(transaction: Transaction) -> None:
    query = "SELECT FROM person WHERE role = %s AND active LIMIT 1"
    if transaction.execute(query, (ADMINISTRATOR,)).fetchone() is None:
        raise Refusal("last_city_administrator")


def _found(transaction: Transaction, username: str) -> Person:
    person = find(transaction, username)
    if person is None:
        raise Refusal("unknown_city_person", username=username[:60])
    return person


def _person(row: tuple[Any, ...]) -> Person:
    username, name, role, active, version, centres = row
    return Person(username, name, role, active, version, tuple(centres))
