"""Moments in the form that the doctor uses."""

from datetime import datetime


def as_read(at: datetime) -> str:
    """A recent moment as people read it."""
    return f"{at:%H:%M %d/%m}"
