"""The city's own doctor: whether a centre's log is whole, and its tables and its state are what the log comes to."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from server.city.database import Transaction
from server.city.fold import reading
from server.city.fold.comparing import differences
from server.city.fold.day import Day
from server.city.fold.rows import stay_from
from server.city.fold.setup import setup_of
from server.city.fold.state import state_of
from server.city.fold.tables import BEGIN, REFUSED, Tables
from server.city.fold.turn import recounted
from server.city.fold.work import LogRow, entry_of
from server.core.differences import difference

_STANDS: Final = (
    "SELECT centre.epoch, stored, folding.folded, folding.v, halted, digest, folding.epoch"
    " FROM centre JOIN folding ON folding.centre = code WHERE code = %s"
)
_LOG: Final = (
    (
        "SELECT DISTINCT seq FROM log WHERE centre = %(code)s GROUP BY epoch, seq HAVING count(*) > 1 ORDER BY 1",
        "log: row {} is there twice",
    ),
    (
        "SELECT seq FROM log WHERE centre = %(code)s AND epoch = %(epoch)s AND seq > %(stored)s ORDER BY 1",
        "log: row {} comes after the last one that is stored",
    ),
    (
        "SELECT seq FROM log JOIN epoch USING (centre, epoch) WHERE centre = %(code)s AND seq <= after ORDER BY 1",
        "log: row {} is of a history that began later",
    ),
    (
        (
            "SELECT seq FROM log_mark WHERE centre = %(code)s AND epoch = %(epoch)s AND (seq > %(stored)s"
            " OR seq = %(stored)s AND digest IS DISTINCT FROM %(digest)s)"
        ),
        "log: the batch that ended with row {} is not the one that is stored",
    ),
)
_NOW: Final = "SELECT epoch, v, seq, day::text, state FROM centre_now WHERE centre = %s"


@dataclass(frozen=True, slots=True)
class Stands:
    """How far a centre is: its history, its last stored row, its last folded row, and where its tables have stopped."""

    epoch: int
    stored: int
    folded: int
    v: int
    halted: Any
    digest: bytes | None
    known: int


def stands(connection: Transaction, centre: str) -> Stands:
    """How far a centre is. Raises `LookupError` for an unknown centre."""
    row = connection.execute(_STANDS, (centre,)).fetchone()
    if row is None:
        raise LookupError(centre)
    return Stands(*row)


@dataclass(slots=True)
class Replayed:
    """The result of a log: the tables, its last row, and the errors on the way."""

    tables: Tables
    last: LogRow | None
    wrong: list[str]


def replayed(connection: Transaction, centre: str, epoch: int, upto: int) -> Replayed:
    """The log of a centre, of history `epoch`, to row `upto`, replayed in memory up to the first row that cannot be."""
    tables, last, wrong = Tables(), None, list[str]()
    for row in _rows(connection, centre, epoch, upto):
        try:
            entry = entry_of(row)
            if type(entry.event) in BEGIN and entry.event.ticket_id != row.seq:
                wrong.append(f"log: row {row.seq} gave ticket {entry.event.ticket_id}")
            tables.take(entry)
        except REFUSED as error:
            wrong.append(f"log: row {row.seq}: {error or type(error).__name__}")
            break
        last = row
    return Replayed(tables, last, wrong)


def _rows(connection: Transaction, centre: str, epoch: int, upto: int) -> Iterator[LogRow]:
    epochs, after = reading.epochs_of(connection, centre), 0
    while after < upto:
        history, until = reading.span(after, upto, epoch, epochs)
        for row in reading.rows_between(connection, centre, history, after, until):
            yield LogRow(*row)
        after = until


def examine(connection: Transaction, centre: str) -> Iterator[str]:
    """Every difference between a centre's tables and its log, and every error in the log, as sentences; inside a transaction.

    Raises `LookupError` where there is no such centre.
    """
    standing = stands(connection, centre)
    yield from _log(connection, centre, standing)
    if standing.halted is not None:
        halted = standing.halted
        yield f"tables: they stand still before row {halted['seq']}, {halted['type']}: {halted['why']}"
    if standing.known not in {0, standing.epoch}:
        yield f"tables: they are of history {standing.known}, and {standing.epoch} holds"
    log = replayed(connection, centre, standing.known or standing.epoch, standing.folded)
    yield from log.wrong
    yield from differences(log.tables, reading.everything(connection, centre))
    yield from _stays(connection, centre)
    if log.last is not None:
        yield from _state(connection, centre, standing, log.last)


def _log(connection: Transaction, centre: str, standing: Stands) -> Iterator[str]:
    facts = {
        "code": centre,
        "epoch": standing.epoch,
        "stored": standing.stored,
        "digest": standing.digest,
    }
    for query, says in _LOG:
        if "log_mark" in query and connection.execute("SELECT to_regclass('log_mark')").fetchone() == (None,):
            continue
        yield from (says.format(seq) for (seq,) in connection.execute(query, facts))
    if standing.folded > standing.stored:
        yield f"tables: they know row {standing.folded}, and {standing.stored} is the last one that is stored"


def _stays(connection: Transaction, centre: str) -> Iterator[str]:
    for row in reading.stay_rows(connection, centre):
        stay = stay_from(row)
        if (stay.marks, stay.times) != tuple(row[-2:]):
            yield f"stay {stay.seq}: its marks and times are not those of its moments"


def _state(connection: Transaction, centre: str, standing: Stands, last: LogRow) -> Iterator[str]:
    day = recounted(connection, centre, last.day)
    day.at = last.at
    memo = reading.memo_of(connection, centre)
    kept = None if memo is None else Day.from_facts(memo)
    if kept != day:
        yield f"day {last.day}: {difference(day, kept)}"
    if standing.folded < standing.stored and standing.halted is None:
        return  # it is told once all rows are folded
    setup = setup_of(reading.settings_of(connection, centre))
    state = json.loads(json.dumps(state_of(day, setup, standing.folded, standing.v)))
    wanted = (standing.epoch, standing.v, standing.folded, last.day, state)
    found = connection.execute(_NOW, (centre,)).fetchone()
    if found != wanted:
        yield f"state: {difference(wanted, found)}"
