"""What the centre shows to people and the journal does not say: who waits where, how long a wait is, whether the centre is open."""

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any, Final

from server.core.forecast.waits import Place
from server.core.model import spelled
from server.core.queue.lines import field_of
from server.core.queue.standing import Waiting, in_order
from server.core.ratings.rules import LEVEL_NAMES
from server.core.units import MINUTE_MS, SECOND_MS
from server.service.context import Context
from server.service.queue.waits import wait_of
from server.service.ratings.report import report
from server.service.today import day_now, today
from server.store.queue import tickets

_COUNTED_EVERY_MS: Final = MINUTE_MS


class Shown:
    """Gives all of it as it is now. `remote` gives by field how many remote numbers are left."""

    def __init__(
        self, context: Context, remote: Callable[[Context], Mapping[str, Any]] = lambda _: {}
    ) -> None:
        self._context, self._remote = context, remote
        self._ratings: dict[str, Any] = {}
        self._counted_at = 0

    def now(self) -> dict[str, Any]:
        """The present facts, ready for JSON. Lines are named by their field, at another point `field@point`."""
        ratings = self._ratings_of(day_now(self._context))
        return _shown(self._context) | {"ratings": ratings, "remote": dict(self._remote(self._context))}

    def _ratings_of(self, day: str) -> dict[str, Any]:
        """Today's ballots by level, counted only now and then, because that reads all of them."""
        now = self._context.clock()
        if self._ratings.get("day") != day or not 0 <= now - self._counted_at < _COUNTED_EVERY_MS:
            self._ratings, self._counted_at = _ratings(self._context, day), now
        return self._ratings


def _shown(context: Context) -> dict[str, Any]:
    centre = context.centre
    with context.store.read() as connection:
        _, now, day = today(context, connection)
        waiting = _by_line(context, connection, day)
        lines = {line: _numbers(connection, people) for line, people in waiting.items()}
    at = centre.local(now)
    serving = context.serving()
    fields = centre.layout.fields
    limits = {line: fields[field_of(line)].real_wait_limit_s for line in waiting}
    return {
        "open": centre.open_anywhere(at),
        "closed_words": _words(None if centre.open_anywhere(at) else centre.hours.reason_at(at)),
        "zone": str(centre.zone),
        "place": _place(context),
        "lines": lines,
        "waits": {line: _wait(context, line, len(people)) for line, people in waiting.items()},
        "open_counters": {line: len(serving.get(line, ())) for line in waiting},
        "above": {
            line: sum(now - one.issued_at > limits[line] * SECOND_MS for one in people)
            for line, people in waiting.items()
        },
        "limit_s": limits,
    }


def _by_line(context: Context, connection: sqlite3.Connection, day: str) -> dict[str, list[Waiting]]:
    """Who waits in each line, in the order in which they stand."""
    layout = context.centre.layout
    found: dict[str, list[Waiting]] = {line: [] for line in layout.lines}
    everybody = tickets.waiting(connection, day, layout.lines)
    for one in in_order(everybody, context.centre.policy.weights_s):
        found[one.line].append(one)
    return found


def _numbers(connection: sqlite3.Connection, people: list[Waiting]) -> list[str]:
    known = tickets.numbers(connection, [one.ticket for one in people])
    return [spelled(*known[one.ticket]) for one in people]


def _wait(context: Context, line: str, waiting: int) -> list[int] | None:
    """The wait that a newcomer would be told, in seconds."""
    wait = wait_of(context, Place(line, context.clock(), waiting))
    return None if wait is None else [wait.low_s, wait.high_s]


def _words(reason: Any) -> dict[str, str] | None:
    return None if reason is None else {"vi": reason["vi"], "en": reason.get("en") or reason["vi"]}


def _place(context: Context) -> dict[str, Any] | None:
    part = context.settings.document.centre
    if part.latitude is None and not part.address:
        return None
    return {"lat": part.latitude, "lon": part.longitude, "address": part.address}


def _ratings(context: Context, day: str) -> dict[str, Any]:
    """Today's ballots by level; none until one officer at one counter has five."""
    told = report(context, None, None).told.total.shown
    levels = (
        None if told is None else {name: told.levels.get(level, 0) for level, name in LEVEL_NAMES.items()}
    )
    return {"day": day, "levels": levels}
