"""Taking a change of the settings back: only what it changed, unless a later change of the same stands on it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from server.core.events import Entry, SettingChanged

WHOLE: Final = frozenset[str]()
"""In place of the names of settings: the whole part, or the whole entry of a list, as when one is new or gone."""


@dataclass(frozen=True, slots=True)
class Over:
    """A later change that stands on another one, by the settings that both changed; `WHOLE` where it is no single one."""

    entry: Entry
    names: frozenset[str]


class LaterChanges:
    """The latest changes, from the newest back to any: which are taken back, and what stands on each.

    A change that was taken back, and the one that did it, stand on nothing that came before both.
    """

    def __init__(self, newest_first: Iterable[Entry]) -> None:
        entries = [entry for entry in newest_first if isinstance(entry.event, SettingChanged)]
        self._all = {entry.seq: entry for entry in entries}
        self._in_force = list(_in_force(entries))
        self._undone = {_undone(entry) for entry in self._in_force}

    def taken_back(self, entry: Entry) -> bool:
        """Whether a later one undid it, and none undid that."""
        return entry.seq in self._undone

    def over(self, entry: Entry) -> Over | None:
        """The latest change that stands on this one."""
        for later in self._in_force:
            if later.seq <= entry.seq:
                return None
            names = _shared(entry.event, later.event)
            if names is not None and not self._undoes_one_after(entry.seq, later):
                return Over(later, names)
        return None

    def _undoes_one_after(self, seq: int, later: Entry) -> bool:
        """What an undo moved along, such as another entry of the list, is a change of its own."""
        undone = self._all.get(_undone(later))
        return undone is not None and undone.seq > seq and _same_thing(undone.event, later.event)


def without(undone: SettingChanged, now: Any) -> Any:
    """What is there `now` without what this change did to it; `None`: no such entry. What it left alone stays."""
    names = _names(undone)
    if names == WHOLE or not isinstance(now, Mapping):
        return undone.before
    before = undone.before or {}
    kept = {name: value for name, value in now.items() if name not in names}
    return kept | {name: before[name] for name in names if name in before}


def _in_force(newest_first: Iterable[Entry]) -> Iterator[Entry]:
    undone = set[int]()
    for entry in newest_first:
        if entry.seq not in undone:
            undone.add(_undone(entry))
            yield entry


def _undone(entry: Entry) -> int:
    """Which change this one takes back; 0 for none."""
    assert isinstance(entry.event, SettingChanged)
    return entry.event.takes_back or 0


def _same_thing(undone: Any, by: Any) -> bool:
    return undone.part == by.part and undone.key in {None, by.key}


def _names(event: SettingChanged) -> frozenset[str]:
    """The settings that a change changed. A table that an older version did not have had this version's defaults."""
    before = {} if event.before is None and event.key is None else event.before
    if not isinstance(before, Mapping) or not isinstance(event.after, Mapping):
        return WHOLE
    absent = object()
    every = {*before, *event.after}
    return frozenset(name for name in every if before.get(name, absent) != event.after.get(name, absent))


def _shared(event: Any, later: Any) -> frozenset[str] | None:
    """What both changed; `None`: they are of different things."""
    if event.part != later.part or (None not in {event.key, later.key} and event.key != later.key):
        return None
    mine, theirs = _names(event), _names(later)
    if WHOLE in {mine, theirs}:
        return WHOLE
    return (mine & theirs) or None
