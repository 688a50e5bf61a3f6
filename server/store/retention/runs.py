"""Where the rows were that have gone from the journal: runs of rows that followed each other, each with its last digest."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

_OF_PACK: Final = "SELECT first, last, day, digest FROM packed_rows WHERE pack = ? ORDER BY last"
_AT: Final = "SELECT first FROM packed_rows WHERE last >= ? ORDER BY last LIMIT 1"
_BETWEEN: Final = (
    "SELECT coalesce(sum(min(last, :until) - max(first, :after + 1) + 1), 0) FROM packed_rows"
    " WHERE last > :after AND first <= :until"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Rows that went, from `first` to `last`, all of one business day; `digest` is that of the last one."""

    first: int
    last: int
    day: str
    digest: bytes


def runs_of(rows: Iterable[tuple[int, str, bytes]]) -> list[Run]:
    """The runs of rows with these numbers, days and digests, which come in order."""
    runs: list[Run] = []
    for seq, day, digest in rows:
        if runs and (runs[-1].last, runs[-1].day) == (seq - 1, day):
            runs[-1] = Run(runs[-1].first, seq, day, digest)
        else:
            runs.append(Run(seq, seq, day, digest))
    return runs


def digest_of(runs: Sequence[Run]) -> str:
    """A digest over runs, in hexadecimal. It is for ever: every version makes the same."""
    lines = (f"{run.first},{run.last},{run.day},{run.digest.hex()}\n" for run in runs)
    return sha256("".join(lines).encode()).hexdigest()


def add(connection: sqlite3.Connection, pack: int, runs: Iterable[Run]) -> None:
    """Remember where the deleted rows of the entry `pack` were."""
    connection.executemany(
        "INSERT INTO packed_rows (last, first, day, digest, pack) VALUES (?, ?, ?, ?, ?)",
        ((run.last, run.first, run.day, run.digest, pack) for run in runs),
    )


def of_pack(connection: sqlite3.Connection, pack: int) -> list[Run]:
    """The runs of the entry `pack`, in order."""
    return [Run(*row) for row in connection.execute(_OF_PACK, (pack,))]


def holds(connection: sqlite3.Connection, seq: int) -> bool:
    """Whether this row has gone."""
    row = connection.execute(_AT, (seq,)).fetchone()
    return row is not None and row[0] <= seq


def between(connection: sqlite3.Connection, after: int, until: int) -> int:
    """How many rows after `after`, up to `until`, have gone."""
    return int(connection.execute(_BETWEEN, {"after": after, "until": until}).fetchone()[0])
