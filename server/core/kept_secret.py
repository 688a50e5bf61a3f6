"""A secret that is kept in a folder: made once, whole, and for its owner alone."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from server.core.refusal import Refusal

_BYTES: Final = 32


def secret(folder: Path, name: str) -> bytes:
    """The secret kept in this file of the folder (readable by its owner alone), made when missing, by one process.

    Raises `storage_key` when it is too short to keep anything secret.
    """
    path = folder / name
    if not path.exists():
        with _alone(folder):
            if not path.exists():
                _make(path)
    key = path.read_bytes()
    if len(key) < _BYTES:
        raise Refusal("storage_key", file=path.absolute())
    return key


def _make(path: Path) -> None:
    draft = path.with_suffix(".part")  # a power cut must not leave an empty secret behind
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600, exist_ok=False)
    draft.write_bytes(secrets.token_bytes(_BYTES))
    draft.replace(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else makes one in this folder until the block ends."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)
