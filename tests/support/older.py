"""Earlier releases as they were delivered: each from the wheel of its own sources, with what that needs, in a folder of its own.

`python -m tests.support.older` builds and installs them, out of this repository's history. Where that cannot be done, their sources run
with this program's libraries, and a warning says so.
"""

import shutil
import subprocess
import sys
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from installer.debian import wheel
from tests.support.program import ROOT

RELEASES: Final = {"v0.1.0": "39c166250733f8f670d9f4eacc77366a37cf5aab"}
"""Each with the last commit of that version: a copy of the repository may hold its history without its tags."""
FOLDER: Final = Path(sys.prefix) / "releases"
_BROUGHT: Final = ".brought"
_BESIDE: Final = "psutil"
"""What a release's tests need of those who enrol people with them, and no release does."""
_ROOMS: Final = ("kiosk", "display", "server", "templates")
_VENDOR: Final = Path("server/static/vendor")
_COMPILE: Final = ("-m", "babel.messages.frontend", "compile", "--directory", "server/http/translations")


@dataclass(frozen=True)
class Older:
    """A release's program as `python` finds it in the folder `tree`, where its tests' own modules are."""

    tree: Path
    python: Path


def older(release: str, folder: Path) -> Older:
    """A release, its tests' modules unpacked into a folder; skips the test where this copy of the repository does not hold them."""
    tree = _unpacked(release, folder)
    if tree is None:
        pytest.skip(f"{release} is not in this repository: git fetch --tags --unshallow")
    installed = FOLDER / release
    if (installed / _BROUGHT).exists():
        for room in _ROOMS:
            shutil.rmtree(tree / room)
        return _runs_there(Older(tree, installed / "bin/python"), installed)
    said = f"{release} is not installed here, its sources run with today's libraries: python -m tests.support.older"
    warnings.warn(said, stacklevel=2)
    _bring_pages(tree)
    return _runs_there(Older(tree, Path(sys.executable)), tree)


def bring(release: str, folder: Path = FOLDER) -> None:
    """Install a release from its wheel, unless it was; where that cannot be done, say so aloud."""
    installed = folder / release
    if (installed / _BROUGHT).exists():
        return
    with tempfile.TemporaryDirectory() as scratch:
        try:
            tree = _unpacked(release, Path(scratch))
            if tree is None:
                raise FileNotFoundError(f"{release} is not in this repository")
            built = wheel(tree, Path(scratch) / "wheel", sys.executable)
            subprocess.run([sys.executable, "-m", "venv", "--clear", installed], check=True)
            install: list[str | Path] = [
                installed / "bin/python",
                "-m",
                "pip",
                "install",
                "--quiet",
                built,
                _BESIDE,
            ]
            subprocess.run(install, check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{release} CANNOT BE INSTALLED HERE, tests run its sources: {error}", file=sys.stderr)
        else:
            (installed / _BROUGHT).touch()


def _unpacked(release: str, folder: Path) -> Path | None:
    """Its sources, in a folder of its name; None where this copy of the repository does not hold them."""
    for name in (release, RELEASES[release]):
        packed = subprocess.run(["git", "archive", name], cwd=ROOT, capture_output=True, check=False)
        if not packed.returncode:
            break
    else:
        return None
    tree = folder / release
    tree.mkdir()
    subprocess.run(["tar", "--extract", "--directory", tree], input=packed.stdout, check=True)
    return tree


def _bring_pages(tree: Path) -> None:
    """What pages need and no history holds: this program's browser libraries and fonts, its own words compiled."""
    shutil.copytree(ROOT / _VENDOR, tree / _VENDOR)
    subprocess.run([sys.executable, *_COMPILE], cwd=tree, check=True, capture_output=True)


def _runs_there(found: Older, place: Path) -> Older:
    """The same, when its program is the one in that place, and not this one."""
    where: list[str | Path] = [found.python, "-c", "import kiosk.agent as agent; print(agent.__file__)"]
    told = subprocess.run(where, cwd=found.tree, check=True, capture_output=True, text=True).stdout
    assert Path(told.strip()).is_relative_to(place), told
    return found


if __name__ == "__main__":
    for each in RELEASES:
        bring(each)
