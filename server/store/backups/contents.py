"""What of a data folder goes into a backup."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from server.core.files import BEFORE_UPGRADE, CITY, DATABASE, EXAMINED, LOCK, MESSAGES

_MADE_ANEW: Final = frozenset(
    {LOCK, EXAMINED, DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal"}
)
_NEVER: Final = frozenset({MESSAGES, f"{MESSAGES}-journal", CITY})
"""People's numbers are deleted with their visit, which no backup could do; keys that change with each use would be dead in one.
A copy of the centre must not speak for it: its token for the city stays where it is."""
_UNFINISHED: Final = ".part"
_CACHES: Final = frozenset({"speech"})
"""Sounds of speech are made again if they are missing."""


def files_beside(folder: Path) -> Iterator[Path]:
    """The files beside the database, by their paths in the folder: keys, notices, logos, sound clips, translations."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not path.is_symlink() and _belongs_in_backup(inside):
            yield inside


def may_be_beside(name: str) -> bool:
    """Whether this can be the path of such a file: what another machine says is not believed."""
    path = PurePosixPath(name)
    plain = bool(path.parts) and not path.is_absolute() and ".." not in path.parts
    return plain and _belongs_in_backup(Path(path))


def _belongs_in_backup(inside: Path) -> bool:
    first = inside.parts[0]
    if first in _MADE_ANEW | _NEVER | _CACHES or any(part.endswith(_UNFINISHED) for part in inside.parts):
        return False
    return not inside.match(BEFORE_UPGRADE.format(version="*"))
