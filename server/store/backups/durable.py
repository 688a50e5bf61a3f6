"""Names that last: what a folder holds is on the disk."""

import os
from contextlib import suppress
from pathlib import Path


def make_durable(folder: Path) -> None:
    """Let the folder's list of names be on the disk; a file system that cannot say so is left alone."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
