"""A program of ours, `python -m MODULE …`, in a process group of its own: started, waited for, ended, started again."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

import psutil

from tests.support.forked import Forked
from tests.support.waiting import PATIENCE_S

ROOT = Path(__file__).parent.parent.parent
_LOOK_S = 0.01
_ASK_S = 30.0


class Program:
    """It may run or not. What it prints is kept in `output_file`; without one, only its errors are shown.

    `module` is its name and its arguments, found in the folder `tree` by `python`. It is ready when a GET of `ready` on `port` is answered with 200.
    With `forked` it starts without importing everything anew: nothing for who measures a start, or what a program holds.
    """

    def __init__(
        self,
        module: Sequence[str],
        port: int,
        output_file: Path | None = None,
        *,
        ready: str = "/readyz",
        environment: Mapping[str, str] | None = None,
        tree: Path = ROOT,
        python: Path = Path(sys.executable),
        forked: bool = False,
    ) -> None:
        self.port = port
        self._tree, self._python = tree, python
        self._module = module
        self._forked = forked
        self.output_file = output_file
        self._ready = ready
        self._environment = environment
        self._running: subprocess.Popen[bytes] | Forked | None = None

    @property
    def pid(self) -> int:
        """The process that was started; those below it are its children."""
        assert self._running is not None
        return self._running.pid

    @property
    def runs(self) -> bool:
        """Whether it was started and has not ended."""
        return self._running is not None and self._running.poll() is None

    def spawn(self) -> None:
        """Start it without waiting for it; one that is about to end is waited for first."""
        self.ended()
        with ExitStack() as opened:
            if self.output_file is None:
                output, errors = opened.enter_context(Path(os.devnull).open("ab")).fileno(), 2
            else:
                output = errors = opened.enter_context(self.output_file.open("ab")).fileno()
            self._running = self._spawned(output, errors)

    def _spawned(self, output: int, errors: int) -> subprocess.Popen[bytes] | Forked:
        if self._forked:
            return Forked(self._module, self._environment, output, errors)
        return subprocess.Popen(
            [str(self._python), "-m", *self._module],
            cwd=self._tree,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            start_new_session=True,
        )

    def start(self, within_s: float = PATIENCE_S) -> float:
        """Start it; answers the moment (`time.monotonic`) when it was found ready."""
        self.spawn()
        return self.wait_ready(within_s)

    def wait_ready(self, within_s: float = PATIENCE_S) -> float:
        """Wait until it is ready; answers when that was. Raises `AssertionError` when it ends or takes longer."""
        until = time.monotonic() + within_s
        while time.monotonic() < until:
            if not self.runs:
                raise AssertionError(f"it ended before it was ready:\n{self.output()}")
            if self._answers(max(0.1, min(_ASK_S, until - time.monotonic()))):
                return time.monotonic()
            time.sleep(_LOOK_S)
        raise AssertionError(f"not ready after {within_s} s:\n{self.output()}")

    def stop(self, within_s: float = PATIENCE_S) -> int:
        """SIGTERM to the program, as a supervisor does; answers its exit status."""
        assert self._running is not None
        self._running.terminate()
        return self._running.wait(within_s)

    def kill(self) -> None:
        """SIGKILL to every process of the group at once: the power cut. Waits until all are gone."""
        if self._running is None or not self.runs:
            return
        below: list[psutil.Process] = []
        with suppress(psutil.NoSuchProcess, ProcessLookupError):  # it ended just now
            os.killpg(self.pid, signal.SIGSTOP)  # from now on it makes no further child
            below = psutil.Process(self.pid).children(recursive=True)
            os.killpg(self.pid, signal.SIGKILL)
        self._running.wait(PATIENCE_S)
        while not all(map(gone, below)):
            time.sleep(0.001)

    def ended(self, within_s: float = PATIENCE_S) -> int | None:
        """Wait until the program ends without being told to; returns its exit status."""
        return None if self._running is None else self._running.wait(within_s)

    def output(self) -> str:
        """All that it printed, since the first start."""
        if self.output_file is None or not self.output_file.exists():
            return ""
        return self.output_file.read_text(encoding="utf-8", errors="replace")

    def _answers(self, within_s: float) -> bool:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=within_s)
        try:
            with suppress(OSError, http.client.HTTPException):
                line.request("GET", self._ready)
                return line.getresponse().status == 200
            return False
        finally:
            line.close()


def gone(process: psutil.Process) -> bool:
    """Whether a process runs no more and holds no file, lock or port; nobody needs to have buried it.

    One whose first thread has ended is called a zombie already while others of its threads, and so all its files, are still there.
    """
    try:
        return not process.is_running() or (
            process.status() == psutil.STATUS_ZOMBIE and process.num_threads() <= 1
        )
    except psutil.NoSuchProcess:
        return True


def send_to_all(processes: Iterable[psutil.Process], number: signal.Signals) -> None:
    """The signal to each of them that is still there: some end by themselves, or with the one before."""
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(number)
