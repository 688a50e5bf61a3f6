"""Where the journal tells of a clock that was wrong: no difference from the tables, but worth knowing."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

_WRONG_MS: Final = 3_600_000
_BACK: Final = (
    "SELECT seq, before, at FROM (SELECT seq, at, lag(at) OVER (ORDER BY seq) AS before FROM journal)"
    " WHERE before - at > ? ORDER BY seq"
)


def clock_notes(connection: sqlite3.Connection, now: int) -> Iterator[str]:
    """A sentence for each time when the clock went back for hours, and for a latest row that is to come at `now`."""
    for seq, before, at in connection.execute(_BACK, (_WRONG_MS,)):
        yield f"note: before row {seq} the clock went back from {_spelled(before)} to {_spelled(at)}"
    last = connection.execute("SELECT at FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    if last is not None and last[0] - now > _WRONG_MS:
        yield f"note: the latest row is of {_spelled(last[0])}, which is to come: is this machine's clock right?"


def _spelled(at: int) -> str:
    return f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%d %H:%M} UTC"
