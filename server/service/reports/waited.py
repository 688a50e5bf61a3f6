"""How long somebody had waited before each call, and who was called before them meanwhile."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from server.core.model import Ticket, spelled
from server.core.reports import life_words
from server.core.reports.life import Known
from server.core.reports.passing import WORTH_SAYING_S, passed_by
from server.core.reports.stays import Stay
from server.core.reports.words import length
from server.core.texts import FilledTexts
from server.store.queue import tickets
from server.store.reports import stays

_MOST: Final = 10


def waits(
    connection: sqlite3.Connection, ticket: Ticket, known: Known
) -> Mapping[int, tuple[FilledTexts, ...]]:
    """The waits of a ticket that reports count, each by its call."""
    own = [stays.stay_from(row) for _, row in stays.of_ticket(connection, ticket.day, ticket.id)]
    waited = [stay for stay in own if stay.wait_s is not None]
    day = list(stays.of_day(connection, ticket.day)) if waited else []
    return {stay.seq: tuple(_said(connection, stay, day, known)) for stay in waited}


def _said(
    connection: sqlite3.Connection, stay: Stay, day: Sequence[Stay], known: Known
) -> Iterator[FilledTexts]:
    took = stay.wait_s or 0
    yield (life_words.WAITED_ABOVE if stay.above else life_words.WAITED).filled(length=length(took))
    before = passed_by(stay, day)
    if before:
        numbers = tickets.numbers(connection, [each.ticket for each in before[:_MOST]])
        named = tuple(_named(each, spelled(*numbers[each.ticket]), known) for each in before[:_MOST])
        text = life_words.PASSED if len(before) <= _MOST else life_words.PASSED_MANY
        yield text.filled(count=len(before), numbers=named)
    elif took >= WORTH_SAYING_S:
        yield life_words.NOT_PASSED.filled()


def _named(stay: Stay, number: str, known: Known) -> FilledTexts:
    times = {"number": number, "came": _clock(stay.came, known), "called": _clock(stay.called_at, known)}
    if stay.priority is None:
        return life_words.BEFORE.filled(**times)
    return life_words.BEFORE_OF_CLASS.filled(**times, priority=known.priority(stay.priority))


def _clock(at: int | None, known: Known) -> str:
    return "" if at is None else f"{known.local(at):%H:%M}"
