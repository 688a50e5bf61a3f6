"""Which program follows the journal: its version, and a fingerprint of the code by which it does."""

from functools import cache
from pathlib import Path
from typing import Final

from server.core.fingerprint import fingerprint as of_files

_ROOT: Final = Path(__file__).parents[2]
_FOLLOWING: Final = ("server/core", "server/store")
_DIGITS: Final = 16


def program(version: str) -> str:
    """Like `0.2.0+3f9a1c20b5d7e864`: another one may find something else in the same journal, also under the same `version`."""
    return f"{version}+{fingerprint(_ROOT)}"


@cache
def fingerprint(root: Path) -> str:
    """Of the rules and the store of the program in this folder, as its files were when it was first asked for."""
    paths = sorted(path for folder in _FOLLOWING for path in (root / folder).rglob("*.py"))
    files = ((str(path.relative_to(root)), path.read_bytes()) for path in paths)
    return of_files(files, _DIGITS)
