"""Settings and their history as JSON; names are those of centre.toml."""

from server.core.events import SettingChanged
from server.core.texts import LANGUAGES
from server.service.context import Context
from server.service.settings.history import Change
from server.service.settings.holidays import Holiday
from server.service.views import View, iso


def settings_view(context: Context) -> View:
    """All that is set, and of which change it is."""
    settings = context.settings
    return {"version": settings.version, **settings.document.as_json()}


def change_view(context: Context, change: Change) -> View:
    """One change; the first one has no `part`: it is what the centre began with."""
    entry, event = change.entry, change.entry.event
    view: View = {"seq": entry.seq, "at": iso(context, entry.at), "actor": entry.actor, "who": change.who}
    if not isinstance(event, SettingChanged):
        return view | {
            "part": None,
            "key": None,
            "before": None,
            "after": None,
            "taken_back": False,
            "takes_back": None,
        }
    return view | {
        "part": event.part,
        "key": event.key,
        "before": event.before,
        "after": event.after,
        "taken_back": change.taken_back,
        "takes_back": event.takes_back,
    }


def holiday_view(holiday: Holiday) -> View:
    """A holiday, with the reason of an exception of its date."""
    reason = {language: holiday.reason.said(language) for language in LANGUAGES}
    return {"date": holiday.day.isoformat(), "names": dict(holiday.names), "reason": reason}
