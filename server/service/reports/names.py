"""The names of a report's rows; also what is out of use keeps its name."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from server.core.model import CounterPlace
from server.core.points import MAIN_NAME
from server.core.procedures.procedure import Procedure
from server.core.queue.lines import MAIN
from server.core.reports.channel_names import CHANNELS
from server.core.reports.period_names import Names, both, label
from server.core.roles import program_of
from server.core.settings import Items, out_of_use
from server.core.texts import BothTexts
from server.service.context import Context
from server.service.reports.asked import RowsBy
from server.store import settings
from server.store.people import people, tokens
from server.store.procedures import table
from server.store.reports import former

NOT_CALLED: Final = BothTexts("Chưa được gọi", "Not called")
"""The name shown as counter, hall or officer of numbers that were never called."""
ORDINARY: Final = BothTexts("Không ưu tiên", "No priority")
NO_PROCEDURE: Final = BothTexts("Không ghi thủ tục", "No procedure noted")
ONE_HALL: Final = BothTexts("Sảnh", "Hall")
THE_HALL: Final = "-"
"""The key of the hall of a centre that names none."""
TOTAL: Final = BothTexts("Tổng", "Total")


@dataclass(frozen=True)
class Known:
    """What the centre has and had, in its order; read at one moment of `connection`."""

    context: Context
    connection: sqlite3.Connection
    _officers: dict[str, Names | None] = field(default_factory=dict, init=False)

    @cached_property
    def fields(self) -> dict[str, Names]:
        """Fields by code, those in use first."""
        in_use = {code: each.names for code, each in self.context.centre.layout.fields.items()}
        return in_use | self._former("fields", in_use)

    @cached_property
    def classes(self) -> dict[str, Names]:
        """Priority classes by code, those in use first; the empty code is for people of none."""
        in_use = {"": both(ORDINARY)} | dict(self.context.centre.layout.priority_classes)
        return in_use | self._former("priority_classes", in_use)

    @cached_property
    def halls(self) -> dict[str, Names]:
        """Halls by code, including halls that have counters but no name."""
        in_use = dict(self.context.centre.layout.halls)
        known = in_use | self._former("halls", in_use)
        unnamed = {
            hall: both(ONE_HALL) if hall == THE_HALL else _plain(hall)
            for hall in self.hall_of.values()
            if hall not in known
        }
        return known | unnamed

    @cached_property
    def points(self) -> dict[str, Names]:
        """Points by code, the main one first, under its empty one."""
        in_use = {MAIN: MAIN_NAME} | {
            code: point.names for code, point in self.context.centre.layout.points.items()
        }
        return in_use | self._former("points", in_use)

    @cached_property
    def point_of(self) -> dict[str, str]:
        """The point where each counter stands, or stood at last, by its number."""
        at = self.context.centre.layout.hall_points
        return {n: at.get(hall, MAIN) for n, hall in self.hall_of.items()}

    @cached_property
    def counters(self) -> dict[str, CounterPlace]:
        """Counters by number, those in use first."""
        in_use = {str(n): place for n, place in self.context.centre.layout.counters.items()}
        former = {
            n: CounterPlace(int(n), value.get("name") or f"Quầy {n}", (), (), value.get("hall") or "")
            for n, value in self._out_of_use("counters").items()
            if n not in in_use
        }
        return in_use | former

    @cached_property
    def hall_of(self) -> dict[str, str]:
        """The hall that each counter stands in, or stood in at last, by its number."""
        first = next(iter(self.context.centre.layout.halls), THE_HALL)
        return {n: place.hall or first for n, place in self.counters.items()}

    def officer(self, username: str) -> Names | None:
        """The name of a present or former user, or of a program that works or worked; `None` if there was none."""
        if username not in self._officers:
            name = self._program(username) or self._person(username)
            self._officers[username] = None if name is None else _plain(name)
        return self._officers[username]

    def _program(self, at_counters: str) -> str | None:
        name = program_of(at_counters)
        return name if name in self._programs else None

    @cached_property
    def _programs(self) -> set[str | None]:
        return {token.name for token in tokens.programs(self.connection)}

    def _person(self, username: str) -> str | None:
        person = people.find(self.connection, username)
        return person.name if person else former.name_of(self.connection, username)

    def procedure(self, code: str) -> Names | None:
        """The short name of a procedure, also of one out of use; `None` if it is unknown."""
        known = table.find(self.connection, code)
        if known is None:
            return None
        return _names_of(known)

    @cached_property
    def procedures(self) -> dict[str, Names]:
        """All procedures by code, also those out of use; the empty code is for visits of none."""
        every = table.everything(self.connection)
        return {"": both(NO_PROCEDURE)} | {code: _names_of(each) for code, each in every.items()}

    def _former(self, part: str, in_use: Mapping[str, Any]) -> dict[str, Names]:
        former_ones = self._out_of_use(part)
        return {
            code: {"vi": value["vi"], "en": value["en"]}
            for code, value in former_ones.items()
            if code not in in_use
        }

    @cached_property
    def _items(self) -> Items:
        return settings.everything(self.connection)

    def _out_of_use(self, part: str) -> Mapping[str, Any]:
        return out_of_use(self._items, part)

    def labels(self, by: RowsBy, key: str) -> Names:
        """A row's name in Vietnamese and English; its key if the name is unknown."""
        if key == "" and by in {RowsBy.COUNTER, RowsBy.OFFICER, RowsBy.HALL}:
            return both(NOT_CALLED)
        return _LABELS[by](self, key) or _plain(key)


def _names_of(procedure: Procedure) -> Names:
    return {"vi": procedure.short, "en": procedure.english_name or procedure.short}


def _counter(known: Known, key: str) -> Names | None:
    place = known.counters.get(key)
    if place is None:
        return {"vi": f"Quầy {key}", "en": f"Counter {key}"}
    return {"vi": place.name, "en": place.own_name or f"Counter {key}"}


_LABELS: Final[Mapping[RowsBy, Callable[[Known, str], Names | None]]] = {
    RowsBy.TOTAL: lambda *_: both(TOTAL),
    RowsBy.DAY: lambda _, key: label("day", key),
    RowsBy.WEEKDAY: lambda _, key: label("weekday", key),
    RowsBy.WEEK: lambda _, key: label("week", key),
    RowsBy.MONTH: lambda _, key: label("month", key),
    RowsBy.HOUR: lambda _, key: label("hour", key),
    RowsBy.FIELD: lambda known, key: known.fields.get(key),
    RowsBy.COUNTER: _counter,
    RowsBy.OFFICER: Known.officer,
    RowsBy.PROCEDURE: lambda known, key: known.procedure(key) if key else both(NO_PROCEDURE),
    RowsBy.CHANNEL: lambda _, key: both(CHANNELS[key]) if key in CHANNELS else None,
    RowsBy.HALL: lambda known, key: known.halls.get(key),
    RowsBy.POINT: lambda known, key: known.points.get(key),
    RowsBy.CLASS: lambda known, key: known.classes.get(key),
}


def _plain(name: str) -> Names:
    return {"vi": name, "en": name}
