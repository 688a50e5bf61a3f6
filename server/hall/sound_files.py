"""Sounds that were made once, kept in a folder while there is room. The kiosk and the hall both use it."""

import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

_RIFF: Final = 8
"""The bytes of a WAV file that its length field, the four bytes after "RIFF", does not count."""


class SoundFiles:
    """WAV files in `folder`, about `most_bytes` in all: those not used for the longest time are deleted first.

    The folder is looked through after every `look_every` new files. Safe to use from many threads.
    """

    def __init__(self, folder: Path, most_bytes: int, look_every: int = 1) -> None:
        self._folder, self._most_bytes, self._look_every = folder, most_bytes, look_every
        self._broom = threading.Lock()
        self._made = 0

    def find(self, name: str) -> Path | None:
        """The file of this name, if it is kept."""
        path = self._folder / name
        return path if path.is_file() else None

    def made(self, name: str, write: Callable[[Path], object]) -> Path:
        """The file of this name; if it is not kept, `write` makes it at the path that it is given.

        It is kept whole or not at all. Raises `OSError` and what `write` raises.
        """
        path = self._folder / name
        if path.is_file():
            path.touch()
            return path
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._folder) as scratch:
            draft = Path(scratch) / name
            write(draft)
            _must_be_whole(draft)
            draft.replace(path)
        with self._broom:
            self._make_room()
        return path

    def _make_room(self) -> None:
        self._made += 1
        if (self._made - 1) % self._look_every:
            return
        files = sorted((f.stat().st_mtime_ns, f.stat().st_size, f) for f in self._folder.glob("*.wav"))
        over = sum(size for _, size, _ in files) - self._most_bytes
        for _, size, file in files[:-1]:
            if over <= 0:
                return
            file.unlink(missing_ok=True)
            over -= size


def _must_be_whole(file: Path) -> None:
    """Raise `OSError` for a file that is not a WAV, or that is shorter than its header says, as after a full disk."""
    with file.open("rb") as opened:
        head = opened.read(_RIFF)
    length = int.from_bytes(head[4:], "little") + _RIFF
    if head[:4] != b"RIFF" or file.stat().st_size != length:
        raise OSError(f"{file.name} was not written whole")
