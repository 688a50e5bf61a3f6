"""The official table of ratings: ballots by counter and by officer, in counts that point at nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from server.core.ratings.counting import Row, Told, told
from server.core.refusal import Refusal
from server.core.texts import BothTexts
from server.service.context import Context
from server.service.today import today
from server.store.people import people
from server.store.ratings import table, words

_BACKWARDS: Final = BothTexts("from: ngày đầu sau ngày cuối", "from: it is after the last day")


@dataclass(frozen=True, slots=True)
class RatingsReport:
    """Ballots on visits of the business days `first` to `last`, both included.

    `names` are what officers are called, by how the journal names them. `reasons` counts those of the lowest level by
    key, and `words` are what people wrote, in no order; both `None` where too few ballots were cast.
    """

    first: str
    last: str
    told: Told
    names: Mapping[str, str]
    reasons: Mapping[str, int] | None
    words: tuple[str, ...] | None


def report(context: Context, first: date | None, last: date | None) -> RatingsReport:
    """What was said of visits of these days, today by default. Raises `bad_request`."""
    with context.store.read() as connection:
        day = today(context, connection)[2]
        until = str(last) if last else max(day, str(first) if first else day)
        since = str(first) if first else min(day, until)
        if since > until:
            raise Refusal("bad_request", reason=_BACKWARDS)
        found = told(table.cells(connection, since, until))
        names = {person.username: person.name for person in people.all_of(connection)}
        written = words.of_days(connection, since, until) if found.total.shown else None
    return RatingsReport(
        since,
        until,
        found,
        {actor: names.get(username_of(actor), username_of(actor)) for actor in found.officers},
        None if found.total.shown is None else found.total.shown.reasons,
        None if written is None else tuple(written),
    )


def username_of(actor: str) -> str:
    """Whose name in the journal this is."""
    return actor.partition(":")[2]


def own_row(context: Context, username: str, first: date, last: date) -> Row:
    """What is told to an officer of their own visits."""
    with context.store.read() as connection:
        found = told(table.cells(connection, str(first), str(last)))
    own = (row for actor, row in found.officers.items() if username_of(actor) == username)
    return next(own, Row(0, None))
