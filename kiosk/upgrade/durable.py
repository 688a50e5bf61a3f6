"""Writes files so that a power cut leaves either the old or the new file, complete."""

import os
from pathlib import Path


def put(path: Path, data: bytes) -> None:
    """Write these bytes as the file's content. Raises `OSError`; then the file is unchanged."""
    draft = path.with_name(f"{path.name}.part")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    kept(path.parent)


def kept(folder: Path) -> None:
    """Make durable what was created, renamed or removed in a folder."""
    line = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(line)
    finally:
        os.close(line)
