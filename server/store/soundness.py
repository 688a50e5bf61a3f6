"""Checks early whether the stored data can be read and written."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from server.core.refusal import Refusal
from server.store.connect import FAILURES, logged, open_reader

_REFUSES: Final = frozenset({"storage_full", "storage_readonly", "storage_damaged"})


class Soundness:
    """What is known of the health of the database at `path`; damage that somebody met is kept until it is looked for.

    `refused` is when the disk last refused something since the start (`clock`'s UTC milliseconds), and the refusal's code.
    """

    def __init__(self, path: Path, clock: Callable[[], int]) -> None:
        self._path, self._clock = path, clock
        self._met = False
        self.refused: tuple[int, str] | None = None

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Keep in mind when what is done here meets damage."""
        try:
            yield
        except Refusal as refusal:
            self._met = self._met or refusal.code == "storage_damaged"
            if refusal.code in _REFUSES:
                self.refused = self._clock(), refusal.code
            raise

    def must_be_sound(self) -> None:
        """Raise a storage `Refusal` when the file cannot be read.

        Reads the newest of every table past all caches; all of the file, when damage was met since the last look.
        """
        try:
            with closing(open_reader(self._path)) as connection:
                _newest_of_everything(connection)
                if self._met and connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                    raise Refusal("storage_damaged")
        except FAILURES as error:
            raise logged(error) from error
        self._met = False


def _newest_of_everything(connection: sqlite3.Connection) -> None:
    """Read to the end of every table and index that rows are added to."""
    found = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%WITHOUT ROWID%'"
    for (table,) in connection.execute(found).fetchall():
        connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid DESC LIMIT 1').fetchone()
