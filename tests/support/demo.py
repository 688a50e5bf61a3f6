"""A real `goiso demo` on the tests' long day, in a process group of its own, that a test can stop, kill and start again.

with Demo(tmp_path, printer=printer.url) as demo:
    demo.take("CT")
    demo.act(1, "call")
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import httpx

from tests.support.long_day import long_day_now
from tests.support.ports import free_port
from tests.support.program import Program
from tests.support.waiting import PATIENCE_S

_OPEN = 5


class Demo(Program):
    """One demo centre on one data folder, running from `with` on. Leaving the context kills it.

    `printer` is what `--printer` gets, `sockets` how many screens may be connected; `program` is the module that
    stands in for `goiso`, with its own arguments.
    """

    def __init__(
        self,
        folder: Path,
        *,
        printer: str = "virtual:",
        busy: bool = False,
        sockets: int | None = None,
        program: tuple[str, ...] = ("tests.support.goiso",),
    ) -> None:
        self.data, port = folder / "data", free_port()
        self.url = f"http://127.0.0.1:{port}"
        command = [*program, "demo", "--port", str(port), "--data", str(self.data), "--printer", printer]
        super().__init__(
            [*command, *(["--busy"] if busy else [])],
            port,
            folder / "output.txt",
            environment=os.environ | ({"GOISO_SOCKETS": str(sockets)} if sockets else {}),
            forked=True,
        )
        self._http = httpx.Client(follow_redirects=True, timeout=PATIENCE_S)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.kill()
        self._http.close()
        if kind is not None:
            sys.stderr.write(self.output()[-4000:])

    def start(self, within_s: float = PATIENCE_S) -> float:
        """Start it on the data it has; answers the moment (`time.monotonic`) when it was found ready."""
        return super().start(within_s)

    @cached_property
    def credentials(self) -> dict[str, Any]:
        """What demo.json holds."""
        found: dict[str, Any] = json.loads((self.data / "demo.json").read_text(encoding="utf-8"))
        return found

    @property
    def kiosk_token(self) -> str:
        """The kiosk's token."""
        return str(self.credentials["kiosk_token"])

    @property
    def display_token(self) -> str:
        """The hall screens' token."""
        return str(self.credentials["display_token"])

    @property
    def counter_token(self) -> str:
        """The token of the machine at a counter."""
        return self._machine("counter_token")

    @property
    def helper_token(self) -> str:
        """The token of a helper's tablet."""
        return self._machine("helper_token")

    @property
    def rating_token(self) -> str:
        """The token of the rating tablet at counter 1."""
        return self._machine("rating_token")

    def _machine(self, name: str) -> str:
        machines = json.loads((self.data / "machines.json").read_text(encoding="utf-8"))
        return str(machines[name])

    @cached_property
    def passwords(self) -> dict[str, str]:
        """username → password of everybody who may sign in; a test adds whom it adds."""
        people = [self.credentials["admin"], *self.credentials["officers"]]
        return {person["username"]: person["password"] for person in people}

    def centre(self) -> dict[str, Any]:
        """GET /centre: fields with their waiting counts."""
        return self._told(self._ask("GET", "/centre"))

    def waiting(self, field: str) -> int:
        """How many wait for a field."""
        return int(next(f["waiting"] for f in self.centre()["fields"] if f["code"] == field))

    def take(self, field: str = "CT", **wanted: Any) -> dict[str, Any]:
        """A number from the kiosk: `demo.take("CT", priority="elderly")`."""
        return self._told(self._ask("POST", "/tickets", self.kiosk_token, {"field": field, **wanted}))

    def leave_out(self) -> str:
        """A number that the kiosk gave while alone and that cannot join, because its field no longer exists."""
        prefix = self._told(self._ask("GET", "/tickets/offline", self.kiosk_token))["prefix"]
        now = long_day_now().isoformat(timespec="milliseconds")
        number = f"{prefix}001"
        given = {"number": number, "day": now[:10], "field": "NO", "issued_at": now, "key": f"{number}-touch"}
        (brought,) = self._told(
            self._ask("POST", "/tickets/offline", self.kiosk_token, {"now": now, "items": [given]})
        )["items"]
        assert brought["code"] == "unknown_field"
        return number

    def procedures(self, field: str) -> list[dict[str, Any]]:
        """The procedures of a field."""
        path = f"/procedures?field={field}&limit=200"
        found: list[dict[str, Any]] = self._told(self._ask("GET", path, self.kiosk_token))["items"]
        return found

    def ticket(self, ticket: int) -> dict[str, Any]:
        """A ticket as it is now, with all that staff see of it."""
        return self._told(self._ask("GET", f"/tickets/{ticket}", self.credentials["admin"]["token"]))

    def settings(self) -> dict[str, Any]:
        """Everything that is set of the centre, by part."""
        return self._told(self._ask("GET", "/settings", self.credentials["admin"]["token"]))

    def people(self) -> list[dict[str, Any]]:
        """Everybody who signs in."""
        found: list[dict[str, Any]] = self._told(
            self._ask("GET", "/people", self.credentials["admin"]["token"])
        )["items"]
        return found

    def manage(self, method: str, path: str, body: Any = None) -> Any:
        """What the administrator's programs do and are answered: `demo.manage("PATCH", "/people/lan", {"active": False})`."""
        answer = self._ask(method, path, self.credentials["admin"]["token"], body)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def set_field(self, code: str, **changed: Any) -> None:
        """Change a field's settings: `demo.set_field("CT", hours=[])`."""
        field = next(each for each in self.settings()["fields"] if each["code"] == code)
        self.manage("PUT", f"/settings/fields/{code}", field | changed)

    @contextmanager
    def settings_kept(self, *parts: str) -> Iterator[None]:
        """Afterwards these parts of the settings are as they were before."""
        before = self.settings()
        yield
        for part in parts:
            if self.settings()[part] != before[part]:
                self.manage("PUT", f"/settings/{part}", before[part])

    def act(self, n: int, action: str, **body: Any) -> dict[str, Any]:
        """What the officer of counter `n` does there: `demo.act(1, "call")`."""
        return self._told(self._ask("POST", f"/counters/{n}/{action}", self._officer(n), body))

    def console(self, n: int) -> dict[str, Any]:
        """The console of counter `n`."""
        return self._told(self._ask("GET", f"/counters/{n}", self._officer(n)))

    def clear(self) -> None:
        """Nobody waits, nobody is at a counter, the first five counters are open and the others closed."""
        try:
            self._clear_counters()
        except AssertionError:  # a key that was pressed last may have been on its way still
            self._clear_counters()

    def _clear_counters(self) -> None:
        for officer in self.credentials["officers"]:
            self._clear_counter(officer["counter"])

    def _clear_counter(self, n: int) -> None:
        console = self.console(n)
        if console["ticket"] is not None:
            self.act(n, "finish" if console["ticket"]["state"] == "serving" else "no-show")
        for left in (*console["waiting"]["items"], *console["parked"]["items"]):
            self._told(self._ask("POST", f"/tickets/{left['id']}/cancel", self._officer(n)))
        if console["help"] is not None:
            self.act(n, "help-done")
        if console["state"] == "paused":
            self.act(n, "resume")
        if (console["state"] == "closed") == (n <= _OPEN):
            self.act(n, "open" if n <= _OPEN else "close")

    def _officer(self, n: int) -> str:
        return str(next(o["token"] for o in self.credentials["officers"] if o["counter"] == n))

    def _ask(self, method: str, path: str, token: str = "", body: Any = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return self._http.request(method, f"{self.url}/api/v1{path}", json=body, headers=headers)

    @staticmethod
    def _told(answer: httpx.Response) -> dict[str, Any]:
        assert answer.is_success, answer.text
        told: dict[str, Any] = answer.json()
        return told
