"""A change of the centre in plain words: what was done to which thing, and each fact of it, before and after."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from server.core.events import ElsewhereChanged, Entry, ProcedureChanged, ScreenPlaced, SettingChanged
from server.core.procedures.procedure import shortened
from server.core.reports import change_words as words
from server.core.reports.change_table import GONE, TABLE, Facts
from server.core.reports.period_names import WEEKDAYS
from server.core.roles import ROLE_NAMES
from server.core.taking_back import WHOLE, Step, catalogue_step, setting_step
from server.core.texts import BothTexts, FilledTexts

Sayable = BothTexts | FilledTexts | Mapping[str, str] | tuple["Sayable", ...] | str
"""What can be said in a language: a text, a name by language, several of them, or words of its own."""
_IN_THE_NAME: Final = frozenset({"id", "name", "source", "url"})
"""What the sentence says of a new thing."""
_USUAL: Final[Facts] = {"active": True, "shown": True}
_EMPTY: Final = (None, "", ())


@dataclass(frozen=True, slots=True)
class Known:
    """What things are called now: fields, halls and kinds of machines by code, counters by number.

    `local` is a moment (UTC milliseconds) by the centre's clocks.
    """

    field: Callable[[str], Mapping[str, str]]
    hall: Callable[[str], Mapping[str, str]]
    machine: Callable[[str], Sayable]
    counter: Callable[[int], Sayable]
    local: Callable[[int], datetime]


@dataclass(frozen=True, slots=True)
class Line:
    """One fact that is different."""

    label: Sayable
    before: Sayable
    after: Sayable


@dataclass(frozen=True, slots=True)
class Change:
    """One change; `thing` is what it is about, `before` and `after` what that was and is then, nothing where there is none.

    A setting has no lines: its form tells what its facts are called.
    """

    entry: Entry
    kind: str
    thing: tuple[str, Any]
    what: FilledTexts
    lines: tuple[Line, ...]
    before: Facts
    after: Facts

    @property
    def begins(self) -> bool:
        """Whether the thing was not there before."""
        return not self.before and bool(self.after)

    @property
    def step(self) -> Step | None:
        """What of the thing it changed, so that it can be told what stands on it; `None`: nothing."""
        event = self.entry.event
        if isinstance(event, SettingChanged):
            return setting_step(self.entry)
        if isinstance(event, ProcedureChanged | ElsewhereChanged):
            return catalogue_step(self.entry)
        if first_place(self):
            return None
        if self.begins or type(event) in GONE:
            return Step(self.entry, self.thing, WHOLE)
        names = frozenset(_different(self.before, self.after))
        return Step(self.entry, self.thing, names) if names else None


def first_place(change: Change) -> bool:
    """Whether a screen got its place as it was paired: that goes with the pairing."""
    return isinstance(change.entry.event, ScreenPlaced) and "layout" not in change.before


def was(facts: Facts, name: str) -> Any:
    """A fact of a thing, as it is where nothing was ever said of it."""
    return facts.get(name, _USUAL.get(name))


@dataclass(slots=True)
class Story:
    """What each thing was so far, so that a change of it can be told. Hear everything of a family in order."""

    known: Known
    _now: dict[tuple[str, Any], Facts] = field(default_factory=dict)

    def hear(self, entry: Entry) -> Change:
        """The change that this entry is."""
        event = entry.event
        telling = TABLE[type(event)]
        key = telling.key(event)
        before = self._before(event, key)
        gone = type(event) in GONE
        after = {} if gone else telling.after(event, before)
        self._now[key] = {} if gone else after or before
        what = telling.what(before, after).filled(name=self._name(key, after or before))
        lines = tuple(self._lines(before, after)) if after else ()
        return Change(entry, telling.kind, key, what, lines, before, after)

    def now(self, key: tuple[str, Any]) -> Facts:
        """What a thing is after all that was heard; nothing where it is not there."""
        return self._now.get(key, {})

    def _before(self, event: Any, key: tuple[str, Any]) -> Facts:
        if isinstance(event, ProcedureChanged | ElsewhereChanged):
            return event.before or {}
        return self.now(key)

    def _name(self, key: tuple[str, Any], facts: Facts) -> Sayable:
        match key:
            case "outage", code:
                return self.known.field(code)
            case "emergency", hall:
                return self.known.hall(hall) if hall else words.EVERY_HALL
            case "person", username:
                return f"{facts['name']} ({username})" if facts.get("name") else str(username)
        said = (facts.get(name) for name in ("short_name", "name", "vi", "source", "url"))
        return next((shortened(str(each)) for each in said if each), str(key[1]))

    def _lines(self, before: Facts, after: Facts) -> Iterator[Line]:
        for name in _different(before, after):
            if before or name not in _IN_THE_NAME:
                old, new = self._value(name, was(before, name)), self._value(name, after[name])
                yield Line(words.LABELS.get(name, name), old, new)

    def _value(self, name: str, value: Any) -> Sayable:
        """A fact as people say it."""
        if value is None or value == "":
            return words.NOTHING
        if isinstance(value, bool):
            return words.YES if value else words.NO
        if name in _SAID:
            return _SAID[name](self.known, value)
        return (tuple(map(str, value)) or words.NOTHING) if isinstance(value, tuple | list) else str(value)


def _different(before: Facts, after: Facts) -> Iterator[str]:
    """The names of the facts that became others."""
    for name, value in after.items():
        old = was(before, name)
        if old != value and not (old in _EMPTY and value in _EMPTY):
            yield name


def _at_counter(known: Known, n: int) -> Sayable:
    return known.counter(n)


def _moment(known: Known, at: int) -> Sayable:
    return f"{known.local(at):%d/%m/%Y %H:%M}"


_SAID: Final[Mapping[str, Callable[[Known, Any], Sayable]]] = {
    "role": lambda _, role: ROLE_NAMES.get(role, role),
    "field": lambda known, code: known.field(code),
    "hall": lambda known, code: known.hall(code),
    "halls": lambda known, codes: tuple(map(known.hall, codes)) or words.EVERY_HALL,
    "layout": lambda _, layout: words.LAYOUTS.get(layout, layout),
    "kind": lambda known, kind: words.NOTICE_KINDS.get(kind) or known.machine(kind),
    "usual_counter": _at_counter,
    "at_counter": _at_counter,
    "panel": _at_counter,
    "expires_at": _moment,
    "now": _moment,
    "types": lambda _, types: tuple(types) or words.EVERY_EVENT,
    "weekdays": lambda _, days: tuple(WEEKDAYS[day - 1] for day in days) or words.NOTHING,
}
"""How a fact is said that is more than words of its own."""
