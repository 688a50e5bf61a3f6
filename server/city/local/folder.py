"""A city demo's folder: its owner, the process that uses it, and its private files."""

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

FILE: Final = "city.json"
"""What scripts rely on: {"url", "admin": {"username", "password"}, "centres": [{"code", "name", "token"}]}."""
_LOCK: Final = "city.lock"


class NotOurs(Exception):
    """The folder cannot be taken; the text says why. Nothing was touched."""


@contextmanager
def held(folder: Path, *, fresh: bool) -> Iterator[None]:
    """Have the folder for oneself; `fresh` empties it, if it is a city demo's, and no other. Raises `NotOurs`."""
    if folder.exists() and not folder.is_dir():
        raise NotOurs(f"{folder} is not a folder.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _must_be_a_demos(folder)
    with (folder / _LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise NotOurs(
                f"A city's demo is running on {folder}. Stop it first, or choose another --data. Nothing was deleted."
            ) from error
        if fresh:
            _empty(folder)
        if not (folder / FILE).exists():
            keep(folder / FILE, {})
        yield


def keep(file: Path, facts: dict[str, Any]) -> None:
    """Write something down, whole or not at all, readable by its owner alone."""
    draft = file.with_name(f".{file.name}.part")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(file)


def kept(file: Path) -> dict[str, Any]:
    """The content of the file; empty if there is no such file."""
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return found


def _must_be_a_demos(folder: Path) -> None:
    if _contents(folder) and not (folder / FILE).is_file():
        raise NotOurs(
            f"{folder} is no city demo's folder ({FILE} is not in it): nothing was deleted or written."
            " Choose an empty folder or a city demo's with --data."
        )


def _empty(folder: Path) -> None:
    for path in _contents(folder):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _contents(folder: Path) -> list[Path]:
    """What is in it; the lock is no content."""
    return [path for path in folder.iterdir() if path.name != _LOCK]
