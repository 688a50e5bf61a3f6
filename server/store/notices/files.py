"""Pictures and videos of notices, and logos: files named by a hash of what they hold, so that a name never changes its meaning."""

import errno
import hashlib
import os
import re
import secrets
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Final

from server.core.notices import FILES
from server.core.refusal import Refusal

NAME: Final = re.compile(rf"[0-9a-f]{{64}}\.({'|'.join(sorted(chain(*FILES.values())))})")
FRESH_S: Final = 3600
"""How long a file may wait for the notice or the settings that it was sent for."""
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class NoticeFiles:
    """The files of notices, or of logos, in `folder`, which is made when the first one comes.

    Code that starts to use a file, and code that deletes unused ones, holds `lock`.
    """

    def __init__(self, folder: Path) -> None:
        self.lock = threading.Lock()
        self._folder = folder

    @contextmanager
    def draft(self) -> Iterator[Path]:
        """An empty file beside the others to write into, gone afterwards unless it was kept.

        Raises `storage_full` or `storage_readonly` for what goes wrong while it is written.
        """
        path = self._folder / f"{secrets.token_hex(8)}.part"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o640)
            yield path
        except OSError as error:
            raise Refusal("storage_full" if error.errno in _FULL else "storage_readonly") from error
        finally:
            path.unlink(missing_ok=True)

    def keep(self, draft: Path, suffix: str) -> str:
        """Give a draft its final name, durably, and return it. The same content again is the same file."""
        with draft.open("rb") as file:
            name = f"{hashlib.file_digest(file, 'sha256').hexdigest()}.{suffix}"
            os.fsync(file.fileno())
        draft.replace(self._folder / name)
        return name

    def path(self, name: str) -> Path | None:
        """The path of a kept file; `None` if there is none of this name."""
        path = self._folder / name
        return path if NAME.fullmatch(name) and path.is_file() else None

    def throw_away(self, used: Collection[str], gone: Collection[str] = ()) -> None:
        """Delete the files that nothing uses: those in `gone` at once, the others when they are not fresh.

        To be called under `lock`. Drafts that a power cut left behind go as well.
        """
        for path in self._folder.glob("*.*"):
            if path.name not in used and (path.name in gone or _age_s(path) > FRESH_S):
                path.unlink(missing_ok=True)


def _age_s(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0
