"""Programs of ours forked from one process that has imported everything: a start without two seconds of imports.

Tests start some hundred servers. Each is a process with its own memory, files and signals, as one that was started by
`python -m` is; that starting so works is tried by the tests of the commands and of the wheel. A process like this one
(`python -m tests.support.forked FD`) waits at the other end of a socket for what to run; a keeper between it and each
program waits for the program's end and tells of it.
"""

import gc
import json
import os
import random
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypedDict

_IMPORTED = (
    "server.app",
    "server.command.main",
    "server.command.serve",
    "server.demo.start",
    "server.process.worker",
    "server.store.schema_newer",
    "sqlite_utils",
    "server.command.kiosk",
    "tests.support.board",
    "tests.support.goiso",
    "tests.support.quick_passwords",
)
_ROOT = Path(__file__).parent.parent.parent
_REQUEST = 1 << 20
_WORD = 64
_PATIENCE_S = 120


class _Asked(TypedDict):
    """What is to run: `MODULE …`, and with which environment."""

    module: list[str]
    environment: dict[str, str]


class Forked:
    """One program that runs or has ended; it is asked as a `subprocess.Popen` is."""

    def __init__(
        self, module: Sequence[str], environment: Mapping[str, str] | None, output: int, errors: int
    ) -> None:
        """Run `python -m MODULE …` in a session of its own; it prints to the descriptors `output` and `errors`."""
        self.returncode: int | None = None
        self._told, tells = os.pipe()
        asked = _Asked(
            module=list(module), environment=dict(os.environ if environment is None else environment)
        )
        try:
            socket.send_fds(_forker(), [json.dumps(asked).encode()], [tells, output, errors])
        finally:
            os.close(tells)
        self.pid = int(os.read(self._told, _WORD))

    def poll(self) -> int | None:
        """Its exit status as `Popen` has it, or None while it runs."""
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        """The same, when it has ended. Raises `subprocess.TimeoutExpired`."""
        status = self._ended(timeout)
        if status is None:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
        return status

    def terminate(self) -> None:
        """SIGTERM, unless it has ended."""
        self.send_signal(signal.SIGTERM)

    def send_signal(self, what: signal.Signals) -> None:
        """A signal, unless it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):  # it ended just now, and is no child of this process
                os.kill(self.pid, what)

    def _ended(self, within_s: float | None) -> int | None:
        if self.returncode is None and select.select([self._told], [], [], within_s)[0]:
            self.returncode = os.waitstatus_to_exitcode(int(os.read(self._told, _WORD)))
            os.close(self._told)
        return self.returncode


class Command(Forked):
    """`python -m MODULE …` that may be killed at any moment of its work; what it prints can be read meanwhile."""

    def __init__(self, module: Sequence[str]) -> None:
        reads, writes = os.pipe()
        self.output = os.fdopen(reads, encoding="utf-8")
        try:
            super().__init__(module, None, writes, writes)
        finally:
            os.close(writes)

    def kill(self) -> None:
        """SIGKILL, unless it has ended."""
        self.send_signal(signal.SIGKILL)

    def said(self) -> str:
        """All that it printed and nobody has read, when it has ended. Raises `subprocess.TimeoutExpired`."""
        with self.output:
            said = self.output.read()
        self.wait(_PATIENCE_S)
        return said


def run(module: Sequence[str], within_s: float = _PATIENCE_S) -> subprocess.CompletedProcess[str]:
    """`python -m MODULE …` to its end, and what it printed. Raises `subprocess.TimeoutExpired`."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        program = Forked(module, None, output.fileno(), errors.fileno())
        try:
            status = program.wait(within_s)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            raise
        output.seek(0)
        errors.seek(0)
        return subprocess.CompletedProcess(module, status, output.read(), errors.read())


@cache
def _forker() -> socket.socket:
    """The line to the process that forks; it ends with this one."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with its:
        its.set_inheritable(True)
        command = [sys.executable, "-m", "tests.support.forked", str(its.fileno())]
        subprocess.Popen(
            command, cwd=_ROOT, pass_fds=[its.fileno()], stdin=subprocess.DEVNULL, start_new_session=True
        )
    return ours


def _fork_for(line: socket.socket) -> None:
    """Run the requested programs until the other end is closed."""
    for name in _IMPORTED:
        __import__(name)
    _keep_what_all_need()
    while True:
        request, descriptors, _, _ = socket.recv_fds(line, _REQUEST, 3)
        if not request:
            return
        if os.fork() == 0:
            line.close()
            _keep(json.loads(request), *descriptors)
            return
        for descriptor in descriptors:
            os.close(descriptor)
        while _bury():
            pass


def _keep_what_all_need() -> None:
    """What every server reads and works out at its start; and templates, once one of them has compiled them."""
    from flask import Flask

    from server import config
    from server.core.texts import Languages
    from server.http.build import build
    from server.http.described import Described
    from server.http.languages import further_languages
    from server.operations.site import site
    from tests.support.kept_rules import KeptRule
    from tests.support.kept_templates import keep_templates

    Flask.url_rule_class = Described.url_rule_class = KeptRule
    keep_templates()
    build()
    with tempfile.TemporaryDirectory() as folder:
        languages = Languages(further_languages(Path(folder)))
        site(config.load(None, {}, server__data=Path(folder)), languages)
    for thread in set(threading.enumerate()) - {threading.current_thread()}:
        thread.join()  # in a fork there is no other thread
    gc.freeze()


def _bury() -> bool:
    """Whether a keeper had ended."""
    try:
        return os.waitpid(-1, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return False


def _keep(asked: _Asked, tells: int, output: int, errors: int) -> None:
    """In the keeper: run the program below, and tell its process id and its end. In the program this returns when it ends."""
    pid = os.fork()
    if pid == 0:
        os.close(tells)
        _become(asked, output, errors)
        return
    os.close(output)
    os.close(errors)
    os.write(tells, str(pid).encode())
    _, status = os.waitpid(pid, 0)
    os.write(tells, str(status).encode())
    os._exit(0)


def _become(asked: _Asked, output: int, errors: int) -> None:
    os.setsid()
    os.dup2(output, 1)
    os.dup2(errors, 2)
    os.closerange(3, max(output, errors) + 1)
    random.seed()
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv[:] = asked["module"]
    runpy.run_module(asked["module"][0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _fork_for(socket.socket(fileno=int(sys.argv[1])))
