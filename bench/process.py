"""A server process: start it, wait until it answers, weigh it, stop it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final

from .centre import Prepared

SOCKETS: Final = 250
_ROOT: Final = Path(__file__).parent.parent
_PATIENCE_S: Final = 20.0
_KIB: Final = 1024


@dataclass(frozen=True, slots=True)
class Running:
    """A process that answers on `port`; it took `start_s` seconds from its start to its first good answer."""

    pid: int
    port: int
    start_s: float

    def memory_mb(self) -> float:
        """Proportional set size of the process and all below it, MB."""
        return sum(_pss_kib(pid) for pid in _family(self.pid)) * _KIB / 1e6

    def cpu_s(self) -> float:
        """Seconds of CPU that the process and all below it have used."""
        return sum(_cpu_ticks(pid) for pid in _family(self.pid)) / os.sysconf("SC_CLK_TCK")


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
def _started(module: Sequence[str], ready: str) -> Iterator[Running]:
    """Run `python -m module… PORT` until the block ends."""
    port = free_port()
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *module, str(port)], cwd=_ROOT, stdout=subprocess.DEVNULL
    )
    try:
        _wait_until_ready(process, port, ready)
        yield Running(process.pid, port, time.perf_counter() - began)
    finally:
        _stop(process)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(process: "subprocess.Popen[bytes]", port: int, path: str) -> None:
    until = time.perf_counter() + _PATIENCE_S
    while time.perf_counter() < until and process.poll() is None:
        line = HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            line.request("GET", path)
            if line.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.01)
        finally:
            line.close()
    raise RuntimeError(f"the server on port {port} did not get ready")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):  # a thread that ended meanwhile
            for child in (task / "children").read_text(encoding="ascii").split():
                yield from _family(int(child))


def _cpu_ticks(pid: int) -> int:
    facts = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(facts[11]) + int(facts[12])


def _pss_kib(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
