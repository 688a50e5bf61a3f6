"""What the filters of a report can be set to, with the names that people know."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from server.core.reports.channel_names import CHANNELS
from server.core.reports.period_names import Names, both
from server.service.context import Context
from server.service.reports.asked import HOURS, WEEKDAYS, RowsBy
from server.service.reports.names import Known
from server.store.people import people

Choice = tuple[str, Names]
"""A value and its name by language."""
_ALWAYS: Final = (
    RowsBy.FIELD,
    RowsBy.COUNTER,
    RowsBy.OFFICER,
    RowsBy.PROCEDURE,
    RowsBy.CHANNEL,
    RowsBy.CLASS,
    RowsBy.WEEKDAY,
    RowsBy.HOUR,
)
_THE_SAME_EVERYWHERE: Final = {RowsBy.WEEKDAY: WEEKDAYS, RowsBy.HOUR: HOURS}


def choices(context: Context, wanted: Mapping[str, Sequence[str]]) -> dict[str, list[Choice]]:
    """The values by filter: those that the centre has, and those that are `wanted`, even unknown ones."""
    with context.store.read() as connection:
        known = Known(context, connection)
        several = {RowsBy.HALL: known.halls, RowsBy.POINT: known.points}
        names = [*_ALWAYS, *(by for by, each in several.items() if len(each) > 1)]
        found = {by.value: dict(_of(known, by)) for by in names}
        for name, values in wanted.items():
            listed = found.setdefault(name, {})
            for value in values:
                listed.setdefault(value, known.labels(RowsBy(name), value))
    return {name: list(listed.items()) for name, listed in found.items()}


def _of(known: Known, by: RowsBy) -> Iterator[Choice]:
    match by:
        case RowsBy.OFFICER:
            for person in people.all_of(known.connection):
                if person.works_at_counters:
                    yield person.username, {"vi": person.name, "en": person.name}
        case RowsBy.COUNTER:
            for key in known.counters:
                yield key, known.labels(by, key)
        case RowsBy.CHANNEL:
            for key, text in CHANNELS.items():
                yield str(key), both(text)
        case RowsBy.WEEKDAY | RowsBy.HOUR:
            for key in _THE_SAME_EVERYWHERE[by]:
                yield key, known.labels(by, key)
        case _:
            yield from _NAMED[by](known).items()


_NAMED: Final[Mapping[RowsBy, Callable[[Known], Mapping[str, Names]]]] = {
    RowsBy.FIELD: lambda known: known.fields,
    RowsBy.PROCEDURE: lambda known: known.procedures,
    RowsBy.CLASS: lambda known: known.classes,
    RowsBy.HALL: lambda known: known.halls,
    RowsBy.POINT: lambda known: known.points,
}
