"""Writing so that a power cut leaves the old or the new, whole."""

import os
from pathlib import Path


def put(path: Path, data: bytes) -> None:
    """Let a file hold these bytes. Raises `OSError`; then it is as it was."""
    draft = path.with_name(f"{path.name}.part")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    kept(path.parent)


def kept(folder: Path) -> None:
    """What was made, renamed or removed in a folder stays so."""
    line = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(line)
    finally:
        os.close(line)
