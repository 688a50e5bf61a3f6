"""The centre's history: everything that people changed of it, in plain words, and which change can be taken back."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from server.core.events import ElsewhereChanged, Entry, Event, ProcedureChanged, SettingChanged
from server.core.procedures.edits import key_of
from server.core.reports.change_table import TABLE, told
from server.core.reports.change_words import KINDS
from server.core.reports.changes import Change, Known, Story
from server.core.reports.life_words import COUNTER
from server.core.taking_back import WHOLE, LaterChanges
from server.core.taking_back import Over as SettingsOver
from server.core.texts import Language
from server.service.context import Context
from server.service.people.devices import DEVICE_KINDS
from server.service.reports import names as names_known
from server.service.reports.actors import Named, actors
from server.store.reports import changes as stored

_OF_THE_CATALOGUE: Final = (ProcedureChanged, ElsewhereChanged)
_CAN_GO_BACK: Final = (SettingChanged, *_OF_THE_CATALOGUE)
_NONE: Final = LaterChanges(())
_TELL_BEFORE: Final = frozenset({"settings", "procedures"})
"""The kinds whose events say themselves what there was before."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which changes, and how many: of one of `KINDS` (empty: all), of a part of the settings, by one user name, on these days (ISO dates)."""

    limit: int
    kind: str = ""
    part: str = ""
    who: str = ""
    first: str = ""
    last: str = ""
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A change with who made it. `over` is the latest one that stands on it, `taken_back` says that one undid it."""

    change: Change
    who: str
    over: "Over | None"
    taken_back: bool

    @property
    def can_go_back(self) -> bool:
        """Whether it can be taken back now."""
        return isinstance(self.change.entry.event, _CAN_GO_BACK) and not self.taken_back and self.over is None


@dataclass(frozen=True, slots=True)
class Over:
    """A later change of the same thing: by whom, when (UTC milliseconds), and of which settings; none where it is the whole."""

    who: str
    at: int
    settings: frozenset[str]


@dataclass(frozen=True, slots=True)
class History:
    """Changes, newest first, whether there are further ones, and everybody who ever made one, by user name."""

    changes: tuple[Told, ...]
    more: bool
    people: Mapping[str, str]


def changes(context: Context, asked: Asked, language: Language) -> History:
    """The changes that were asked for."""
    with context.store.read() as connection:
        entries = list(islice(_told(connection, asked), asked.limit + 1))
        page = entries[: asked.limit]
        heard = _heard(connection, page, _known(context, connection))
        later = _later(connection, page)
        named = actors(connection, language)
        found = tuple(_with_who(heard[entry.seq], later, named) for entry in page)
        people = {_username(actor): named(actor) for actor in stored.actors(connection)}
    return History(found, len(entries) > asked.limit, people)


def _told(connection: sqlite3.Connection, asked: Asked) -> Iterator[Entry]:
    """The rows that were asked for and that people are told of."""
    kinds = {asked.kind} if asked.kind else set(KINDS)
    types = () if not asked.kind else tuple(each.type for each in _types(kinds))
    before = stored.NEVER if asked.before is None else asked.before
    which = stored.Asked(types, asked.who, asked.first, asked.last, asked.part, before)
    return (entry for entry in stored.newest(connection, which) if told(entry.event))


def _types(kinds: Collection[str]) -> list[type[Event]]:
    return [event for event, telling in TABLE.items() if telling.kind in kinds]


def _heard(connection: sqlite3.Connection, page: Sequence[Entry], known: Known) -> dict[int, Change]:
    """Each entry of the page as a change, with what its thing was before it."""
    kinds = {TABLE[type(entry.event)].kind for entry in page} - _TELL_BEFORE
    if "people" in kinds:
        kinds.add("devices")
    wanted, story = {entry.seq for entry in page}, Story(known)
    rows = stored.story(connection, _types(kinds), max(wanted)) if kinds else iter(())
    found = {entry.seq: change for entry in rows for change in (story.hear(entry),) if entry.seq in wanted}
    return found | {entry.seq: story.hear(entry) for entry in page if entry.seq not in found}


@dataclass(frozen=True, slots=True)
class _Later:
    """What came after the first change of a page: of the settings by part, of the catalogue by entry, and what of it is undone."""

    settings: Mapping[str, LaterChanges]
    catalogue: Mapping[object, Sequence[Entry]]
    undone: frozenset[int]

    def taken_back(self, entry: Entry) -> bool:
        """Whether one of them undid this one."""
        if isinstance(entry.event, SettingChanged):
            return self._of_part(entry.event).taken_back(entry)
        return entry.seq in self.undone

    def over(self, entry: Entry) -> SettingsOver | None:
        """The latest change that stands on this one."""
        if isinstance(entry.event, SettingChanged):
            return self._of_part(entry.event).over(entry)
        latest = next(reversed(self.catalogue.get(_entry_of(entry.event), ())), None)
        return SettingsOver(latest, WHOLE) if latest is not None and latest.seq > entry.seq else None

    def _of_part(self, event: SettingChanged) -> LaterChanges:
        return self.settings.get(event.part, _NONE)


def _later(connection: sqlite3.Connection, page: Sequence[Entry]) -> _Later:
    kinds = {type(entry.event) for entry in page} & set(_CAN_GO_BACK)
    settings, catalogue, undone = dict[str, list[Entry]](), dict[object, list[Entry]](), set[int]()
    for entry in stored.later(connection, kinds, min(each.seq for each in page)) if kinds else ():
        if isinstance(entry.event, SettingChanged):
            settings.setdefault(entry.event.part, []).append(entry)
        else:
            catalogue.setdefault(_entry_of(entry.event), []).append(entry)
            undone.add(getattr(entry.event, "takes_back", None) or 0)
    of_parts = {part: LaterChanges(reversed(entries)) for part, entries in settings.items()}
    return _Later(of_parts, catalogue, frozenset(undone))


def _entry_of(event: Event) -> object:
    """Which entry of the catalogue it changes."""
    return key_of(event) if isinstance(event, _OF_THE_CATALOGUE) else None


def _with_who(change: Change, later: _Later, named: Named) -> Told:
    entry = change.entry
    undone = later.taken_back(entry)
    over = None if undone else later.over(entry)
    return Told(change, named(entry.actor), None if over is None else _over(over, named), undone)


def _over(over: SettingsOver, named: Named) -> Over:
    return Over(named(over.entry.actor), over.entry.at, over.names)


def _username(actor: str) -> str:
    return actor.partition(":")[2] or actor


def _known(context: Context, connection: sqlite3.Connection) -> Known:
    """What things are called, or were called at last."""
    names, own_name = names_known.Known(context, connection), context.centre.layout.own_name
    return Known(
        field=lambda code: names.fields.get(code, {"vi": code}),
        hall=lambda code: names.halls.get(code, {"vi": code}),
        machine=lambda kind: DEVICE_KINDS.get(kind, kind),
        counter=lambda n: own_name(n) or COUNTER.filled(n=n),
        local=context.centre.local,
    )
