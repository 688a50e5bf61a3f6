"""When no further number is given to the public: in an emergency, outside the centre's or the field's hours, too late today, the day's limit."""

from datetime import datetime, timedelta
from typing import Final

from server.core.forecast.telling import Wait
from server.core.model import Channel, Field
from server.core.notices import Emergency
from server.core.queue.opening_hours import Hours
from server.core.queue.opening_words import closed, field_closed
from server.core.refusal import Refusal

_ALONE: Final = frozenset({Channel.KIOSK, Channel.PHONE})


def check_no_alarm(alarm: Emergency | None, channel: Channel) -> None:
    """Raise `emergency_on` while an emergency message is shown: nobody should come in and wait. Staff may go on."""
    if alarm is not None and channel is not Channel.OFFICER:
        raise Refusal("emergency_on")


def check_open(hours: Hours, now: datetime) -> None:
    """Raises `centre_closed` outside the sessions."""
    if not hours.open_at(now):
        raise closed(hours, now)


def check_field_open(hours: Hours, field: Field, now: datetime, channel: Channel) -> None:
    """Raises `field_closed` outside the field's own hours, if it has any; an officer may give a number all the same."""
    if not field.hours or channel is Channel.OFFICER:
        return
    own = hours.of_field(field.hours)
    if not own.open_at(now):
        raise field_closed(field.names, own, now)


def check_time_left(hours: Hours, now: datetime, wait: Wait, channel: Channel) -> None:
    """Raises `no_time_left` when even the likely wait (not rounded) ends after today's last session.

    Staff may give a number all the same: they know who will stay until everybody is served.
    """
    closes = hours.closes_at(now)
    if not hours.turn_away or closes is None or channel is Channel.OFFICER:
        return
    if now + timedelta(seconds=wait.low_s) > closes:
        raise Refusal("no_time_left", closes=f"{closes:%H:%M}")


def check_taker(field: Field, channel: Channel, *, card_shown: bool) -> None:
    """Raises `by_helper_only` or `card_needed` for a person alone at a kiosk or phone; staff give such numbers."""
    if channel not in _ALONE:
        return
    if field.helper_only:
        raise Refusal("by_helper_only")
    if field.card_only and not card_shown:
        raise Refusal("card_needed")


def check_daily(field: Field, given: int, channel: Channel) -> None:
    """Raises `daily_limit` when the field has given all its numbers of today; staff may go on."""
    if field.daily_limit and given >= field.daily_limit and channel is not Channel.OFFICER:
        raise Refusal("daily_limit", limit=field.daily_limit)
