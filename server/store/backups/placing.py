"""Putting a restored folder into its place at one stroke: whatever happens, one whole folder stands there."""

import ctypes
import errno
import os
from datetime import datetime
from itertools import count
from pathlib import Path
from shutil import copy2
from typing import Final

from server.core.files import CITY, CITY_HEARD, CITY_LEFT, MESSAGES
from server.store.backups.durable import make_durable

_HERE: Final = -100  # AT_FDCWD: paths are those of the process
_EXCHANGE: Final = 2  # RENAME_EXCHANGE
_OF_THE_CITY: Final = (CITY, CITY_LEFT, CITY_HEARD)
_CANNOT: Final = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP})


def aside_of(place: Path) -> Path:
    """The new name of a folder that is replaced now: an unused name beside it, unique even twice in a second."""
    name = f"{place.name}.before-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}"
    names = (name if n == 1 else f"{name}-{n}" for n in count(1))
    return next(aside for each in names if not (aside := place.with_name(each)).exists())


def put_in_place(made: Path, place: Path, aside: Path) -> bool:
    """Move the folder `made` to `place`; the old folder is kept as `aside`. Returns whether there was one.

    All three lie in one folder. What was there never bears the name of what may be thrown away; people's telephone numbers
    are not kept in it, and the city that the centre belongs to goes on with the one that stands there now. Raises `OSError` when nothing was changed.
    """
    if not place.exists() or not any(place.iterdir()):
        made.rename(place)
        make_durable(place.parent)
        return False
    _take_city_along(place, made)
    made.rename(aside)
    try:
        exchanged = _exchanged(aside, place)
    except OSError:
        aside.rename(made)
        raise
    if not exchanged:
        aside.rename(made)
        _one_after_the_other(made, place, aside)
    for gone in (*aside.glob(f"{MESSAGES}*"), *(aside / name for name in _OF_THE_CITY)):
        gone.unlink(missing_ok=True)
    make_durable(place.parent)
    return True


def _take_city_along(place: Path, made: Path) -> None:
    """Copy the centre's line to its city into `made` before the folders change places, so that it survives a crash at any moment."""
    for name in _OF_THE_CITY:
        (made / name).unlink(missing_ok=True)
        if (place / name).exists():
            _also_as(place / name, made / name)
    make_durable(made)


def _also_as(file: Path, other: Path) -> None:
    """The same file by another name, with its owner and rights; a copy on a disk that knows no second names."""
    try:
        os.link(file, other)
    except OSError:
        copy2(file, other)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two names change places at one stroke; `False` where the system or its disk cannot do that."""
    exchange = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if exchange is None:
        return False
    if exchange(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    if (code := ctypes.get_errno()) in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _one_after_the_other(made: Path, place: Path, aside: Path) -> None:
    """Where they cannot change places: the old folder leaves its name before the new one takes it."""
    place.rename(aside)
    try:
        made.rename(place)
    except OSError:
        aside.rename(place)
        raise
