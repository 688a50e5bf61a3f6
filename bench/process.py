"""A server process: start it, wait until it answers, weigh it, stop it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.centre import Prepared
from tests.support import forked
from tests.support.ports import free_port
from tests.support.program import Program

_KIB: Final = 1024
_LOOK_S: Final = 0.05
_forking: Final = ContextVar("forking", default=False)


@dataclass(frozen=True, slots=True)
class Running:
    """A process that answers on `port`; it took `start_s` seconds from its start to its first good answer."""

    pid: int
    port: int
    start_s: float

    def memory_mb(self) -> float:
        """Proportional set size of the process and all below it, MB."""
        return _summed(_pss_kib, self.pid) * _KIB / 1e6

    def cpu_s(self) -> float:
        """Seconds of CPU that the process and all below it have used, those that have ended and were waited for included."""
        return _summed(cpu_ticks, self.pid) / os.sysconf("SC_CLK_TCK")


@contextmanager
def forking() -> Iterator[None]:
    """Start programs without importing everything again until the block ends: good enough to test them, wrong for measuring their cost."""
    before = _forking.set(True)
    try:
        yield
    finally:
        _forking.reset(before)


def forks() -> bool:
    """Whether programs are started so now."""
    return _forking.get()


def run(module: Sequence[str]) -> float:
    """Run `python -m MODULE …` to its end; returns its peak memory in MB. Raises `CalledProcessError`.

    What `getrusage` tells of children is no less than what this process has: they begin as copies of it.
    """
    if forks():
        forked.run(module).check_returncode()
        return 0.0
    most, quiet = 0.0, subprocess.DEVNULL
    with subprocess.Popen([sys.executable, "-m", *module], stdout=quiet, stderr=quiet) as program:
        while program.poll() is None:
            most = max(most, _most_mb(program.pid))
            time.sleep(_LOOK_S)
    if program.returncode:
        raise subprocess.CalledProcessError(program.returncode, program.args)
    return most


def _most_mb(pid: int) -> float:
    """The most memory that a process has had until now, MB; 0 of one that has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * _KIB / 1e6
    return 0.0


@contextmanager
def goiso(prepared: Prepared) -> Iterator[Running]:
    """The real server on a prepared data folder, as `goiso serve` runs it."""
    arguments = [
        "server.command.main",
        "serve",
        "--config",
        str(prepared.settings),
        "--data",
        str(prepared.folder),
    ]
    with _started([*arguments, "--host", "127.0.0.1", "--port"], "/readyz") as running:
        yield running


@contextmanager
def held(prepared: Prepared, group: Path | None, flush_ms: float) -> Iterator[Running]:
    """The real server in a group of processes that the kernel holds back, if any, on a disk that takes so much longer to flush."""
    arguments = ["bench.held", "-" if group is None else str(group), str(flush_ms)]
    arguments += [str(prepared.settings), str(prepared.folder)]
    with _started(
        arguments, "/readyz", anew=group is not None
    ) as running:  # what it imports is held back, too
        yield running


@contextmanager
def box(server: Running, folder: Path) -> Iterator[Running]:
    """A kiosk's own box before that server, as `goiso kiosk` runs it."""
    arguments = ["server.command.main", "kiosk", "--data", str(folder)]
    arguments += ["--server", f"http://127.0.0.1:{server.port}", "--port"]
    with _started(arguments, "/api/v1/centre") as running:
        yield running


@contextmanager
def bare_flask() -> Iterator[Running]:
    """The baseline: an empty Flask and Socket.IO app under the same gunicorn settings."""
    with _started(["bench.bare_flask"], "/readyz") as running:
        yield running


@contextmanager
def bare_broadcaster() -> Iterator[Running]:
    """The baseline: an asyncio process that sends what it is posted to every WebSocket."""
    with _started(["bench.bare_broadcaster"], "/readyz") as running:
        yield running


@contextmanager
def bare_listener() -> Iterator[Running]:
    """The baseline: an asyncio process that lets everybody stay and keeps nothing."""
    with _started(["bench.bare_listener"], "/readyz") as running:
        yield running


@contextmanager
def _started(module: Sequence[str], ready: str, *, anew: bool = False) -> Iterator[Running]:
    """Run `python -m module… PORT` until the block ends; `anew` whatever `forking` says."""
    port = free_port()
    program = Program([*module, str(port)], port, ready=ready, forked=forks() and not anew)
    began = time.monotonic()
    try:
        ready_at = program.start()
        yield Running(program.pid, port, ready_at - began)
    finally:
        with suppress(subprocess.TimeoutExpired):
            program.stop(10)
        program.kill()


def _summed(measure: Callable[[int], int], pid: int) -> int:
    """What `measure` says of the process and of all below it; a child that ends meanwhile counts nothing more."""
    total = measure(pid)
    for child in _children(pid):
        with suppress(FileNotFoundError, ProcessLookupError):
            total += _summed(measure, child)
    return total


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):  # a thread that ended meanwhile
            yield from map(int, (task / "children").read_text(encoding="ascii").split())


def cpu_ticks(pid: int) -> int:
    """What a process and its ended children have used, in ticks of the system's clock."""
    facts = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(map(int, facts[11:15]))  # its own, then theirs: in programs and in the kernel


def _pss_kib(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
