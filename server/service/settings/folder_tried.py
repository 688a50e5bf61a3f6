"""Trying a folder that the server is to write into, there and then."""

import errno
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from server.config import CentreSettings
from server.core.folders import FolderState, FolderTried
from server.service.in_time import InTime

_PATIENCE_S: Final = 3.0
"""How long a share may take while somebody waits for a form, in seconds."""
_CONTAINED: Final = (Path("/run/.containerenv"), Path("/.dockerenv"))
_STATES: Final = {
    errno.ENOENT: FolderState.ABSENT,
    errno.ENOTDIR: FolderState.ABSENT,
    errno.EACCES: FolderState.REFUSED,
    errno.EPERM: FolderState.REFUSED,
    errno.EROFS: FolderState.READ_ONLY,
    errno.ENOSPC: FolderState.FULL,
    errno.EDQUOT: FolderState.FULL,
}
_places: Final = InTime[Path, int]("disk-of")
_tries: Final = InTime[Path, FolderState]("folder-tried")
"""A share that hangs keeps one thread, however often it is asked for."""


def folder_of(part: str, wanted: CentreSettings) -> Path | None:
    """The folder that a part names, if it does."""
    named = {"backup": wanted.backup.folder, "reports": wanted.reports.folder}.get(part)
    return Path(named) if named else None


def tried(folder: Path, patience_s: float = _PATIENCE_S) -> FolderTried:
    """Write a file there and remove it. One that does not answer in time is left alone, and nobody waits for it again."""
    try:
        state = _tries.ask(folder, lambda: _state(folder), patience_s)
    except TimeoutError:
        state = FolderState.SILENT
    return FolderTried(str(folder), state, contained=_is_contained())


def same_disk(one: Path, other: Path, patience_s: float = _PATIENCE_S) -> bool:
    """Whether two folders lie on one disk; not, where `one` is not there, or does not answer in time."""
    try:
        disk = _places.ask(one, lambda: one.stat().st_dev, patience_s)
        return disk == other.stat().st_dev
    except OSError:  # of which a `TimeoutError` is one
        return False


def failed(folder: Path, error: OSError) -> FolderTried:
    """What a folder is in which something could not be written."""
    state = _STATES.get(error.errno or 0, FolderState.BROKEN)
    return FolderTried(str(folder), state, contained=_is_contained())


def _is_contained() -> bool:
    return any(path.exists() for path in _CONTAINED)


def _state(folder: Path) -> FolderState:
    try:
        with TemporaryFile(prefix=".goiso-", dir=folder) as file:
            file.write(b"goiso")
            file.flush()
    except OSError as error:
        return _STATES.get(error.errno or 0, FolderState.BROKEN)
    return FolderState.FINE
