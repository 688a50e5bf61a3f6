"""Moments as the city's pages write them: Vietnam has one time."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from server.core.units import SECOND_MS

_VIETNAM: Final = timezone(timedelta(hours=7))


def moment_words(at: int) -> str:
    """UTC milliseconds as "09:12 29/11"."""
    return datetime.fromtimestamp(at / SECOND_MS, UTC).astimezone(_VIETNAM).strftime("%H:%M %d/%m")
