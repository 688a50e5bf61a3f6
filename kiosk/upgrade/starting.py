"""The installed version starts the version that is to run, watches a version on trial, and goes back to the previous one if it fails.

It stays what it is through all upgrades, so it relies on little: a version's `goiso kiosk` takes the arguments of the
installed one and `--started` with the installed version, and a box that works answers `GET /api/v1/centre` and `GET /kiosk`.
"""

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from typing import Final, Protocol

import structlog

from kiosk.upgrade.installing import clean_environment
from kiosk.upgrade.limits import USUAL, Limits
from kiosk.upgrade.rehearsal import PAGES, answers, end
from kiosk.upgrade.versions import Versions

_log = structlog.get_logger(__name__)
MOST_STARTS: Final = 3
"""How many times a version on trial is started; after that many ends, the previous one runs again."""


class Judges(Protocol):
    """Judges a trial: a `Judge`, or a stand-in in tests."""

    def verdict(self) -> bool | None:
        """Whether it works; `None` while that is not known."""


class Judge:
    """Whether a version on trial works: it serves its page and has heard the server, for a while.

    `served` says whether it serves its page, `None` where it does not, and whether it has heard the server;
    `server_there` whether the server answers anybody. While it does not, a box that serves is not to blame.
    """

    def __init__(
        self,
        served: Callable[[], bool | None],
        server_there: Callable[[], bool],
        limits: Limits = USUAL,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._served, self._server_there, self._limits, self._clock = served, server_there, limits, clock
        self._until = clock() + limits.trial_s
        self._good_since: float | None = None

    def verdict(self) -> bool | None:
        """Whether it works; `None` while that is not known."""
        served, now = self._served(), self._clock()
        if served:
            self._good_since = now if self._good_since is None else self._good_since
            return True if now - self._good_since >= self._limits.steady_s else None
        self._good_since = None
        if served is False and not self._server_there():
            self._until = now + self._limits.trial_s
        return None if now < self._until else False


class Starter:
    """Starts the version that is to run, until it is told to stop.

    `own` runs the installed one in this process, to its end; `arguments` are those of `goiso kiosk`; `judge` makes who judges a trial.
    """

    def __init__(
        self,
        versions: Versions,
        arguments: Sequence[str],
        own: Callable[[], None],
        judge: Callable[[], Judges],
        limits: Limits = USUAL,
    ) -> None:
        self._limits = limits
        self._versions, self._arguments, self._own, self._judge = versions, arguments, own, judge
        self._stopping = threading.Event()
        self._running: subprocess.Popen[bytes] | None = None
        self._quick_ends = 0

    def run(self) -> int:
        """Run a box; returns the exit status."""
        while (version := self._next()) is not None:
            self._hear_signals()
            status = self._watched(version)
            if not self._stopping.is_set():
                _log.warning("version_ended", version=version, status=status)
            if self._stopping.wait(self._limits.pause_s):
                return status
        here = os.getpid()
        try:
            self._own()
        except SystemExit:
            # gunicorn's worker is a fork of this process, and ends by the same way
            if os.getpid() != here or self._versions.standing().current is None:
                raise
        switched = self._versions.standing().current is not None
        return self.run() if switched else 0

    def _next(self) -> str | None:
        """The version to start now, `None` for the installed one; the start of a version on trial is counted first."""
        standing = self._versions.standing()
        if standing.current is None:
            return None
        tried = standing.starts is not None and standing.starts >= MOST_STARTS
        if tried or self._quick_ends >= MOST_STARTS:
            self._back("ended")
            return self._next()
        if standing.starts is not None:
            try:
                self._versions.begun()
            except OSError:  # uncounted it could take the machine down again and again
                _log.exception("start_not_counted", version=standing.current)
                self._versions.stand_aside()
                return self._next()
        return standing.current

    def _back(self, why: str) -> None:
        self._quick_ends = 0
        version = self._versions.go_back(why)
        _log.error("upgrade_taken_back", version=version, why=why, runs=self._versions.runs())

    def _watched(self, version: str) -> int:
        """Run a version until it ends or its trial ends; returns its exit status."""
        began = time.monotonic()
        judge = None if self._versions.standing().starts is None else self._judge()
        try:
            running = self._started(version)
        except OSError:
            _log.exception("version_not_started", version=version)
            self._back("ended")
            return 1
        while (status := running.poll()) is None:
            if judge is not None and (works := judge.verdict()) is not None:
                judge = None
                if not works:
                    end(running)
                    self._back("unheard")
                    return running.returncode
                self._versions.prove()
                _log.info("upgraded", version=version)
            self._wait(running)
        proved = self._versions.standing().starts is None
        self._quick_ends = (
            self._quick_ends + 1 if proved and time.monotonic() - began < self._limits.quick_s else 0
        )
        return status

    def _started(self, version: str) -> subprocess.Popen[bytes]:
        command = [str(self._versions.python(version)), "-I", "-m", "server.command.main"]
        command += [*self._arguments, "--started", self._versions.installed]
        self._running = subprocess.Popen(command, env=clean_environment())  # noqa: S603 - a version of ours
        _log.info("version_started", version=version, pid=self._running.pid)
        return self._running

    def _hear_signals(self) -> None:
        """Pass on what ends this process."""

        def stop(_number: int, _frame: object) -> None:
            self._stopping.set()
            if self._running is not None:
                self._running.terminate()

        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, stop)

    def _wait(self, running: subprocess.Popen[bytes]) -> None:
        try:
            running.wait(self._limits.watch_s)
        except subprocess.TimeoutExpired:
            return


def served_at(port: int) -> bool | None:
    """Whether the box at a port has heard the server; `None` if it does not serve at all."""
    centre, page = (answers(port, each) for each in PAGES)
    if centre is None or page is None:
        return None
    try:
        return json.loads(centre)["agent"]["alone"] is False
    except (ValueError, KeyError, TypeError):
        return None
