"""Schemathesis, in a folder of its own: it brings `requests`, which the server's libraries would import where they find it.

`python -m tests.support.fuzzing` brings it.
"""

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final

_ROOT: Final = Path(__file__).parents[2]
_FOLDER: Final = Path(sys.prefix) / "fuzzing"
_MARK: Final = _FOLDER / ".brought"


def schemathesis() -> ModuleType:
    """The library. What it needs and the tests have already is the tests' own."""
    if str(_FOLDER) not in sys.path:
        sys.path.append(str(_FOLDER))
    return import_module("schemathesis")


def bring() -> None:
    """Install it unless it is there."""
    if not _MARK.exists():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(_FOLDER)]
        subprocess.run([*command, "--group", "fuzz"], cwd=_ROOT, check=True)
        _MARK.touch()


if __name__ == "__main__":
    bring()
