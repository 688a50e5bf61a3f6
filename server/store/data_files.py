"""The files of a database: whether a centre's was lost, and whether they are taken away while it is open."""

from pathlib import Path
from typing import Final

import structlog

from server.core.refusal import Refusal

_log = structlog.get_logger(__name__)
_BESIDE: Final = ("", "-wal", "-shm")


def must_not_be_lost(database: Path) -> None:
    """Raise `storage_lost` if the database beside a centre's keys is missing or empty.

    The keys are made after the database: it must have been deleted, and the centre would start again as if it were new.
    """
    empty = not database.exists() or database.stat().st_size == 0
    if empty and any(database.parent.glob("*.key")):
        raise Refusal("storage_lost", file=database.absolute())


class OpenFiles:
    """The files of the database at `path`, which is open: what is written goes to these, wherever their names point now."""

    def __init__(self, path: Path) -> None:
        self._paths = [path.with_name(path.name + end) for end in _BESIDE]
        self._identities: dict[Path, tuple[int, int]] = {}
        self._noticed = False
        self.must_be_there()

    def must_be_there(self) -> None:
        """Raise `storage_gone` when one was deleted or replaced: what is written now would be found nowhere."""
        for path in self._paths:
            found = _identity(path)
            known = self._identities.get(path, found)
            if found != known:
                self._notice(path)
                raise Refusal("storage_gone", file=path.name)
            if found is not None:
                self._identities[path] = found
        self._noticed = False

    def _notice(self, path: Path) -> None:
        if not self._noticed:
            _log.error("storage_gone", file=str(path))
        self._noticed = True


def _identity(path: Path) -> tuple[int, int] | None:
    """The identity of the file with this name; `None` if there is none."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino
