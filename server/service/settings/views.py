"""Settings and their history as JSON; names are those of centre.toml."""

from base64 import b64encode
from typing import Final

from server.core.colours import MEANINGS, accent_contrast, palette
from server.core.events import SettingChanged
from server.service.context import Context
from server.service.queue.reordered import Reordered
from server.service.settings.history import Change
from server.service.views import View, iso

ON_THE_SLIP: Final = frozenset({"centre", "printer", "slip"})
"""The parts that are seen on slips."""
COLOURED: Final = frozenset({"centre"})
"""The parts that colours derive from."""
IN_THE_ORDER: Final = frozenset({"calling", "priority_classes"})
"""The parts that say in which order people are called."""


def previewed(part: str) -> list[str]:
    """What there is to show of a part before it is set."""
    parts = {"slip": ON_THE_SLIP, "colours": COLOURED, "calling": IN_THE_ORDER}
    return [shown for shown, of in parts.items() if part in of]


def settings_view(context: Context) -> View:
    """All that is set, and of which change it is."""
    settings = context.settings
    return {"version": settings.version, **settings.document.as_json()}


def preview_view(context: Context, slip: bytes | None, accent: str | None, calling: Reordered | None) -> View:
    """What a part would bring with it; `None` for what it does not touch."""
    return {
        "slip": None if slip is None else {"png": b64encode(slip).decode()},
        "colours": None if accent is None else _colours(accent),
        "calling": None if calling is None else _calling(context, calling),
    }


def _calling(context: Context, found: Reordered) -> View:
    places = context.centre.layout.counters
    return {
        "waiting": found.waiting,
        "counters": [
            {
                "counters": [places[n].name if n in places else str(n) for n in line.counters],
                "before": [found.numbers[ticket] for ticket in line.before],
                "after": [found.numbers[ticket] for ticket in line.after],
                "moved": [
                    {"number": found.numbers[one.ticket], "before": one.before, "after": one.after}
                    for one in line.moved
                ],
            }
            for line in found.counters
        ],
    }


def _colours(accent: str) -> View:
    family = palette(accent)
    shown = {meaning: family[name] for meaning, name in MEANINGS.items()}
    return {"contrast": round(accent_contrast(accent), 1), "tokens": shown}


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
