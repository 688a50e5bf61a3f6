"""Who belongs to a demo's city: its centres with their tokens, and an administrator."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Final

import psycopg
from argon2 import PasswordHasher

from server.city.ingest.tokens import give_code, hashed
from server.city.local.hanoi import Ward

_TOKEN_BYTES: Final = 32
_CODE_LIFE_S: Final = 3600
_NEW_CENTRE = "INSERT INTO centre (code, name, district) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
_LET_IN = "INSERT INTO centre_token (hash, centre) VALUES (%s, %s) ON CONFLICT DO NOTHING"
_NEW_PERSON = (
    "INSERT INTO person (username, name, role, password_hash) VALUES (%s, %s, 'administrator', %s)"
    " ON CONFLICT (username) DO UPDATE SET password_hash = EXCLUDED.password_hash"
)


def with_tokens(conninfo: str, wards: Iterable[Ward], known: Mapping[str, str]) -> dict[str, str]:
    """A token for each, by code; those that have one keep it."""
    tokens: dict[str, str] = {}
    with psycopg.connect(conninfo) as connection:
        for ward in wards:
            connection.execute(_NEW_CENTRE, (ward.code, ward.name, ward.district))
            tokens[ward.code] = known.get(ward.code) or secrets.token_hex(_TOKEN_BYTES)
            connection.execute(_LET_IN, (hashed(tokens[ward.code]), ward.code))
    return tokens


def one_time_code(conninfo: str, ward: Ward, now: int) -> str:
    """A code like ABCD-EFGH-JK with which a real centre joins as this ward, for an hour from `now` (UTC milliseconds) on."""
    with psycopg.connect(conninfo) as connection:
        connection.execute(_NEW_CENTRE, (ward.code, ward.name, ward.district))
        return give_code(connection, ward.code, now, _CODE_LIFE_S)


def with_administrator(conninfo: str, username: str, name: str, password: str) -> bool:
    """Let them sign in with this password; false where this city has no people."""
    with psycopg.connect(conninfo) as connection:
        if connection.execute("SELECT to_regclass('person')").fetchone() == (None,):
            return False
        connection.execute(_NEW_PERSON, (username, name, PasswordHasher().hash(password)))
    return True
