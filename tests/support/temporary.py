"""Where tests keep their files: in memory, where this machine has room for them there.

Each of thousands of centres is written to the disk dozens of times, and waits until it lies there; no test can tell, for
none cuts the power. Chromium keeps there what it shares between its processes.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

_MEMORY: Final = Path("/dev/shm")
_ROOM: Final = 4 << 30


def keep_in_memory() -> None:
    """Keep temporary files in memory, for this process and those that it starts; a chosen folder (TMPDIR) is respected."""
    if "TMPDIR" not in os.environ and _fits(_MEMORY):
        os.environ["TMPDIR"] = str(_MEMORY)
        tempfile.tempdir = None  # it is looked up again


def _fits(folder: Path) -> bool:
    """Whether a test's files can lie and its programs can run there."""
    if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        return False
    return shutil.disk_usage(folder).free > _ROOM and not os.statvfs(folder).f_flag & os.ST_NOEXEC
