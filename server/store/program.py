"""Which program follows the journal: its version, and a fingerprint of the code by which it does."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).parents[2]
_FOLLOWING: Final = ("server/core", "server/store")
_DIGITS: Final = 16


def program(version: str) -> str:
    """Like `0.2.0+3f9a1c20b5d7e864`: another one may find something else in the same journal, also under the same `version`."""
    return f"{version}+{fingerprint(_ROOT)}"


@cache
def fingerprint(root: Path) -> str:
    """Of the rules and the store of the program in this folder, as its files were when it was first asked for."""
    digest = hashlib.sha256()
    for path in sorted(path for folder in _FOLLOWING for path in (root / folder).rglob("*.py")):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:_DIGITS]
