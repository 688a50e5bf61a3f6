"""What the database knows of centres, as their files need it."""

from collections.abc import Collection, Iterator
from typing import Final

from server.city.database import Transaction
from server.city.phones.centre_feed import KnownCentre

SILENT_S: Final = 30
"""A centre that was not heard for so long is silent."""
_SILENT: Final = f"(c.heard_at IS NULL OR c.heard_at < now() - interval '{SILENT_S} s')"
_QUERY: Final = f"""
SELECT c.code, c.name, c.district, (extract(epoch FROM c.heard_at) * 1000)::bigint, {_SILENT},
       coalesce(n.v, 0), c.halted IS NOT NULL, c.shown, n.state, c.quiet
FROM centre c LEFT JOIN centre_now n ON n.centre = c.code
WHERE c.retired_at IS NULL AND (%(all)s OR c.code = ANY(%(codes)s))
"""  # noqa: S608 - a constant is put into it
_HEARD: Final = f"SELECT c.code, {_SILENT} FROM centre c WHERE c.retired_at IS NULL"  # noqa: S608 - the same


def known(transaction: Transaction, codes: Collection[str] | None = None) -> Iterator[KnownCentre]:
    """These centres, or all of them; not those that were retired."""
    asked = {"all": codes is None, "codes": list(codes or ())}
    for row in transaction.execute(_QUERY, asked):
        yield KnownCentre(*row)


def silences(transaction: Transaction) -> dict[str, bool]:
    """By the code of each centre, whether it is silent."""
    return dict(transaction.execute(_HEARD).fetchall())
