"""Who belongs to a demo's city: its centres with their tokens, and an administrator."""

import secrets
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final

import psycopg
from argon2 import PasswordHasher

from server.city.local.hanoi import Ward

_TOKEN_BYTES: Final = 32
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_CODE: Final = 10
_GROUPS: Final = ((0, 4), (4, 8), (8, 10))
_NEW_CENTRE = "INSERT INTO centre (code, name, district) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
_LET_IN = "INSERT INTO centre_token (hash, centre) VALUES (%s, %s) ON CONFLICT DO NOTHING"
_NEW_CODE = "INSERT INTO centre_code (hash, centre, expires_at) VALUES (%s, %s, now() + interval '1 hour')"
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
            connection.execute(_LET_IN, (_hashed(tokens[ward.code]), ward.code))
    return tokens


def one_time_code(conninfo: str, ward: Ward) -> str:
    """A code like ABCD-EFGH-JK with which a real centre joins as this ward."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE))
    with psycopg.connect(conninfo) as connection:
        connection.execute(_NEW_CENTRE, (ward.code, ward.name, ward.district))
        connection.execute(_NEW_CODE, (_hashed(code), ward.code))
    return "-".join(code[begin:end] for begin, end in _GROUPS)


def with_administrator(conninfo: str, username: str, name: str, password: str) -> bool:
    """Let them sign in with this password; false where this city has no people."""
    with psycopg.connect(conninfo) as connection:
        if connection.execute("SELECT to_regclass('person')").fetchone() == (None,):
            return False
        connection.execute(_NEW_PERSON, (username, name, PasswordHasher().hash(password)))
    return True


def _hashed(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
