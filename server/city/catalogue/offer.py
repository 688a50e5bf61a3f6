"""Which catalogue each centre is offered."""

from typing import Final

from server.city.database import Transaction
from server.core.procedures.file import EMPTY, digest_of

NOTHING: Final = 0
"""The version that has nothing in it: a centre that takes it has nothing of the city's any more."""

_OFFERED: Final = """
    SELECT version, sha256, taken_back_at IS NULL AS stands FROM catalogue c
    WHERE whole_at IS NOT NULL
        OR EXISTS (SELECT FROM catalogue_trial t WHERE t.centre = %(centre)s AND t.version = c.version)
    ORDER BY stands DESC, version DESC LIMIT 1
"""


def offered(transaction: Transaction, centre: str) -> dict[str, int | str] | None:
    """{version, sha256} of the catalogue that a centre should have now; `None` if it was never offered one.

    If every version was taken back it is version 0, which is empty.
    """
    row = transaction.execute(_OFFERED, {"centre": centre}).fetchone()
    if row is None:
        return None
    version, sha256, stands = row
    if not stands:
        return {"version": NOTHING, "sha256": digest_of(EMPTY)}
    return {"version": version, "sha256": bytes(sha256).hex()}


def file_of(transaction: Transaction, version: int) -> bytes | None:
    """The CSV of a version; `None` for one that there is not."""
    if version == NOTHING:
        return EMPTY
    row = transaction.execute("SELECT file FROM catalogue WHERE version = %s", (version,)).fetchone()
    return None if row is None else bytes(row[0])
