"""The centre's quiet hours, as its page `/quiet` shows them: sent to the city once a day."""

from typing import Any

from server.core.quiet_hours import as_told
from server.service.context import Context
from server.service.queue.quiet_hours import quiet_hours
from server.service.today import day_now


def quiet(context: Context) -> dict[str, Any]:
    """The quiet hours with the business day; they change each day, and when the opening hours change."""
    day = day_now(context)
    return {"day": day} | as_told(quiet_hours(context, day))
