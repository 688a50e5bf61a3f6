"""The centres that there are: added, told, retired."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from server.city.database import Transaction
from server.city.ingest.tokens import revoke_tokens

_CODE: Final = re.compile(r"[A-Z][A-Z0-9]{1,15}")
_LONGEST_NAME: Final = 120
_LIST = (
    "SELECT code, name, district, retired_at IS NOT NULL, stored, (extract(epoch FROM heard_at) * 1000)::bigint, version,"
    " (SELECT count(*) FROM centre_token WHERE centre_token.centre = centre.code AND revoked_at IS NULL), knocked IS NOT NULL"
    " FROM centre ORDER BY code"
)
_LET_IN = (
    "UPDATE centre SET instance = knocked, knocked = NULL, knocked_at = NULL"
    " WHERE code = %s AND knocked IS NOT NULL RETURNING code"
)


class BadCentre(Exception):
    """It cannot be done; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class CityCentre:
    """One line of the list. `heard_at` is UTC milliseconds; `tokens` counts the valid ones; `knocks` says that another machine wants to send."""

    code: str
    name: str
    district: str
    retired: bool
    stored: int
    heard_at: int | None
    version: str | None
    tokens: int
    knocks: bool


def add(transaction: Transaction, code: str, name: str, district: str = "") -> None:
    """A new centre. Raises `BadCentre`."""
    if not _CODE.fullmatch(code):
        raise BadCentre(
            f"{code!r} is no code: a capital letter, then capital letters and digits, 16 at most. Like W0001."
        )
    if (
        not name.strip()
        or max(len(name), len(district)) > _LONGEST_NAME
        or not (name + district).isprintable()
    ):
        raise BadCentre(f"The name has to be there, in one line, and no longer than {_LONGEST_NAME} letters.")
    made = transaction.execute(
        "INSERT INTO centre (code, name, district) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
        (code, name.strip(), district.strip()),
    )
    if not made.rowcount:
        raise BadCentre(f"{code} is there already. See: goiso city centre list")


def known(transaction: Transaction, code: str) -> None:
    """Nothing, where it is there and not retired. Raises `BadCentre`."""
    row = transaction.execute("SELECT retired_at IS NOT NULL FROM centre WHERE code = %s", (code,)).fetchone()
    if row is None:
        raise BadCentre(f"There is no {code}. See: goiso city centre list")
    if row[0]:
        raise BadCentre(f"{code} is retired.")


def retire(transaction: Transaction, code: str) -> None:
    """Stop a centre from sending; what it sent stays. Raises `BadCentre`."""
    known(transaction, code)
    transaction.execute("UPDATE centre SET retired_at = now() WHERE code = %s", (code,))
    revoke_tokens(transaction, code)


def let_in(transaction: Transaction, code: str) -> None:
    """Let the knocking machine send from now on, in place of the present one. Raises `BadCentre`."""
    known(transaction, code)
    if transaction.execute(_LET_IN, (code,)).fetchone() is None:
        raise BadCentre(f"No other instance of {code} wants to send.")


def everyone(transaction: Transaction) -> Iterator[CityCentre]:
    """All, by code."""
    row: tuple[Any, ...]
    for row in transaction.execute(_LIST):
        yield CityCentre(*row)
