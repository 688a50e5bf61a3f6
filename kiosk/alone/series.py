"""The kiosk's own numbers: one for each touch, given only after they are safely written."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any, Final

import structlog

from kiosk.alone.clock import ClockReading, passed_ms, steady
from kiosk.alone.link import Moment
from kiosk.alone.memory import CannotRemember, Memory, highest, kept, put
from kiosk.alone.wish import Wish
from kiosk.outcome import PrintEnd

ID_BASE: Final = 1 << 40
"""Numbers that the server does not know yet have ids above all of the server's ids."""
PRINTING: Final = "printing"
"""The state of a slip that has no end yet; the others are those of `PrintEnd`."""
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class NumberGiven:
    """A number that this kiosk gave alone, at `issued_at` by the server's clock; `sure` says whether that time is certain.

    `joined` is the server's answer, once it has joined the queue; `request` a digest of what the touch sent, unless
    an earlier version gave the number.
    """

    id: int
    key: str
    day: str
    number: str
    wish: dict[str, Any]
    reading: ClockReading
    issued_at: int
    sure: bool
    slip: str | None
    joined: dict[str, Any] | None
    request: bytes | None


class Series:
    """The offline numbers in the box's file. Slips that were being printed when the box went off are `unknown`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        try:
            self._settle_slips()
        except CannotRemember:
            _log.exception("slips_not_settled")

    def give(self, wish: Wish, moment: Moment, reading: ClockReading, slip: str | None) -> NumberGiven:
        """The next number for a touch; for the same key the same number again. Raises `CannotRemember`.

        A new day begins only by a clock that is certain: a wrong one could give the same numbers twice.
        """
        with self._memory.changes() as line:
            if (known := _one(line, "key = ?", wish.key)) is not None:
                return known
            series = _next(line, kept(line, "series"), moment)
            number = spelled(series["prefix"], series["n"])
            line.execute(
                "INSERT INTO given (key, day, number, wish, wall_ms, boot, up_ms, issued_at, sure, slip, request)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    wish.key,
                    series["day"],
                    number,
                    json.dumps(wish.asked, ensure_ascii=False),
                    reading.wall_ms,
                    reading.boot,
                    reading.up_ms,
                    moment.at_ms,
                    moment.sure,
                    slip,
                    wish.request,
                ),
            )
            put(line, series=series)
            given = _one(line, "key = ?", wish.key)
            assert given is not None
            return given

    def by_key(self, key: str) -> NumberGiven | None:
        """The number of a touch."""
        return self._find("key = ?", key)

    def by_id(self, ticket: int) -> NumberGiven | None:
        """The number that the page knows by this id."""
        return self._find("id = ?", ticket - ID_BASE)

    def waiting(self, most: int) -> list[NumberGiven]:
        """Up to `most` numbers that have not joined the queue yet, in the order in which they were given."""
        rows = self._memory.rows("SELECT * FROM given WHERE joined IS NULL ORDER BY id LIMIT ?", most)
        return [_number_given(row) for row in rows]

    def count(self) -> int:
        """How many have not joined yet."""
        return int(self._memory.rows("SELECT count(*) FROM given WHERE joined IS NULL")[0][0])

    def joined(self, answers: list[dict[str, Any]]) -> None:
        """Note what became of these numbers, as the server said."""
        with self._memory.changes() as line:
            line.executemany(
                "UPDATE given SET joined = ? WHERE number = ? AND day = ?",
                [(json.dumps(a), a["number"], a["day"]) for a in answers],
            )

    def slip(self, ticket: int, state: str) -> None:
        """Note what became of a slip."""
        with self._memory.changes() as line:
            line.execute("UPDATE given SET slip = ? WHERE id = ?", (state, ticket - ID_BASE))

    def _settle_slips(self) -> None:
        with self._memory.changes() as line:
            line.execute("UPDATE given SET slip = ? WHERE slip = ?", (PrintEnd.UNKNOWN.value, PRINTING))

    def _find(self, where: str, value: object) -> NumberGiven | None:
        rows = self._memory.rows(f"SELECT * FROM given WHERE {where}", value)  # noqa: S608 - constants of this class
        return _number_given(rows[0]) if rows else None


def _next(line: sqlite3.Connection, series: dict[str, Any], moment: Moment) -> dict[str, Any]:
    """The series with its next number: above every number that this box gave on that day, whatever the file says."""
    day, n = series["day"], series["n"]
    if moment.sure and moment.day > day:
        day, n = moment.day, 0
    return series | {"day": day, "n": max(n, highest(line, series["prefix"], day)) + 1}


def _one(line: sqlite3.Connection, where: str, value: object) -> NumberGiven | None:
    row = line.execute(f"SELECT * FROM given WHERE {where}", (value,)).fetchone()  # noqa: S608 - a constant
    return None if row is None else _number_given(row)


def _number_given(row: sqlite3.Row) -> NumberGiven:
    reading = ClockReading(row["wall_ms"], row["boot"], row["up_ms"])
    joined = None if row["joined"] is None else json.loads(row["joined"])
    return NumberGiven(
        ID_BASE + row["id"],
        row["key"],
        row["day"],
        row["number"],
        json.loads(row["wish"]),
        reading,
        row["issued_at"],
        bool(row["sure"]),
        row["slip"],
        joined,
        row["request"],
    )


def spelled(prefix: str, n: int) -> str:
    """A number as people read it, as the server spells its own (`server.core.model.spelled`)."""
    return f"{prefix}{n:03d}"


def age_ms(given: NumberGiven, now: ClockReading, server_ms: int) -> int:
    """How many milliseconds ago a number was given, never below 0; `server_ms` is now by the server's clock.

    The box's wall clock counts only if the machine was off in between, and had not heard the server since its start when it gave the number.
    """
    if steady(given.reading, now) or not given.sure:
        return max(0, passed_ms(given.reading, now))
    return max(0, server_ms - given.issued_at)
