"""The ranges of days that are asked for most."""

from collections.abc import Mapping
from datetime import date, timedelta

Range = tuple[date, date]


def presets(today: date) -> Mapping[str, Range]:
    """By name: `today`, `yesterday`, this `week` from Monday, `month`, `last_month`, `quarter`, `year`; until today."""
    yesterday, month = today - timedelta(days=1), today.replace(day=1)
    last = month - timedelta(days=1)
    return {
        "today": (today, today),
        "yesterday": (yesterday, yesterday),
        "week": (today - timedelta(days=today.weekday()), today),
        "month": (month, today),
        "last_month": (last.replace(day=1), last),
        "quarter": (month.replace(month=(today.month - 1) // 3 * 3 + 1), today),
        "year": (month.replace(month=1), today),
    }
