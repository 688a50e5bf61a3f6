"""The history of all changes as JSON."""

from collections.abc import Mapping

from server.core.events import SettingChanged
from server.core.reports.changes import Line, Sayable
from server.core.texts import BothTexts, FilledTexts, Language, named
from server.service.context import Context
from server.service.reports.changes import History, Over, Told
from server.service.views import View, iso


def changes_view(context: Context, history: History, language: Language) -> View:
    """Changes in words, newest first, and by whom there are any."""
    return {
        "items": [_change(context, told, language) for told in history.changes],
        "more": history.more,
        "people": [{"username": who, "name": name} for who, name in history.people.items()],
    }


def _change(context: Context, told: Told, language: Language) -> View:
    change, entry = told.change, told.change.entry
    event = entry.event
    setting = event if isinstance(event, SettingChanged) else None
    over = told.over
    return {
        "seq": entry.seq,
        "at": iso(context, entry.at),
        "actor": entry.actor,
        "who": told.who,
        "kind": change.kind,
        "type": event.type,
        "what": language.say(change.what.text, **change.what.parameters),
        "lines": [_line(line, language) for line in change.lines],
        "part": setting and setting.part,
        "key": setting and setting.key,
        "before": setting and setting.before,
        "after": setting and setting.after,
        "taken_back": told.taken_back,
        "takes_back": getattr(event, "takes_back", None),
        "can_go_back": told.can_go_back,
        "over": None if over is None else _over(context, over, language),
        "why_not": told.why_not and language.say(told.why_not),
        "going_back": told.going_back and _said(told.going_back, language),
    }


def _over(context: Context, over: Over, language: Language) -> View:
    return {
        "who": over.who,
        "at": iso(context, over.at),
        "settings": sorted(over.settings),
        "labels": [language.say(label) for label in over.labels],
        "for_good": over.for_good,
    }


def _line(line: Line, language: Language) -> View:
    return {
        "label": _said(line.label, language),
        "before": _said(line.before, language),
        "after": _said(line.after, language),
    }


def _said(value: Sayable, language: Language) -> str:
    match value:
        case BothTexts():
            return language.say(value)
        case FilledTexts():
            return language.say(value.text, **value.parameters)
        case Mapping():
            return named(value, language.tag)
        case tuple():
            return ", ".join(_said(each, language) for each in value)
    return value
