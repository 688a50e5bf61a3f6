"""Installs a release from its wheels alone, beside the running version: in its own virtual environment, without a network."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kiosk.upgrade.fetching import NoRoom
from kiosk.upgrade.release import Release, project_of

_PATIENCE_S: Final = 3600
_LAST_WORDS: Final = 500
_FULL: Final = ("[Errno 28]", "[Errno 122]", "No space left", "Disk quota exceeded", "disk is full")
_SICK: Final = (
    "[Errno 5]",
    "[Errno 12]",
    "[Errno 30]",
    "disk I/O error",
    "readonly database",
    "MemoryError",
)


class NotInstalled(Exception):
    """The release could not be installed; the text is the last output."""


class Interrupted(Exception):
    """The machine was switched off or could not do it now: this says nothing about the release."""


def install(release: Release, files: Path, tree: Path, patience_s: float = _PATIENCE_S) -> None:
    """Install a release from the folder of its files into a new folder `tree`; each step may take `patience_s` seconds.

    Raises `NotInstalled`, `Interrupted`, `NoRoom`, `OSError`.
    """
    shutil.rmtree(tree, ignore_errors=True)
    pip = next(file.name for file in release.files if project_of(file.name) == "pip")
    python = tree / "bin/python"
    _run([sys.executable, "-I", "-m", "venv", "--without-pip", str(tree)], patience_s)
    wheels = ["--no-index", "--find-links", str(files), f"goiso=={release.version}"]
    quiet = ["--quiet", "--no-cache-dir", "--disable-pip-version-check", "--no-input"]
    _run([str(python), f"{files / pip}/pip", "--isolated", "install", *quiet, *wheels], patience_s)
    os.sync()


def _run(command: Sequence[str], patience_s: float) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - venv and pip, with a folder of ours
            command,
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=patience_s,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Interrupted(f"not done after {patience_s} s") from error
    if done.returncode:
        said = done.stdout.decode(errors="replace").strip()
        must_be_its_fault(done.returncode, said)
        raise NotInstalled(said[-_LAST_WORDS:])


def must_be_its_fault(status: int, said: str) -> None:
    """Raise `Interrupted` or `NoRoom` if a program's exit status and output show that the machine is to blame.

    A signal means that the box was switched off or out of memory. Disk errors are recognised by number, in any language.
    """
    if any(words in said for words in _FULL):
        raise NoRoom
    if status < 0 or any(words in said for words in _SICK):
        raise Interrupted(f"it ended with {status}: {said[-_LAST_WORDS:]}")


def clean_environment() -> dict[str, str]:
    """This process's environment, without the variables that would make another Python load foreign modules."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
