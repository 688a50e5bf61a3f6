"""Who did what at the city: one row for each, never changed, never taken away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from psycopg.sql import SQL, Composed
from psycopg.types.json import Jsonb

from server.city.database import Transaction

MACHINE: Final = "system"
"""The actor for commands typed on the city's machine."""
_DAY: Final = SQL("(at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date")


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One act; `at` is a moment with its zone."""

    id: int
    at: datetime
    actor: str
    act: str
    centre: str | None
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which acts: what is `None` or empty is any; those before the row `before`, the newest first."""

    actor: str = ""
    act: str = ""
    centre: str = ""
    first: date | None = None
    last: date | None = None
    before: int | None = None
    limit: int = 50


def record(
    transaction: Transaction, actor: str, act: str, centre: str | None, facts: Mapping[str, Any]
) -> None:
    """Write down that `actor` did `act` (`server.city.people.acts`), at a centre or at the city; `facts` hold no secret."""
    transaction.execute(
        "INSERT INTO audit (actor, act, centre, facts) VALUES (%s, %s, %s, %s)",
        (actor, act, centre, Jsonb(dict(facts))),
    )


def asked_for(transaction: Transaction, asked: AuditFilter) -> list[AuditRow]:
    """The acts that are asked for."""
    conditions = list(_conditions(asked))
    where = SQL(" AND ").join([SQL("true"), *(condition for condition, _ in conditions)])
    query = SQL(
        "SELECT id, at, actor, act, centre, facts FROM audit WHERE {} ORDER BY id DESC LIMIT %s"
    ).format(where)
    return [
        AuditRow(*row)
        for row in transaction.execute(query, (*(value for _, value in conditions), asked.limit))
    ]


def actors(transaction: Transaction) -> list[str]:
    """Everybody who did anything."""
    return [row[0] for row in transaction.execute("SELECT DISTINCT actor FROM audit ORDER BY actor")]


def _conditions(asked: AuditFilter) -> Iterator[tuple[SQL | Composed, object]]:
    for column, value in (("actor", asked.actor), ("act", asked.act), ("centre", asked.centre)):
        if value:
            yield SQL(f"{column} = %s"), value
    if asked.first is not None:
        yield SQL("{} >= %s").format(_DAY), asked.first
    if asked.last is not None:
        yield SQL("{} <= %s").format(_DAY), asked.last
    if asked.before is not None:
        yield SQL("id < %s"), asked.before
