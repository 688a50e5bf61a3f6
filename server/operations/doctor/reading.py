"""Moments as the doctor tells them."""

from datetime import datetime


def as_read(at: datetime) -> str:
    """A moment of these days as people read it."""
    return f"{at:%H:%M %d/%m}"
