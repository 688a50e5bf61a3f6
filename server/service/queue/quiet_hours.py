"""The centre's quiet hours: the usual waits, found once a day, in the week as it is open now."""

from server.core.quiet_hours import QuietHours
from server.core.quiet_hours import quiet_hours as quiet
from server.service.context import Context


def quiet_hours(context: Context, day: str) -> QuietHours:
    """What people are told on this business day."""
    return quiet(context.centre.hours, context.usual_waits(day))
