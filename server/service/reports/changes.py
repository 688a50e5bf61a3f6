"""The centre's history: everything that people changed of it, in plain words, and which change can be taken back."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from server.core.events import Entry
from server.core.reports.change_table import told
from server.core.reports.change_words import LABELS
from server.core.reports.changes import Change
from server.core.reports.ways_back import NO_WAY, going_back
from server.core.taking_back import Over as StandsOver
from server.core.texts import BothTexts, FilledTexts, Language
from server.service.context import Context
from server.service.reports.actors import Named, actors
from server.service.reports.heard import Heard, hear, types_of
from server.service.reports.why_not import May, why_not
from server.store.reports import changes as stored


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
    """A change with who made it. `over` is the latest one that stands on it, `taken_back` says that one undid it.

    `why_not` is why it cannot be taken back, where it is neither of these.
    """

    change: Change
    who: str
    over: "Over | None"
    taken_back: bool
    why_not: BothTexts | None

    @property
    def can_go_back(self) -> bool:
        """Whether it can be taken back now."""
        return not self.taken_back and self.over is None and self.why_not is None

    @property
    def going_back(self) -> FilledTexts | None:
        """What taking it back does where its lines do not tell it."""
        return going_back(self.change) if self.can_go_back else None


@dataclass(frozen=True, slots=True)
class Over:
    """A later change of the same thing: by whom, when (UTC milliseconds), and of which facts; none where it is the whole.

    `settings` are the names of settings, `labels` what other facts are called. What is `for_good` cannot be taken back itself.
    """

    who: str
    at: int
    settings: frozenset[str]
    labels: tuple[BothTexts, ...]
    for_good: bool


@dataclass(frozen=True, slots=True)
class History:
    """Changes, newest first, whether there are further ones, and everybody who ever made one, by user name."""

    changes: tuple[Told, ...]
    more: bool
    people: Mapping[str, str]


def changes(context: Context, asked: Asked, language: Language, may: May) -> History:
    """The changes that were asked for, and what of them somebody who `may` do this and that can take back."""
    with context.store.read() as connection:
        entries = list(islice(_told(connection, asked), asked.limit + 1))
        page = entries[: asked.limit]
        heard = hear(context, connection, page)
        named = actors(connection, language)
        found = tuple(_with_who(context, heard, heard.changes[entry.seq], named, may) for entry in page)
        people = {_username(actor): named(actor) for actor in stored.actors(connection)}
    return History(found, len(entries) > asked.limit, people)


def _told(connection: sqlite3.Connection, asked: Asked) -> Iterator[Entry]:
    """The rows that were asked for and that people are told of."""
    types = tuple(each.type for each in types_of({asked.kind}))
    before = stored.NEVER if asked.before is None else asked.before
    which = stored.Asked(types, asked.who, asked.first, asked.last, asked.part, before)
    return (entry for entry in stored.newest(connection, which) if told(entry.event))


def _with_who(context: Context, heard: Heard, change: Change, named: Named, may: May) -> Told:
    undone, no_way = heard.taken_back(change), type(change.entry.event) in NO_WAY
    over = None if undone or no_way else heard.over(change)
    free = not undone and over is None
    return Told(
        change,
        named(change.entry.actor),
        None if over is None else _over(change, over, named),
        undone,
        why_not(context, change, heard.now(change), may) if free else None,
    )


def _over(change: Change, over: StandsOver, named: Named) -> Over:
    of_settings = change.kind == "settings"
    return Over(
        who=named(over.entry.actor),
        at=over.entry.at,
        settings=over.names if of_settings else frozenset(),
        labels=() if of_settings else tuple(LABELS[name] for name in sorted(over.names) if name in LABELS),
        for_good=type(over.entry.event) in NO_WAY,
    )


def _username(actor: str) -> str:
    return actor.partition(":")[2] or actor
