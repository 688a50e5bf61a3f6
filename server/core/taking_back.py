"""Taking a change of the centre back: only what it changed, unless a later change of the same stands on it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from server.core.events import ElsewhereChanged, Entry, ProcedureChanged, SettingChanged
from server.core.procedures.edits import key_of

WHOLE: Final = frozenset[str]()
"""In place of the names of facts: the whole thing, as when one is new or gone."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change by what it is about, from the outside in (a part, an entry of it), and the names of the facts that it changed."""

    entry: Entry
    thing: tuple[Any, ...]
    names: frozenset[str] = WHOLE

    @property
    def takes_back(self) -> int:
        """The `seq` of the change that this one takes back; 0 for none."""
        return getattr(self.entry.event, "takes_back", None) or 0

    def is_of(self, other: "Step") -> bool:
        """Whether it is about what the other is about, or about something within."""
        return self.thing[: len(other.thing)] == other.thing

    def shared(self, other: "Step") -> frozenset[str] | None:
        """What both changed; `None`: nothing."""
        if not self.is_of(other) and not other.is_of(self):
            return None
        if WHOLE in {self.names, other.names}:
            return WHOLE
        return (self.names & other.names) or None


@dataclass(frozen=True, slots=True)
class Over:
    """A later change that stands on another one, by the facts that both changed; `WHOLE` where it is no single one."""

    entry: Entry
    names: frozenset[str]


class LaterChanges:
    """The latest changes, from the newest back to any: which are taken back, and what stands on each.

    A change that was taken back, and the one that did it, stand on nothing that came before both.
    """

    def __init__(self, newest_first: Iterable[Step]) -> None:
        steps = list(newest_first)
        self._all = {step.entry.seq: step for step in steps}
        self._in_force = list(_in_force(steps))
        self._undone = {step.takes_back for step in self._in_force}

    def taken_back(self, seq: int) -> bool:
        """Whether a later one undid the change `seq`, and none undid that."""
        return seq in self._undone

    def over(self, step: Step) -> Over | None:
        """The latest change that stands on this one."""
        for later in self._in_force:
            if later.entry.seq <= step.entry.seq:
                return None
            names = step.shared(later)
            if names is not None and not self._undoes_one_after(step.entry.seq, later):
                return Over(later.entry, names)
        return None

    def _undoes_one_after(self, seq: int, later: Step) -> bool:
        """What an undo moved along, such as another entry of the list, is a change of its own."""
        undone = self._all.get(later.takes_back)
        return undone is not None and undone.entry.seq > seq and later.is_of(undone)


def of_settings(newest_first: Iterable[Entry]) -> LaterChanges:
    """The latest changes of the settings."""
    return LaterChanges(setting_step(each) for each in newest_first if isinstance(each.event, SettingChanged))


def setting_step(entry: Entry) -> Step:
    """A change of the settings, by what it says of itself."""
    event = entry.event
    assert isinstance(event, SettingChanged)
    key = () if event.key is None else (event.key,)
    return Step(entry, ("settings", event.part, *key), _names(event))


def catalogue_step(entry: Entry) -> Step:
    """A change of the catalogue: of all that is told of one entry of it."""
    assert isinstance(entry.event, ProcedureChanged | ElsewhereChanged)
    return Step(entry, key_of(entry.event))


def without(undone: SettingChanged, now: Any) -> Any:
    """What is there `now` without what this change did to it; `None`: no such entry. What it left alone stays."""
    names = _names(undone)
    if names == WHOLE or not isinstance(now, Mapping):
        return undone.before
    before = undone.before or {}
    kept = {name: value for name, value in now.items() if name not in names}
    return kept | {name: before[name] for name in names if name in before}


def _in_force(newest_first: Iterable[Step]) -> Iterator[Step]:
    undone = set[int]()
    for step in newest_first:
        if step.entry.seq not in undone:
            undone.add(step.takes_back)
            yield step


def _names(event: SettingChanged) -> frozenset[str]:
    """The settings that a change changed. A table that an older version did not have had this version's defaults."""
    before = {} if event.before is None and event.key is None else event.before
    if not isinstance(before, Mapping) or not isinstance(event.after, Mapping):
        return WHOLE
    absent = object()
    every = {*before, *event.after}
    return frozenset(name for name in every if before.get(name, absent) != event.after.get(name, absent))
