"""Installing a release from its wheels alone, beside what runs: a virtual environment of its own, no network."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kiosk.upgrade.release import Release, project_of

_PATIENCE_S: Final = 3600
_LAST_WORDS: Final = 500


class NotInstalled(Exception):
    """It could not be installed; the text is what was said last."""


def install(release: Release, files: Path, tree: Path) -> None:
    """Install a release from the folder of its files into the folder `tree`, which is made anew. Raises `NotInstalled`, `OSError`."""
    shutil.rmtree(tree, ignore_errors=True)
    pip = next(file.name for file in release.files if project_of(file.name) == "pip")
    python = tree / "bin/python"
    _run([sys.executable, "-I", "-m", "venv", "--without-pip", str(tree)])
    wheels = ["--no-index", "--find-links", str(files), f"goiso=={release.version}"]
    quiet = ["--quiet", "--no-cache-dir", "--disable-pip-version-check", "--no-input"]
    _run([str(python), f"{files / pip}/pip", "--isolated", "install", *quiet, *wheels])
    os.sync()


def _run(command: Sequence[str]) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - venv and pip, with a folder of ours
            command,
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotInstalled(f"not done after {_PATIENCE_S} s") from error
    if done.returncode:
        raise NotInstalled(done.stdout.decode(errors="replace").strip()[-_LAST_WORDS:])


def clean_environment() -> dict[str, str]:
    """This process's environment without what would lead another Python to other modules than its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
