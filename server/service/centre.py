"""The centre as everybody may see it: its names, hours, fields and queues."""

from server.service.context import Context
from server.service.notices.views import centre_notices
from server.service.today import today
from server.service.views import View, field_views, iso
from server.store.procedures import table


def centre_view(context: Context, language: str) -> View:
    """What `GET /centre` answers."""
    centre = context.centre
    with context.store.read() as connection:
        _, now, day = today(context, connection)
        fields = field_views(context, connection, day, language)
    return {
        "name": centre.names.get(language, centre.names["vi"]),
        "names": dict(centre.names),
        "ward": centre.ward,
        "languages": list(centre.languages),
        "timezone": str(centre.zone),
        "day": day,
        "now": iso(context, now),
        "opening": opening_view(context, now),
        "fields": fields,
        "priority_classes": [
            {
                "code": code,
                "name": names.get(language, names["vi"]),
                "names": dict(names),
                "from_age": centre.layout.ages.get(code),
            }
            for code, names in centre.layout.priority_classes.items()
        ],
        "guidance": centre.layout.guidance,
        **centre_notices(context),
        "card_salt": context.cards.salt(day),
    }


def opening_view(context: Context, now: int) -> View:
    """Whether numbers are given now, in which sessions, and when next."""
    hours, at = context.centre.hours, context.centre.local(now)
    opens_at = hours.opens_at(at)
    return {
        "open": hours.open_at(at),
        "sessions": [{"from": f"{s.start:%H:%M}", "to": f"{s.until:%H:%M}"} for s in hours.sessions],
        "opens_at": None if opens_at is None else opens_at.isoformat(timespec="seconds"),
    }


def procedure_name(context: Context, code: str) -> str | None:
    """A procedure's plain name."""
    with context.store.read() as connection:
        found = table.find(connection, code)
    return None if found is None else found.short
