"""Past visits, from which service times are learnt: not those on paper, whose times were typed in afterwards."""

import sqlite3
from dataclasses import dataclass
from typing import Final

_LATEST: Final = 4000
_VISITS: Final = (
    "SELECT line, officer, issued_at, first_called_at, ended_at, ifnull(dossiers_told, 1) FROM"
    " (SELECT * FROM tickets ORDER BY id DESC LIMIT ?)"
    " WHERE state IN ('finished', 'no_show') AND first_called_at IS NOT NULL AND ended_at >= first_called_at"
    " AND channel IS NOT 'paper'"
    " ORDER BY officer, first_called_at"
)


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that is over, with how many dossiers its person said they bring; times are UTC milliseconds."""

    line: str
    officer: str | None
    issued_at: int
    called_at: int
    ended_at: int
    dossiers: int = 1


def visits(connection: sqlite3.Connection) -> list[Visit]:
    """The latest visits, by officer and in the order in which each called them."""
    return [Visit(*row) for row in connection.execute(_VISITS, (_LATEST,))]
