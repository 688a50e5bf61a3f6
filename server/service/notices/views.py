"""Notices, outages and emergency messages as JSON for screens, kiosks, phones and the manager's page."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Final

from server.core.model import Ticket, TicketState
from server.core.notices import Emergency, Notice, Outage, in_order
from server.core.texts import LANGUAGES, BothTexts
from server.service.context import Context
from server.service.notices.in_hall import HallNotices
from server.service.notices.uploads import KeptFile
from server.service.queue.desks import desks_of, named
from server.service.queue.ticket_now import Tracked
from server.service.queue.views import without_the_officers_words
from server.service.ratings.asking import standing
from server.service.views import View, iso, ticket_view

_UNDER_MAINTENANCE: Final = BothTexts("Hệ thống đang bảo trì", "System under maintenance")


def hall_view(context: Context, shown: HallNotices) -> View:
    """What a hall's screens show besides the queue."""
    return {
        "notices": [_shown(notice) for notice in shown.notices],
        "ticker": [_line(notice) for notice in shown.ticker],
        "emergency": emergency_view(context, shown.emergency),
        "outages": [outage_view(context, outage) for outage in shown.outages],
    }


def hall_emergency(context: Context, hall: str) -> View | None:
    """What stands over everything in a hall."""
    return emergency_view(context, context.standing().emergency(hall))


def centre_notices(context: Context) -> View:
    """What concerns everybody wherever they are: outages, and the newest emergency message, whichever hall it is for."""
    standing = context.standing()
    return everywhere_view(context, standing.outages.values(), standing.alarm())


def everywhere_view(context: Context, outages: Iterable[Outage], emergency: Emergency | None) -> View:
    """These outages and this emergency message."""
    return {
        "outages": [outage_view(context, outage) for outage in outages],
        "emergency": emergency_view(context, emergency),
    }


def tracked_view(context: Context, tracked: Tracked) -> View:
    """A ticket for the holder of its slip: with its field's `outage`, an `emergency` message, a `pause` of the centre or of its counters.

    Absent messages are left out. `settings` is the version of the settings: if it changes, the page is redrawn.
    `past_day` is the day of a number that was left behind when its day ended. `rating` says whether a finished visit can still be rated by its slip. `desks` are the counters that may call it, and
    `call_back_until` is until when a missed number can be called back.
    """
    ticket = tracked.now.ticket
    view = without_the_officers_words(ticket_view(context, tracked.now))
    view["desks"] = named(context, desks_of(context, ticket))
    if ticket.state is TicketState.NO_SHOW and (until := _called_back_until(context, ticket)):
        view["call_back_until"] = iso(context, until)
    view["settings"] = context.settings.version
    if tracked.outage is not None:
        view["outage"] = outage_view(context, tracked.outage)
    if tracked.emergency is not None:
        view["emergency"] = emergency_view(context, tracked.emergency)
    if tracked.pause is not None:
        view["pause"] = {language: tracked.pause.said(language) for language in LANGUAGES}
    if tracked.past:
        view["past_day"] = ticket.day
    if ticket.away:
        view["away_until"] = iso(context, ticket.away_until)
    if ticket.expected:
        view["expected"] = True
    if (rating := standing(context, ticket)) is not None:
        view["rating"] = rating.value
    return view


def _called_back_until(context: Context, ticket: Ticket) -> int | None:
    """Until when a missed number can be called back, UTC milliseconds; `None` where that is over."""
    until = context.centre.policy.called_back_until(ticket.ended_at)
    return until if context.clock() < until else None


def manager_view(context: Context) -> View:
    """All that stands, for the manager: every notice, whether it is on now, and which could not be played."""
    standing = context.standing()
    emergencies = sorted(standing.emergencies.values(), key=lambda emergency: -emergency.seq)
    return {
        "items": [notice_view(context, n) for n in sorted(standing.notices.values(), key=in_order)],
        "outages": [outage_view(context, outage) for outage in standing.outages.values()],
        "emergencies": [emergency_view(context, emergency) for emergency in emergencies],
    }


def notice_view(context: Context, notice: Notice) -> View:
    """A notice, whether its time is now, and since when a screen has reported that it cannot be shown there."""
    now = context.clock()
    view: View = asdict(notice)
    view["halls"], view["schedule"]["weekdays"] = list(notice.halls), list(notice.schedule.weekdays)
    return view | {
        "version": notice.version,
        "on_now": notice.shown and notice.schedule.holds(context.centre.local(now)),
        "trouble_at": iso(context, context.notice_troubles.since(notice.id)),
    }


def outage_view(context: Context, outage: Outage) -> View:
    """An outage, in standard words if the centre gave none."""
    own = bool(outage.vi)
    return {
        "field": outage.field,
        "vi": outage.vi if own else _UNDER_MAINTENANCE.vi,
        "en": outage.en if own else _UNDER_MAINTENANCE.en,
        "since": iso(context, outage.since),
    }


def emergency_view(context: Context, emergency: Emergency | None) -> View | None:
    """An emergency message."""
    if emergency is None:
        return None
    return {
        "id": emergency.seq,
        "hall": emergency.hall,
        "vi": emergency.vi,
        "en": emergency.en,
        "since": iso(context, emergency.at),
    }


def _shown(notice: Notice) -> View:
    return {**_line(notice), "kind": notice.kind, "file": notice.file, "seconds": notice.seconds}


def _line(notice: Notice) -> View:
    return {"id": notice.id, "vi": notice.vi, "en": notice.en}


def kept_file_view(kept: KeptFile) -> View:
    """A file that has come in."""
    return {"file": kept.file, "kind": kept.kind.value}
