"""Writing the files: each changes as a whole, and its age never lies."""

import gzip
import hashlib
import json
import math
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from server.core.units import SECOND_MS

AT_LEAST_EVERY_S: Final = 50
"""A file says by its age whether anybody still writes it: phones give it a minute and a half."""
_LEVEL: Final = 6
_READABLE: Final = 0o644
_FOLDER: Final = 0o755


@dataclass(frozen=True, slots=True)
class _Written:
    digest: bytes
    at_s: float
    stamp: int


class FeedWriter:
    """The files of one folder, for one thread.

    `clock` gives UTC milliseconds: that of the machine whose web server hands the files out. `steady` gives seconds that only go on.
    """

    def __init__(
        self, folder: Path, clock: Callable[[], int], steady: Callable[[], float] = time.monotonic
    ) -> None:
        self._folder = folder
        self._clock, self._steady = clock, steady
        self._written: dict[str, _Written] = {}

    def write(self, name: str, content: Mapping[str, Any]) -> bool:
        """Write `name`.json and `name`.json.gz with the present moment as `at`, unless they are the same and recent. Returns whether it wrote.

        Raises `OSError`; then the old files stay.
        """
        now, at_s, body = self._clock(), self._steady(), _packed(content)
        digest, before = hashlib.sha256(body).digest(), self._written.get(name)
        if before and before.digest == digest and at_s - before.at_s < AT_LEAST_EVERY_S:
            return False
        stamp = max(now // SECOND_MS, (self._stamp(name) if before is None else before.stamp) + 1)
        self._replace(name, _packed({"at": now, **content}), stamp)
        self._written[name] = _Written(digest, at_s, stamp)
        return True

    def since(self, name: str) -> float:
        """How many seconds ago it was last written here, whatever the clock was set to meanwhile; `inf` for never."""
        found = self._written.get(name)
        return math.inf if found is None else self._steady() - found.at_s

    def keep_only(self, names: set[str]) -> None:
        """Take away the files of all others."""
        for file in self._folder.glob("[!.]*.json*"):
            if file.name.split(".")[0] not in names:
                file.unlink(missing_ok=True)
        for gone in self._written.keys() - names:
            del self._written[gone]

    def _stamp(self, name: str) -> int:
        try:
            return int((self._folder / f"{name}.json").stat().st_mtime)
        except FileNotFoundError:
            return 0

    def _replace(self, name: str, body: bytes, stamp: int) -> None:
        """Both or none, but for a machine that stops between them.

        A web server makes the ETag of whole seconds and the length: no two contents may share both.
        """
        self._folder.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
        parts = {f"{name}.json": body, f"{name}.json.gz": gzip.compress(body, _LEVEL, mtime=0)}
        drafts = {self._folder / f".{file}.{os.getpid()}.part": self._folder / file for file in parts}
        try:
            for draft, content in zip(drafts, parts.values(), strict=True):
                draft.write_bytes(content)
                draft.chmod(_READABLE)
                os.utime(draft, (stamp, stamp))
            for draft, file in drafts.items():
                draft.replace(file)
        finally:
            for draft in drafts:
                draft.unlink(missing_ok=True)


def _packed(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
