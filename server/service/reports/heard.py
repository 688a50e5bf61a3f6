"""Changes of the centre as they are told, with what came after each: what took it back, and what stands on it."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from server.core.events import Entry, Event
from server.core.reports.change_table import TABLE, Facts
from server.core.reports.changes import Change, Known, Story
from server.core.reports.life_words import COUNTER
from server.core.taking_back import LaterChanges, Over, Step
from server.service.context import Context
from server.service.people.devices import DEVICE_KINDS
from server.service.reports import names as names_known
from server.store.reports import changes as stored

_TELL_BEFORE: Final = frozenset({"settings", "procedures"})
"""The kinds whose events say themselves what there was before."""
_NAMED_BY: Final[Mapping[str, frozenset[str]]] = {"people": frozenset({"devices"})}
"""By kind the others that it takes names from."""
_NONE: Final = LaterChanges(())


@dataclass(frozen=True, slots=True)
class Heard:
    """The changes that were asked for, by `seq`, each with what came after it."""

    changes: Mapping[int, Change]
    _story: Story
    _later: Mapping[tuple[Any, ...], LaterChanges]

    def taken_back(self, change: Change) -> bool:
        """Whether a later one undid it, and none undid that."""
        return self._after(change.step).taken_back(change.entry.seq)

    def over(self, change: Change) -> Over | None:
        """The latest change that stands on this one."""
        step = change.step
        return None if step is None else self._after(step).over(step)

    def now(self, change: Change) -> Facts:
        """What its thing is now; nothing where it is not there any more."""
        return self._story.now(change.thing)

    def _after(self, step: Step | None) -> LaterChanges:
        return _NONE if step is None else self._later.get(_family(step), _NONE)


def hear(context: Context, connection: sqlite3.Connection, page: Sequence[Entry]) -> Heard:
    """These entries as changes."""
    story = Story(_known(context, connection))
    wanted, changes, steps = {entry.seq for entry in page}, dict[int, Change](), dict[Any, list[Step]]()
    first = min(wanted, default=0)
    for entry in _rows(connection, {TABLE[type(each.event)].kind for each in page}, first):
        change = story.hear(entry)
        if entry.seq in wanted:
            changes[entry.seq] = change
        if (step := change.step if entry.seq > first else None) is not None:
            steps.setdefault(_family(step), []).append(step)
    return Heard(changes, story, {each: LaterChanges(reversed(found)) for each, found in steps.items()})


def types_of(kinds: Collection[str]) -> list[type[Event]]:
    """The types of events that are changes of these kinds."""
    return [event for event, telling in TABLE.items() if telling.kind in kinds]


def types_heard(kinds: Collection[str]) -> list[type[Event]]:
    """The types of events that are heard so that changes of these kinds can be told."""
    return types_of({*kinds, *chain.from_iterable(_NAMED_BY.get(kind, ()) for kind in kinds)})


def _rows(connection: sqlite3.Connection, kinds: set[str], first: int) -> Iterator[Entry]:
    """What a story of these kinds needs: what says what was before from the row `first`, all else from the beginning."""
    if whole := types_heard(kinds - _TELL_BEFORE):
        yield from stored.later(connection, whole, 0)
    if from_here := types_of(kinds & _TELL_BEFORE):
        yield from stored.later(connection, from_here, first - 1)


def _family(step: Step) -> tuple[Any, ...]:
    return step.thing[:2]


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
