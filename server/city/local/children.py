"""Programs of this machine's city: started in their order, started again when they end, ended by their own ids."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

import structlog

_BACK_OFF_S: Final = (0.5, 10.0)
_LIVED_S: Final = 30.0
"""A program that ran this long starts with the shortest pause again."""
_PATIENCE_S: Final = 15.0
_log = structlog.get_logger()


class Started(Protocol):
    """A program that was started and can be started again."""

    def start(self) -> object:
        """Start it. Raises `OSError` or `RuntimeError` when it cannot be."""

    def alive(self) -> bool:
        """Whether its process runs."""

    def stop(self) -> None:
        """End it, and wait until it is gone; one that never ran or has ended stays so."""


class Child:
    """A command with its environment; what it prints goes to a file. It ends when this process is gone."""

    def __init__(
        self,
        command: Sequence[str | Path],
        log: Path,
        environment: Mapping[str, str] | None = None,
        patience_s: float = _PATIENCE_S,
    ) -> None:
        self._command = [str(part) for part in command]
        self._log = log
        self._patience_s = patience_s
        self._environment = os.environ | {"PYTHONUNBUFFERED": "1"} | dict(environment or {})
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it, without waiting for anything. Raises `OSError`."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*_tied(), *self._command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._environment,
                start_new_session=True,
            )

    def alive(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """SIGTERM, and SIGKILL to one that does not heed it; to that process alone."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(self._patience_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(self._patience_s)


class Watched:
    """All of them, by name, in the order in which they were added; `look` is called again and again."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._programs: dict[str, Started] = {}
        self._since: dict[str, float] = {}
        self._failed: dict[str, int] = {}
        self._due: dict[str, float] = {}

    def add(self, name: str, program: Started) -> None:
        """Start one and watch it from now on. Raises what its `start` does."""
        try:
            program.start()
        except BaseException:
            program.stop()
            raise
        self.take(name, program)

    def take(self, name: str, program: Started) -> None:
        """Watch one that was started already."""
        self._programs[name] = program
        self._since[name] = self._clock()

    def look(self) -> None:
        """Restart the programs that have ended and are due."""
        now = self._clock()
        for name, program in self._programs.items():
            if program.alive():
                continue
            if name not in self._due:
                self._due[name] = now + self._back_off_s(name, now)
                _log.warning("ended", program=name, again_in_s=round(self._due[name] - now, 1))
            elif now >= self._due[name]:
                del self._due[name]
                self._again(name, program)

    def close(self) -> None:
        """End all, the last one first."""
        for program in reversed(self._programs.values()):
            with suppress(OSError, subprocess.SubprocessError):
                program.stop()

    def _again(self, name: str, program: Started) -> None:
        self._since[name] = self._clock()
        try:
            program.start()
        except (OSError, RuntimeError) as error:
            _log.warning("not_started", program=name, why=str(error))

    def _back_off_s(self, name: str, now: float) -> float:
        lived = now - self._since[name] >= _LIVED_S
        self._failed[name] = 0 if lived else self._failed.get(name, 0) + 1
        least, most = _BACK_OFF_S
        return min(most, least * 2.0 ** self._failed[name])


def module(name: str, *arguments: str) -> list[str]:
    """A module of this very program, run by itself."""
    return [sys.executable, "-P", "-m", name, *arguments]


def goiso(*arguments: str) -> list[str]:
    """A command of this very program."""
    return module("server.command.main", *arguments)


def _tied() -> list[str]:
    """What lets a child end when this process is gone, however it went."""
    program = shutil.which("setpriv")
    return [] if program is None else [program, "--pdeathsig", "TERM", "--"]
