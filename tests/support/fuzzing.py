"""Schemathesis, in a folder of its own: it brings `requests`, which the server's libraries would import where they find it.

`python -m tests.support.fuzzing` brings it.
"""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final

_ROOT: Final = Path(__file__).parents[2]
_GROUP: Final = "fuzz"
FOLDER: Final = Path(sys.prefix) / "fuzzing"


@contextmanager
def within_reach(folder: Path = FOLDER) -> Iterator[None]:
    """Make the library importable until the block ends; afterwards what came with it cannot be found any more.

    What the tests have already is the tests' own.
    """
    sys.path.append(str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))


def schemathesis() -> ModuleType:
    """The library, while it is within reach."""
    return import_module("schemathesis")


def bring(folder: Path = FOLDER, project: Path = _ROOT / "pyproject.toml") -> None:
    """Install what the project says, unless that very text was installed there before."""
    mark = folder / ".brought"
    wanted = wanted_by(project)
    if not mark.exists() or mark.read_text(encoding="utf-8") != wanted:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", str(folder)]
        subprocess.run([*command, "--group", f"{project}:{_GROUP}"], check=True)
        mark.write_text(wanted, encoding="utf-8")


def wanted_by(project: Path) -> str:
    """The requirements of the group, one a line."""
    groups = tomllib.loads(project.read_text(encoding="utf-8"))["dependency-groups"]
    return "\n".join(groups[_GROUP])


if __name__ == "__main__":
    bring()
