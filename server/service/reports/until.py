"""A day's figures as they were at a moment of it: its stays one by one, each as it was then."""

import sqlite3
from dataclasses import dataclass, field, replace

from server.core.model import Outcome
from server.core.reports.days import day_text
from server.core.reports.figures import Gathered
from server.core.reports.keys import Local, key_of
from server.core.reports.marks import OUTCOMES
from server.core.reports.stays import Stay, last_ones
from server.service.context import Context
from server.service.reports.asked import FiguresAsked
from server.service.reports.names import Known
from server.service.reports.scope import scope_of
from server.store.reports import stays
from server.store.reports.scope import Scope

Keys = tuple[str, ...]


def as_of(
    context: Context, connection: sqlite3.Connection, known: Known, asked: FiguresAsked, names: Keys
) -> dict[Keys, Gathered]:
    """The last day of the query as it was at `until`, grouped by these names."""
    assert asked.until is not None
    scope = scope_of(context, known, replace(asked, first=asked.last))
    groups = _Groups(context.centre.local, scope, names)
    day_stays, waiting = day_then(connection, day_text(asked.last), asked.until)
    for stay in day_stays:
        groups.take(stay)
    for stay in waiting:
        if (group := groups.of(stay)) is not None:
            group.not_called += 1
    return groups.found


@dataclass(frozen=True, slots=True)
class _Groups:
    local: Local
    scope: Scope
    names: Keys
    found: dict[Keys, Gathered] = field(default_factory=dict)

    def of(self, stay: Stay) -> Gathered | None:
        """The group of a stay; `None` for one that is not asked for."""
        where = self.scope.where.items()
        if not all(key_of(stay, name, self.local) in values for name, values in where):
            return None
        keys = tuple(key_of(stay, name, self.local) for name in self.names)
        return self.found.setdefault(keys, Gathered())

    def take(self, stay: Stay) -> None:
        """Count a stay where it is, and its dossiers where their procedures are."""
        if (group := self.of(stay)) is not None:
            group.take((stay,))
        if "procedure" not in (*self.names, *self.scope.where):
            return
        for procedure, letter in stay.others:
            if group is not None:
                group.moved[letter] -= 1
            if (there := self.of(replace(stay, procedure=procedure))) is not None:
                there.moved[letter] += 1


def advised_by(connection: sqlite3.Connection, day: str, moment: int) -> int:
    """In how many visits of a day somebody had been advised by then, on one matter or several."""
    then, _ = day_then(connection, day, moment)
    return len({stay.ticket for stay in then if OUTCOMES[Outcome.ADVISED] in stay.dossiers})


def day_then(connection: sqlite3.Connection, day: str, moment: int) -> tuple[list[Stay], list[Stay]]:
    """The day's stays as they were then, and, as stays without a counter, the numbers that were not called yet."""
    every = [stay for stay in stays.of_day(connection, day) if stay.came <= moment]
    then = last_ones([found for stay in every if (found := stay.as_of(moment)) is not None])
    called = {stay.ticket for stay in then}
    later = {stay.ticket: stay for stay in reversed(every) if stay.ticket not in called}
    never = stays.never_called(connection, day, moment)
    return then, [*(stay.not_called() for stay in later.values()), *never]
