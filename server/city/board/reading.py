"""What the database knows of each centre now."""

from collections.abc import Collection
from typing import Any, Final

from server.city.board.view import CentreStanding, mapping
from server.city.database import Transaction

_QUERY: Final = """
SELECT c.code, c.name, c.district, c.epoch, greatest(c.v, coalesce(n.v, 0)),
       (extract(epoch FROM clock_timestamp()) * 1000)::bigint, (extract(epoch FROM c.heard_at) * 1000)::bigint,
       n.state, c.shown, c.health, c.halted
FROM centre c LEFT JOIN centre_now n ON n.centre = c.code
WHERE c.retired_at IS NULL AND (%(codes)s::text[] IS NULL OR c.code = ANY(%(codes)s))
ORDER BY c.code
"""


def standings(transaction: Transaction, codes: Collection[str] | None = None) -> list[CentreStanding]:
    """The centres with these codes, or all; those that have retired are nowhere."""
    found = transaction.execute(_QUERY, {"codes": None if codes is None else sorted(codes)})
    return [_standing(row) for row in found]


def _standing(row: tuple[Any, ...]) -> CentreStanding:
    code, name, district, epoch, v, read_at, heard_at, state, shown, health, halted = row
    return CentreStanding(
        code,
        name,
        district,
        epoch,
        v,
        read_at,
        heard_at,
        mapping(state),
        mapping(shown),
        mapping(health),
        None if halted is None else mapping(halted),
    )
