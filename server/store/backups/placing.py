"""Putting a restored folder into its place at one stroke: whatever happens, one whole folder stands there."""

import ctypes
import os
from pathlib import Path
from typing import Final

_HERE: Final = -100  # AT_FDCWD: paths are those of the process
_EXCHANGE: Final = 2  # RENAME_EXCHANGE


def put_in_place(made: Path, place: Path, aside: Path) -> bool:
    """Let the folder `made` be `place`; what was there is kept as `aside`. Answers whether anything was.

    All three lie in one folder. Raises `OSError` when nothing was changed.
    """
    if not place.exists() or not any(place.iterdir()):
        made.rename(place)
        _make_durable(place.parent)
        return False
    if _exchanged(made, place):
        made.rename(aside)
    else:
        place.rename(aside)
        made.rename(place)
    _make_durable(place.parent)
    return True


def _exchanged(made: Path, place: Path) -> bool:
    """Let two names change places; `False` where the system or its disk cannot do that."""
    exchange = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    paths = os.fsencode(made), os.fsencode(place)
    return exchange is not None and exchange(_HERE, paths[0], _HERE, paths[1], _EXCHANGE) == 0


def _make_durable(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
