"""The usual week as its form says it."""

from datetime import time

from flask import request

from server.service.setup.usual_week import UsualWeek


def week_said() -> UsualWeek:
    """The days that were ticked, and the times of both halves."""
    days = request.form.getlist("weekday")
    return UsualWeek(
        frozenset(int(day) for day in days if day.isascii() and day.isdecimal()),
        (_time_said("morning_from"), _time_said("morning_until")),
        (_time_said("afternoon_from"), _time_said("afternoon_until")),
    )


def _time_said(name: str) -> time | None:
    """A time of day as browsers send it; `None` for an empty field, and for anything else."""
    return request.form.get(name, type=lambda said: time.fromisoformat(said).replace(tzinfo=None))
