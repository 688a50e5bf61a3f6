"""Values of reports as people read them: counts, shares, lengths of time, moments."""

from datetime import datetime
from typing import Final

from server.core.reports.tables import ColumnKind, Value
from server.core.reports.today_text import grouped

NOTHING: Final = "–"
_HOUR_S: Final = 3600


def said(value: Value, kind: ColumnKind, language: str) -> str:
    """A value as text for a table's cell; a dash if there is none."""
    if value is None:
        return NOTHING
    if isinstance(value, datetime):
        return f"{value:%H:%M:%S}"
    if kind is ColumnKind.LENGTH and isinstance(value, int):
        return length(value)
    if kind is ColumnKind.SHARE and isinstance(value, int | float):
        return share(value, language)
    return grouped(value, language) if isinstance(value, int) else str(value)


def length(seconds: int) -> str:
    """Minutes and seconds, 12:05; with hours 1:02:05."""
    minutes, rest = divmod(seconds, 60)
    if seconds < _HOUR_S:
        return f"{minutes}:{rest:02d}"
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


def share(part: float, language: str) -> str:
    """A share of the whole: 12,5%, in English 12.5%."""
    spelled = f"{part * 100:.1f}%"
    return spelled if language == "en" else spelled.replace(".", ",")
