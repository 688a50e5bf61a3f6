"""Report files, each written completely or not at all, and what is remembered about them across restarts."""

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from server.core.reports.set_times import Memory

_READABLE: Final = 0o644


def write_whole(folder: Path, name: str, content: bytes) -> None:
    """Write a file into an existing folder, replacing one of the same name. Raises `OSError`, and then leaves nothing behind."""
    draft = folder / f".{name}.part"
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(OSError):  # a stick may know no modes
            draft.chmod(_READABLE)
        draft.replace(folder / name)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def recall(path: Path) -> Memory | None:
    """What is remembered; `None` if there is nothing or it cannot be read."""
    try:
        kept = json.loads(path.read_bytes())
        moments = tuple(datetime.fromtimestamp(each, UTC) for each in kept["waiting"])
        return Memory(datetime.fromtimestamp(kept["until"], UTC), moments)
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None


def remember(path: Path, memory: Memory | None) -> None:
    """Remember this; `None` forgets. Raises `OSError`."""
    if memory is None:
        path.unlink(missing_ok=True)
        return
    kept = {"until": memory.until.timestamp(), "waiting": [each.timestamp() for each in memory.waiting]}
    write_whole(path.parent, path.name, json.dumps(kept).encode())
