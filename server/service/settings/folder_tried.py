"""Trying a folder that the server is to write into, there and then."""

import errno
import threading
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from server.config import CentreSettings
from server.core.folders import FolderState, FolderTried

_PATIENCE_S: Final = 3.0
"""So long may a share take to answer whoever waits for a form."""
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


def folder_of(part: str, wanted: CentreSettings) -> Path | None:
    """The folder that a part names, if it does."""
    named = {"backup": wanted.backup.folder, "reports": wanted.reports.folder}.get(part)
    return Path(named) if named else None


def tried(folder: Path, patience_s: float = _PATIENCE_S) -> FolderTried:
    """Write a file there and remove it. One that does not answer in time is left alone, and nobody waits for it."""
    came: list[FolderState] = []
    trying = threading.Thread(target=lambda: came.append(_state(folder)), name="folder-tried", daemon=True)
    trying.start()
    trying.join(patience_s)
    state = came[0] if came else FolderState.SILENT
    return FolderTried(str(folder), state, contained=any(path.exists() for path in _CONTAINED))


def _state(folder: Path) -> FolderState:
    try:
        with TemporaryFile(prefix=".goiso-", dir=folder) as file:
            file.write(b"goiso")
            file.flush()
    except OSError as error:
        return _STATES.get(error.errno or 0, FolderState.BROKEN)
    return FolderState.FINE
