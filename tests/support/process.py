"""A real `goiso serve` on the tests' long day, in a process group of its own, that a test can stop, kill and start again.

    with Process(tmp_path) as server:
        server.enrol(officers=2)
        server.start()
        server.kill()
        server.start()

Always open, on a free port of 127.0.0.1, with four fields and ten counters that share them: counter n
serves two fields, and every field has five counters that may want the same ticket.
"""

import http.client
import json
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil

from server import config
from server.service.context import Context
from server.service.people import devices, people, tokens
from server.service.people.people import NewPerson
from tests.support.forked import run
from tests.support.long_day import long_day_clock
from tests.support.ports import free_port
from tests.support.program import Program
from tests.support.quick_passwords import QUICK
from tests.support.waiting import PATIENCE_S

FIELDS = ("CT", "HT", "DD", "XD")
COUNTERS = 10
PASSWORD = "mat-khau-thu"
_GOISO = "tests.support.goiso"


@dataclass(frozen=True)
class Officer:
    """Somebody who works at counter `n` with an API token."""

    username: str
    counter: int
    token: str


@dataclass(frozen=True)
class Staff:
    """Whom the centre knows: tokens of devices and people, and one that has run out. The manager signs in
    as `quanly`, everybody with `PASSWORD`."""

    kiosk: str
    display: str
    admin: str
    expired: str
    officers: list[Officer] = field(default_factory=list)


class Process(Program):
    """One centre on one data folder; the server may run or not. Leaving the context kills it.

    `settings` are further lines of `[server]`, `program` is what stands in for `goiso serve`; `forked` as a program has it.
    """

    def __init__(
        self,
        folder: Path,
        *,
        sockets: int = 60,
        data: Path | None = None,
        settings: str = "",
        program: str = _GOISO,
        forked: bool = True,
    ) -> None:
        self.data = data or folder / "data"
        self._config = folder / "centre.toml"
        command = [program, "serve", "--config", str(self._config)]
        super().__init__(command, free_port(), folder / "output.txt", forked=forked)
        self._config.write_text(f"{_toml(self.port, self.data, sockets)}\n{settings}", encoding="utf-8")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        if kind is not None:
            sys.stderr.write(self.output()[-4000:])

    def enrol(self, officers: int = 0) -> Staff:
        """Make devices, the manager and `officers` officers, at counters 1, 2, …, while no server runs."""
        context = Context(self.data, config.load(self._config).of_centre(), long_day_clock, passwords=QUICK)
        try:
            return _enrol(context, officers)
        finally:
            context.close()

    @property
    def master(self) -> psutil.Process:
        """gunicorn's own process; the worker, which holds the data, is its child."""
        return psutil.Process(self.pid)

    @property
    def worker(self) -> psutil.Process:
        """The one process that holds the data."""
        (child,) = self.master.children()
        return child

    def get(self, path: str, token: str | None = None, timeout_s: float = PATIENCE_S) -> tuple[int, Any]:
        """Ask once on a new connection; returns the status and the JSON value (or the text if it is not JSON)."""
        return self._ask("GET", path, token, None, timeout_s)

    def post(
        self, path: str, token: str | None, body: Any = None, timeout_s: float = PATIENCE_S
    ) -> tuple[int, Any]:
        """Post once on a line of its own."""
        return self._ask("POST", path, token, json.dumps({} if body is None else body), timeout_s)

    def say(self, request: bytes) -> tuple[int, Any]:
        """Send exactly these bytes; returns the status and the JSON value (or the text if it is not JSON)."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_S) as line:
            line.sendall(request)
            line.shutdown(socket.SHUT_WR)
            answer = b"".join(iter(lambda: line.recv(65536), b""))
        head, _, body = answer.partition(b"\r\n\r\n")
        return int(head.split()[1]), json.loads(body) if b"json" in head else body.decode()

    def doctor(self) -> subprocess.CompletedProcess[str]:
        """`goiso doctor` on the data, as somebody would run it."""
        return run([_GOISO, "doctor", "--data", str(self.data)])

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Any other `goiso` command with this centre's settings, to its end."""
        return run([_GOISO, *arguments, "--config", str(self._config)])

    def _ask(
        self, method: str, path: str, token: str | None, body: str | None, timeout_s: float
    ) -> tuple[int, Any]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout_s)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            line.request(method, path, body, headers | {"Connection": "close", "Accept-Language": "en"})
            answer = line.getresponse()
            text = answer.read().decode()
        finally:
            line.close()
        is_json = "json" in answer.headers.get("Content-Type", "")
        return answer.status, json.loads(text) if is_json else text


def _toml(port: int, data: Path, sockets: int) -> str:
    parts = ['[centre]\nname = "Trung tâm thử"\nward = "Phường Thử"']
    parts += [
        f'[[fields]]\ncode = "{code}"\nprefix = "{prefix}"\nvi = "Lĩnh vực {code}"\nen = "Field {code}"'
        for code, prefix in zip(FIELDS, "ABCD", strict=True)
    ]
    parts += [f"[[counters]]\nn = {n}\nfields = {json.dumps(_served(n))}" for n in range(1, COUNTERS + 1)]
    parts.append(f'[server]\nhost = "127.0.0.1"\nport = {port}\ndata = "{data}"\nsockets = {sockets}')
    return "\n\n".join(parts)


def _served(n: int) -> list[str]:
    return [FIELDS[n % len(FIELDS)], FIELDS[(n + 1) % len(FIELDS)]]


def _enrol(context: Context, officers: int) -> Staff:
    people.add_person(context, NewPerson("quanly", "Trần Thị Bình", "admin", PASSWORD), "system")
    return Staff(
        kiosk=devices.enrol_device(context, "kiosk", "Kiosk", "system")[1],
        display=devices.enrol_device(context, "display", "Màn hình", "system")[1],
        admin=tokens.token_for(context, "quanly", "system"),
        expired=devices.enrol_device(context, "display", "Màn hình cũ", "system", lasts_s=0)[1],
        officers=[_officer(context, n) for n in range(1, officers + 1)],
    )


def _officer(context: Context, n: int) -> Officer:
    username = f"canbo{n:02d}"
    people.add_person(context, NewPerson(username, f"Cán bộ {n}", "officer", PASSWORD, counter=n), "system")
    return Officer(username, n, tokens.token_for(context, username, "system"))
