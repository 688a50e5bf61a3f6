"""One turn of a follower: the next rows of many centres take effect on their tables, in one transaction."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import psycopg

from server.city.database import Transaction
from server.city.fold import reading, writing
from server.city.fold.day import Day, latest
from server.city.fold.reading import Works
from server.city.fold.setup import Setup, setup_of
from server.city.fold.state import state_of
from server.city.fold.tables import REFUSED
from server.city.fold.work import Halt, Work

ROWS: Final = 500
"""So many rows of a centre are folded at once at most."""
_ROWS_TOGETHER: Final = 8_000


@dataclass(frozen=True, slots=True)
class Turned:
    """How many rows of how many centres were folded, which centres have stopped now, and whether there may be `more` to do."""

    rows: int = 0
    centres: int = 0
    halted: tuple[str, ...] = ()
    more: bool = False


class Setups:
    """What is set of centres, kept from turn to turn: it changes seldom, and all of it is much to read."""

    _MOST = 4_096

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[int, int], Setup]] = {}

    def of(self, connection: Transaction, work: Work) -> Setup:
        """Of a centre, before this turn."""
        key = (work.known, work.settings)
        known = self._known.get(work.centre)
        if known is None or known[0] != key:
            known = (key, setup_of(reading.settings_of(connection, work.centre)))
            if len(self._known) >= self._MOST:
                self._known.clear()
            self._known[work.centre] = known
        return known[1]


def turn(
    connection: Transaction, setups: Setups, centres: int, most: int = ROWS, only: str | None = None
) -> Turned:
    """Fold the next rows of so many centres, at most `most` of each, inside a transaction.

    Raises whatever the database makes of a row that only it cannot take: nothing may be committed then.
    """
    works = reading.chosen(connection, centres, only)
    if not works:
        return Turned()
    begin(connection, works)
    most = min(most, max(1, _ROWS_TOGETHER // len(works)))
    done = fold(connection, works, setups, most)
    tell(connection, works)
    halted = tuple(work.centre for work in works.values() if work.halt is not None)
    behind = not all(work.ended for work in works.values())
    return Turned(done, len(works), halted, more=behind or len(works) == centres)


def tell(connection: Transaction, works: Works) -> None:
    """Store how far each centre is, and the state of those that are up to date."""
    ended = [work for work in works.values() if work.ended]
    for work in ended:
        work.v += 1
    writing.come(connection, works)
    writing.tell(connection, [(work, told) for work in ended if (told := state(work)) is not None])
    if mute := [work.centre for work in ended if work.day is None]:
        writing.notify(connection, mute)


def stand_still(connection: Transaction, setups: Setups, centre: str, wrong: Exception) -> None:
    """Stop a centre's tables where they are, because its next row failed; its state is what they say."""
    for work in reading.chosen(connection, 1, centre).values():
        rows = reading.read_rows(connection, {centre: work}, 1)[centre]
        seq, type_ = (rows[0].seq, rows[0].type) if rows else (work.folded, "")
        work.halt = Halt(seq, type_, f"{type(wrong).__name__}: {wrong}".splitlines()[0])
        writing.halt(connection, centre, work.halt)
        work.upto = work.folded
        with suppress(psycopg.DatabaseError, *REFUSED), connection.transaction():
            work.tables.setup = setups.of(connection, work)
            work.day = None if work.memo is None else Day.from_facts(work.memo)
            tell(connection, {centre: work})


def begin(connection: Transaction, works: Works) -> None:
    """Restart the centres whose history differs from that of their tables."""
    if anew := [work.centre for work in works.values() if work.known != work.epoch]:
        writing.clear(connection, anew)
        for centre in anew:
            works[centre].begin_anew()


def fold(connection: Transaction, works: Works, setups: Setups, most: int) -> int:
    """Let the next rows of each take effect on its tables, and count its day on; how many did."""
    rows = reading.read_rows(connection, works, most)
    for work in works.values():
        work.read(rows[work.centre])
        work.tables.setup = setups.of(connection, work)
    reading.load(connection, works)
    done = sum(work.fold(rows[work.centre]) for work in works.values())
    writing.save(connection, works)
    _count(connection, works)
    return done


def _count(connection: Transaction, works: Works) -> None:
    """The day of each is what its tables say now."""
    held = [(work.centre, ticket) for work in works.values() for ticket in work.held()]
    reading.hands_of(connection, works, held)
    for work in works.values():
        work.day = None if work.memo is None else Day.from_facts(work.memo)
        if work.last is None:
            continue
        if work.day is None or work.day.day != work.last.day:
            work.day = recounted(connection, work.centre, work.last.day)
        elif work.count_on(work.day):
            work.day.calls = latest(reading.called_of(connection, work.centre, work.day.day))
        work.day.at = work.last.at


def recounted(connection: Transaction, centre: str, day: str) -> Day:
    """A day, ISO date, as the tables have it."""
    made = Day.counted(
        day, reading.tickets_of(connection, centre, day), reading.stays_of(connection, centre, day)
    )
    held = reading.in_hands(connection, centre)
    for counter in reading.counters_of(connection, centre):
        made.hold(counter, held.get(counter.ticket or 0))
    return made


def state(work: Work) -> Mapping[str, Any] | None:
    """The state of a centre; nothing if nothing ever happened."""
    return None if work.day is None else state_of(work.day, work.tables.setup, work.upto, work.v)
