"""Changes of settings that were acknowledged: each is in the journal, with what was asked for."""

from collections.abc import Iterator, Sequence

from tests.history.deeds import Deed
from tests.history.finding import Finding, found
from tests.history.journal import Row
from tests.history.settings import Settings

_PATH = "/settings/"
_SET = frozenset({"settings_begun", "setting_changed"})


def rows_that_set(rows: Sequence[Row]) -> list[Row]:
    """Those of the rows that tell what is set."""
    return [row for row in rows if row.type in _SET]


def settings_made(deed: Deed, rows: Sequence[Row]) -> list[Row]:
    """The rows that say what this request wanted; none where it wants nothing set, or what was so from the beginning."""
    if (wanted := _wanted(deed)) is None or _holds(_begun(rows).value(*wanted), deed):
        return []
    part, key = wanted
    return [
        row
        for row in rows
        if row.type == "setting_changed"
        and (row.data["part"], row.data["key"]) == (part, key)
        and _holds(row.data["after"], deed)
    ]


def settings_lost(deeds: Sequence[Deed], rows: Sequence[Row]) -> Iterator[Finding]:
    """Acknowledged changes that no row makes, and that were not so from the beginning."""
    rows = rows_that_set(rows)
    for deed in deeds:
        wanted = _wanted(deed)
        if wanted is None or deed.done is None or settings_made(deed, rows):
            continue
        if not _holds(_begun(rows).value(*wanted), deed):
            yield found("lost", f"{wanted} was never set so", str(deed.done))


def _begun(rows: Sequence[Row]) -> Settings:
    begun = Settings()
    for row in rows:
        if row.type == "settings_begun":
            begun.take(row)
    return begun


def _wanted(deed: Deed) -> tuple[str, str | None] | None:
    first = deed.first
    if first.method != "PUT" or _PATH not in first.path:
        return None
    part, _, key = first.path.partition(_PATH)[2].partition("/")
    return part, key or None


def _holds(value: object, deed: Deed) -> bool:
    return isinstance(value, dict) and all(value.get(name) == what for name, what in deed.first.body.items())
