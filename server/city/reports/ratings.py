"""What people said of their visits: as each centre told it last of each day, by level."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any, Final

from server.city.database import Transaction
from server.city.reports.asked import CityReportQuery, RowsBy
from server.core.reports.days import PERIODS
from server.core.texts import BothTexts

LEVELS: Final[Mapping[str, BothTexts]] = {
    "very_satisfied": BothTexts("Rất hài lòng", "Very satisfied"),
    "satisfied": BothTexts("Hài lòng", "Satisfied"),
    "not_satisfied": BothTexts("Không hài lòng", "Not satisfied"),
}
_MOST: Final = 100_000
_KEEP: Final = (
    "INSERT INTO day_rating (centre, day, level, n) SELECT %s, %s, level, n FROM unnest(%s::text[], %s::int[]) AS told (level, n)"
    " ON CONFLICT (centre, day, level) DO UPDATE SET n = excluded.n WHERE day_rating.n <> excluded.n"
)


def keep(transaction: Transaction, centre: str, shown: Mapping[str, Any]) -> None:
    """Keep what a centre's `shown` says of a day's ratings; what makes no sense is passed over, and nothing is lost by it."""
    said = shown.get("ratings")
    levels = said.get("levels") if isinstance(said, Mapping) else None
    if not isinstance(said, Mapping) or not isinstance(levels, Mapping):
        return
    with suppress(ValueError, TypeError):
        day = date.fromisoformat(said.get("day", ""))
        told = {level: n for level in LEVELS if _is_count(n := levels.get(level, 0))}
        transaction.execute(_KEEP, (centre, day, list(told), list(told.values())))


def _is_count(n: object) -> bool:
    return isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= _MOST


def counted(transaction: Transaction, asked: CityReportQuery) -> dict[str, Counter[str]]:
    """How many people chose each level, by the key of their group; the key of a district is that of its centres."""
    found = defaultdict[str, Counter[str]](Counter)
    query = (
        "SELECT centre, day, level, sum(n) FROM day_rating WHERE day BETWEEN %(first)s AND %(last)s"
        " AND (%(centres)s::text[] IS NULL OR centre = ANY(%(centres)s)) GROUP BY centre, day, level"
    )
    values = {
        "first": asked.first,
        "last": asked.last,
        "centres": None if asked.centres is None else list(asked.centres),
    }
    for centre, day, level, n in transaction.execute(query, values):
        key = centre if asked.by in {RowsBy.CENTRE, RowsBy.DISTRICT} else PERIODS[asked.by.value](day)
        found[key][level] += int(n)
    return dict(found)
