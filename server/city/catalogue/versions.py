"""The versions of the catalogue: uploaded, tried by some centres, offered to all, taken back."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from server.city.catalogue.offer import file_of
from server.city.database import Transaction
from server.core import cells
from server.core.incoming import FileRow, rows_of
from server.core.procedures.file import SHAPE
from server.core.procedures.plan import Plan, ProcedureChange, planned
from server.core.procedures.procedure import Procedure
from server.core.refusal import Refusal

_LOCK: Final = 7_305_420_004
_LONGEST_NOTE: Final = 200
_SELECT: Final = (
    "SELECT version, sha256, n, note, made_at, made_by, whole_at, taken_back_at,"
    " ARRAY(SELECT centre FROM catalogue_trial t WHERE t.version = c.version ORDER BY centre) FROM catalogue c "
)
_TAKEN: Final = """
    SELECT FROM catalogue_trial t JOIN centre c ON c.code = t.centre
    WHERE t.version = %s AND c.health->'catalogue'->>'state' = 'taken'
        AND c.health->'catalogue'->>'version' = t.version::text LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Version:
    """One version; `tried_by` are the centres that have it before all others."""

    version: int
    sha256: str
    n: int
    note: str
    made_at: datetime
    made_by: str
    whole_at: datetime | None
    taken_back_at: datetime | None
    tried_by: tuple[str, ...]

    @property
    def state(self) -> str:
        """draft, trial, whole or taken_back."""
        if self.taken_back_at is not None:
            return "taken_back"
        if self.whole_at is not None:
            return "whole"
        return "trial" if self.tried_by else "draft"


@dataclass(frozen=True, slots=True)
class Compared:
    """What a file says, and what that changes of the version `before` it (0: of nothing)."""

    before: int
    plan: Plan


def everything(transaction: Transaction) -> list[Version]:
    """All versions, the newest first."""
    return [_version(row) for row in transaction.execute(_SELECT + "ORDER BY version DESC")]


def find(transaction: Transaction, version: int) -> Version:
    """One of them. Raises `unknown_city_catalogue`."""
    row = transaction.execute(_SELECT + "WHERE version = %s", (version,)).fetchone()
    if row is None:
        raise Refusal("unknown_city_catalogue", version=version)
    return _version(row)


def read(file: bytes) -> list[FileRow]:
    """The rows of a file that somebody uploads. Raises `city_catalogue_empty`, `catalogue_file_unreadable`, `catalogue_file_too_large`."""
    if not file:
        raise Refusal("city_catalogue_empty")
    if len(file) > SHAPE.most_mb * 1024 * 1024:
        raise SHAPE.too_large()
    return rows_of(file, SHAPE)


def checked(rows: Iterable[FileRow], fields: Collection[str]) -> Plan:
    """What the rows make of an empty catalogue, and what is wrong with them; `fields` are those of the centres."""
    return planned(Plan(0), rows, {}, fields)


def add(transaction: Transaction, file: bytes, by: str, note: str, fields: Collection[str]) -> int:
    """A new version of this file, offered to nobody yet; its number.

    Raises what `read` raises, `catalogue_file_wrong`, `city_catalogue_same`.
    """
    plan = checked(read(file), fields)
    if plan.wrong:
        raise Refusal("catalogue_file_wrong", rows=len(plan.wrong))
    kept = cells.written(cells.read(file))
    digest = hashlib.sha256(kept).digest()
    transaction.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
    same = transaction.execute(
        "SELECT version FROM catalogue WHERE sha256 = %s AND taken_back_at IS NULL", (digest,)
    ).fetchone()
    if same is not None:
        raise Refusal("city_catalogue_same", version=same[0])
    row = transaction.execute(
        "INSERT INTO catalogue (version, sha256, file, n, note, made_by)"
        " SELECT coalesce(max(version), 0) + 1, %s, %s, %s, %s, %s FROM catalogue RETURNING version",
        (digest, kept, len(plan.changes), note.strip()[:_LONGEST_NOTE], by),
    ).fetchone()
    assert row is not None
    return int(row[0])


def compared(transaction: Transaction, version: int) -> Compared:
    """What a version changes of the last one before it that every centre was offered."""
    row = transaction.execute(
        "SELECT coalesce(max(version), 0) FROM catalogue"
        " WHERE version < %s AND whole_at IS NOT NULL AND taken_back_at IS NULL",
        (version,),
    ).fetchone()
    assert row is not None
    there = _procedures(transaction, row[0])
    rows = rows_of(file_of(transaction, version) or b"", SHAPE)
    fields = {item.cells.get("field", "") for item in rows} | {each.field for each in there.values()}
    return Compared(row[0], planned(Plan(version), rows, there, fields))


def try_at(transaction: Transaction, version: int, centres: Collection[str]) -> None:
    """Offer a version to these centres, besides those that try it already.

    Raises `unknown_city_catalogue`, `city_catalogue_over`, `city_catalogue_nobody`.
    """
    _going_on(transaction, version)
    tried = transaction.execute(
        "INSERT INTO catalogue_trial (centre, version) SELECT code, %s FROM centre"
        " WHERE code = ANY(%s) AND retired_at IS NULL ON CONFLICT DO NOTHING",
        (version, list(centres)),
    )
    if not tried.rowcount:
        raise Refusal("city_catalogue_nobody")


def offer_to_all(transaction: Transaction, version: int) -> None:
    """Offer a version to every centre, once one that tries it has taken it.

    Raises `unknown_city_catalogue`, `city_catalogue_over`, `city_catalogue_untried`.
    """
    _going_on(transaction, version)
    if transaction.execute(_TAKEN, (version,)).fetchone() is None:
        raise Refusal("city_catalogue_untried", version=version)
    transaction.execute(
        "UPDATE catalogue SET whole_at = coalesce(whole_at, now()) WHERE version = %s", (version,)
    )


def take_back(transaction: Transaction, version: int) -> None:
    """Stop offering a version: centres get the previous one, or none.

    Raises `unknown_city_catalogue`, `city_catalogue_over`.
    """
    _going_on(transaction, version)
    transaction.execute("UPDATE catalogue SET taken_back_at = now() WHERE version = %s", (version,))


def _going_on(transaction: Transaction, version: int) -> None:
    """Lock a version that exists and was not taken back."""
    transaction.execute("SELECT FROM catalogue WHERE version = %s FOR UPDATE", (version,))
    if find(transaction, version).taken_back_at is not None:
        raise Refusal("city_catalogue_over", version=version)


def _procedures(transaction: Transaction, version: int) -> dict[str, Procedure]:
    """What a version makes of an empty catalogue."""
    if not version:
        return {}
    rows = rows_of(file_of(transaction, version) or b"", SHAPE)
    changes: list[ProcedureChange] = checked(rows, {item.cells.get("field", "") for item in rows}).changes
    return {each.after.code: each.after for each in changes}


def _version(row: tuple[Any, ...]) -> Version:
    version, sha256, n, note, made_at, made_by, whole_at, taken_back_at, tried_by = row
    return Version(
        version, bytes(sha256).hex(), n, note, made_at, made_by, whole_at, taken_back_at, tuple(tried_by)
    )
