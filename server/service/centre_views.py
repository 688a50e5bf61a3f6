"""The centre as JSON."""

from server.config import CentreSettings
from server.core.centre import Centre
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
        "hours": hours_view(context, now.day),
        "fields": [field_view(field, language) for field in now.fields],
        "priority_classes": priority_class_views(context, language),
        "guidance": centre.layout.guidance,
        **centre_notices(context),
        "card_salt": context.cards.salt(now.day),
        "logo": logo_address(context, centre.logo),
        "slip": slip_view(centre),
        **({"numbers_per_minute": centre.kiosk_pace} if centre.kiosk_pace else {}),
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


def hours_view(context: Context, day: str) -> View | None:
    """The hours as they are set, with the exceptions from `day` on; for kiosks' boxes, which keep to them alone."""
    if not context.settings.settable:
        return None
    return context.settings.of_day(day, _hours_from)


def _hours_from(document: CentreSettings, day: str) -> View:
    coming = [each for each in document.exceptions if each.date.isoformat() >= day]
    return document.hours.model_dump(mode="json", by_alias=True) | {
        "exceptions": [each.model_dump(mode="json") for each in coming]
    }
