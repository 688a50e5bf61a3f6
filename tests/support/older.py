"""Earlier releases as they were, out of this repository's history."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.support.program import ROOT

RELEASES: Final = {"v0.1.0": "39c166250733f8f670d9f4eacc77366a37cf5aab"}
"""Each with the last commit of that version: a copy of the repository may hold its history without its tags."""
_VENDOR: Final = Path("server/static/vendor")
_COMPILE: Final = ("-m", "babel.messages.frontend", "compile", "--directory", "server/http/translations")


def tree_of(release: str, folder: Path) -> Path:
    """The sources of a release, unpacked into a folder; skips the test where this copy of the repository does not hold them."""
    for name in (release, RELEASES[release]):
        packed = subprocess.run(["git", "archive", name], cwd=ROOT, capture_output=True, check=False)
        if not packed.returncode:
            break
    else:
        pytest.skip(f"{release} is not in this repository: git fetch --tags --unshallow")
    tree = folder / release
    tree.mkdir()
    subprocess.run(["tar", "--extract", "--directory", tree], input=packed.stdout, check=True)
    where = [sys.executable, "-c", "import kiosk.agent as agent; print(agent.__file__)"]
    told = subprocess.run(where, cwd=tree, check=True, capture_output=True, text=True).stdout
    assert Path(told.strip()).is_relative_to(tree), told  # its own program runs there, not this one
    return tree


def with_pages(tree: Path) -> Path:
    """The same tree with what its pages need and no history holds: this program's browser libraries and fonts, its own words compiled."""
    shutil.copytree(ROOT / _VENDOR, tree / _VENDOR)
    subprocess.run([sys.executable, *_COMPILE], cwd=tree, check=True, capture_output=True)
    return tree
