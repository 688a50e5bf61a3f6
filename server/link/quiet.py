"""The centre's quiet hours, as everybody reads them on its own page `/quiet`: told to the city once a day."""

from typing import Any

from server.core.quiet_hours import as_told
from server.service.context import Context
from server.service.queue.quiet_hours import quiet_hours
from server.service.today import day_now


def quiet(context: Context) -> dict[str, Any]:
    """They, with the business day: others on the next day, or once the centre opens at other hours."""
    day = day_now(context)
    return {"day": day} | as_told(quiet_hours(context, day))
