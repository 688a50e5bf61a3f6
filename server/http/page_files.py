"""Our files that pages load, each read only once: a start needs their content for two purposes."""

import os
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
STATIC: Final = ("server/static", "kiosk/static", "display/static")
"""Where scripts, styles and pictures lie; the build looks there too (SCRIPTS of hatch_build.py)."""


def digests(folders: Iterable[str], kinds: tuple[str, ...], tree: Path = ROOT) -> Mapping[str, str]:
    """Path in `tree` → SHA-256 of every file in these folders with such an ending (`.js`), in the order of the paths.

    A file is read when first needed, and not again.
    """
    root = f"{tree}/"
    files = (
        f"{folder}/{name}" for top in folders for folder, _, names in os.walk(root + top) for name in names
    )
    return {path.removeprefix(root): _digest(path) for path in sorted(files) if path.endswith(kinds)}


@cache
def _digest(path: str) -> str:
    # Six hundred small files: a buffer for each takes as long as reading them.
    with Path(path).open("rb", buffering=0) as file:
        return sha256(file.read()).hexdigest()
