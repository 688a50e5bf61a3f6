"""The centre as JSON."""

from collections.abc import Mapping, Sequence

from server.config import CentreSettings, ExceptionPart, HoursPart
from server.core.centre import Centre
from server.core.queue.lines import MAIN
from server.core.queue.opening_hours import Session
from server.core.texts import LANGUAGES, named
from server.service.centre import CentreNow, Opening
from server.service.context import Context
from server.service.notices.views import centre_notices
from server.service.settings.logos import logo_address
from server.service.views import View, field_view, iso


def centre_view(context: Context, now: CentreNow, language: str) -> View:
    """What `GET /centre` answers."""
    centre = context.centre
    return {
        "name": named(centre.names, language),
        "names": dict(centre.names),
        "ward": centre.ward,
        "languages": list(centre.languages or LANGUAGES),
        "timezone": str(centre.zone),
        "day": now.day,
        "now": iso(context, now.at),
        "opening": opening_view(now.opening),
        "hours": hours_view(context, now.day, now.point),
        "fields": [field_view(field, language) for field in now.fields],
        "priority_classes": priority_class_views(context, language),
        "guidance": centre.layout.guidance,
        **centre_notices(context),
        "card_salt": context.cards.salt(now.day),
        "logo": logo_address(context, centre.logo),
        "slip": slip_view(centre),
        **point_view(centre, now.point),
        **({"numbers_per_minute": centre.kiosk_pace} if centre.kiosk_pace else {}),
        **({"clock_doubtful": True} if context.clock_doubtful() else {}),
    }


def point_view(centre: Centre, point: str) -> View:
    """Which place it is, by language, where the centre receives in several; nothing where it is one."""
    if not centre.layout.points:
        return {}
    there = centre.layout.points.get(point)
    return {
        "point": {
            "code": point,
            "names": dict(centre.layout.point_name(point)),
            "address": {} if there is None else dict(there.address),
        }
    }


def slip_view(centre: Centre) -> View:
    """What the centre has printed on slips besides the number."""
    return {
        "header": {language: list(lines) for language, lines in centre.slip.header.items()},
        "footer": {language: list(lines) for language, lines in centre.slip.footer.items()},
    }


def priority_class_views(context: Context, language: str) -> list[View]:
    """The centre's priority classes, in their order."""
    layout = context.centre.layout
    return [
        {
            "code": code,
            "name": named(names, language),
            "names": dict(names),
            "from_age": layout.ages.get(code),
            "basis": layout.bases.get(code, ""),
        }
        for code, names in layout.priority_classes.items()
    ]


def session_view(session: Session) -> View:
    """One stretch of opening hours."""
    return {"from": f"{session.start:%H:%M}", "to": f"{session.until:%H:%M}"}


def opening_view(opening: Opening) -> View:
    """Whether numbers are given now, in which sessions, when next, and why not."""
    return {
        "open": opening.open,
        "sessions": [session_view(session) for session in opening.sessions],
        "opens_at": None if opening.opens_at is None else opening.opens_at.isoformat(timespec="seconds"),
        "reason": None if opening.reason is None else dict(opening.reason),
        "keeps_places": opening.keeps_places,
    }


def hours_view(context: Context, day: str, point: str = MAIN) -> View | None:
    """The hours of a point as they are set, with the exceptions from `day` on; for kiosks' boxes, which keep to them alone."""
    if not context.settings.settable:
        return None
    found = context.settings.of_day(day, _hours_by_point)
    return found.get(point, found[MAIN])


def _hours_by_point(document: CentreSettings, day: str) -> Mapping[str, View]:
    hours, exceptions = document.hours, document.exceptions
    points = {
        point.code: _hours_from(point.as_hours(hours), point.all_exceptions(exceptions), day)
        for point in document.points
    }
    return {MAIN: _hours_from(hours, exceptions, day), **points}


def _hours_from(hours: HoursPart, exceptions: Sequence[ExceptionPart], day: str) -> View:
    coming = [each for each in exceptions if each.date.isoformat() >= day]
    return hours.model_dump(mode="json", by_alias=True) | {
        "exceptions": [each.model_dump(mode="json") for each in coming]
    }
