"""A real `goiso kiosk` in a process of its own, beside a real server."""

import http.client
import json
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.support.ports import free_port
from tests.support.program import ROOT, Program
from tests.support.waiting import PATIENCE_S


class KioskProcess(Program):
    """One kiosk box, of the program that `python` finds in the folder `tree`; leaving the context kills it."""

    module = "server.command.main"

    def __init__(
        self,
        folder: Path,
        server_port: int,
        token: str,
        printer: str | None = None,
        *,
        tree: Path = ROOT,
        python: Path = Path(sys.executable),
    ) -> None:
        self.token, port = token, free_port()
        folder.mkdir(parents=True, exist_ok=True)
        command = [self.module, "kiosk", "--server", f"http://127.0.0.1:{server_port}"]
        command += ["--port", str(port), "--data", str(folder / "box")]
        command += [] if printer is None else ["--printer", printer]
        super().__init__(command, port, folder / "output.txt", tree=tree, python=python, forked=tree == ROOT)

    def __enter__(self) -> Self:
        self.spawn()  # it may take a moment until it answers
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        if kind is not None:
            sys.stderr.write(self.output()[-4000:])

    def ask(self, method: str, path: str, body: Any = None, key: str | None = None) -> tuple[int, Any]:
        """What the kiosk's page sends: status and JSON."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            sent = None if body is None else json.dumps(body)
            line.request(method, path, sent, headers | ({"Idempotency-Key": key} if key else {}))
            answer = line.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            line.close()

    def page(self) -> None:
        """What the browser on the box opens: the box keeps it."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            line.request("GET", "/kiosk")
            assert line.getresponse().status == http.client.OK
        finally:
            line.close()

    @property
    def url(self) -> str:
        """Where the browser on the box finds its page."""
        return f"http://127.0.0.1:{self.port}"

    def agent(self) -> dict[str, Any]:
        """What the agent says of itself."""
        found: dict[str, Any] = self.ask("GET", "/api/v1/centre")[1]["agent"]
        return found

    def until(self, wanted: dict[str, Any], within_s: float = PATIENCE_S) -> None:
        """Wait until the agent says so of itself."""
        end, said = time.monotonic() + within_s, None
        while time.monotonic() < end:
            with suppress(OSError, KeyError, ValueError, http.client.HTTPException):
                said = self.agent()
                if said | wanted == said:
                    return
            if not self.runs:
                raise AssertionError(f"the agent ended before it said {wanted}:\n{self.output()}")
            time.sleep(0.05)
        raise AssertionError(f"after {within_s} s the agent says {said}, not {wanted}:\n{self.output()}")

    def knows_its_series(self, within_s: float = PATIENCE_S) -> None:
        """Wait until the server has told the agent its series, so that it can go on alone."""
        self.until({"alone": False, "ready": True}, within_s)
