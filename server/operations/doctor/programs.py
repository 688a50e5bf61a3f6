"""Runs programs of this machine to ask them something: gives their answer, or nothing if they are missing or too slow."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_PATIENCE_S: Final = 4.0


@dataclass(frozen=True, slots=True)
class ProgramAnswer:
    """How a program ended, and what it wrote, errors included."""

    status: int
    said: str


Ask = Callable[..., ProgramAnswer | None]
"""Runs a program with its arguments; `None` if there is no answer."""


def ask(program: str, *arguments: str) -> ProgramAnswer | None:
    """Run a program of this machine without giving it any input."""
    if (path := shutil.which(program)) is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - the names of programs are ours, arguments are never a shell's
            [path, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_PATIENCE_S,
            check=False,
            env={"LC_ALL": "C.UTF-8", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return ProgramAnswer(done.returncode, done.stdout.decode("utf-8", "replace"))
