"""What was done at the city, and by whom."""

from collections.abc import Mapping
from typing import Any

from psycopg.types.json import Jsonb

from server.city.database import Transaction


def record(
    transaction: Transaction, actor: str, act: str, centre: str | None, facts: Mapping[str, Any]
) -> None:
    """Write down that `actor` did `act`, with what was done."""
    transaction.execute(
        "INSERT INTO audit (actor, act, centre, facts) VALUES (%s, %s, %s, %s)",
        (actor, act, centre, Jsonb(dict(facts))),
    )
