"""A kiosk's agent beside a real server of the same test, with a clock of its own and a line that can be cut."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from flask import Flask

from kiosk.agent import Agent, Parts
from kiosk.alone.clock import ClockReading
from kiosk.alone.upstream import Answer, Gone, ServerLine
from kiosk.printer import Printer
from server.command.kiosk import rules_in
from server.core.texts import Languages
from server.kiosks.read_aloud import speech_in

DAY_MS = 24 * 3_600_000


class BoxClock:
    """A box's clock: the true time, wrong by `wrong_ms`; `boot` names which start of the machine it is."""

    def __init__(self, true: Callable[[], int], wrong_ms: int = 0) -> None:
        self.true, self.wrong_ms, self.boot = true, wrong_ms, "boot-1"
        self._since = true()

    def __call__(self) -> ClockReading:
        return ClockReading(self.true() + self.wrong_ms, self.boot, self.true() - self._since)

    def restart(self, name: str) -> None:
        """The machine is switched off and on."""
        self.boot, self._since = name, self.true()


class Cable:
    """The line to a server in this process: `cut` takes it away, `lose` lets the next answers to what is sent get lost on
    the way, `deaf` every answer; `broken` lets nothing through whose address begins so.
    """

    def __init__(self, app: Flask) -> None:
        self._client = app.test_client()
        self.url = "http://server.test"
        self.cut = self.deaf = False
        self.lose = 0
        self.broken = ""
        self.asked: list[tuple[str, str]] = []
        self.instead: Answer | None = None

    def plug(self, app: Flask) -> None:
        """Connect it to another server at the same address."""
        self._client = app.test_client()

    def ask(
        self,
        method: str,
        target: str,
        headers: Iterable[tuple[str, str]],
        body: bytes | None,
        within_s: float,
    ) -> Answer:
        """As `Upstream.ask`."""
        self.asked.append((method, target))
        if self.cut or (self.broken and target.startswith(self.broken)):
            raise Gone("cut")
        if self.instead is not None:
            return self.instead
        found = self._client.open(target, method=method, headers=list(headers), data=body)
        if self.deaf:
            raise Gone("no answer gets through")
        if self.lose and method == "POST":
            self.lose -= 1
            raise Gone("the answer was lost")
        return Answer(found.status_code, list(found.headers.items()), found.data)


class Kiosk:
    """A kiosk whose page talks to its own agent; `line` leads to a server of another process, in place of the cable."""

    def __init__(  # noqa: PLR0917 - what a box is made of
        self,
        app: Flask,
        folder: Path,
        token: str,
        clock: BoxClock,
        printer: Printer | None = None,
        line: ServerLine | None = None,
    ) -> None:
        self._folder, self._printer, self._line = folder, printer, line
        self.cable, self.clock, self.token = Cable(app), clock, token
        self.touches = 0
        self.agent = self._agent()

    def _agent(self) -> Agent:
        return Agent(
            Parts(
                self._line or self.cable,
                self._folder,
                self._printer,
                rules_in(Languages()),
                self.clock,
                speech_in(self._folder),
                "virtual:",
            )
        )

    def restart(self, boot: str) -> None:
        """The box is switched off and on."""
        self.agent.close()
        self.clock.restart(boot)
        self.agent = self._agent()

    def get(self, path: str, **headers: str) -> Any:
        """What the page asks."""
        return self.agent.app.test_client().get(path, headers=self._with(headers))

    def touch(self, field: str = "CT", key: str | None = None, **facts: Any) -> Any:
        """A person takes a number."""
        self.touches += 1
        headers = self._with({"Idempotency-Key": key or f"{self.token[:6]}-{self.touches}"})
        return self.agent.app.test_client().post(
            "/api/v1/tickets", json={"field": field, "channel": "kiosk", **facts}, headers=headers
        )

    def send(self, body: bytes, key: str = "the-touch") -> Any:
        """A touch that sends these very bytes."""
        headers = self._with({"Idempotency-Key": key, "Content-Type": "application/json"})
        return self.agent.app.test_client().post("/api/v1/tickets", data=body, headers=headers)

    def number(self, field: str = "CT", key: str | None = None) -> str:
        """The number of a touch."""
        answer = self.touch(field, key)
        assert answer.status_code == 201, answer.text
        found: str = answer.json["number"]
        return found

    def look(self) -> None:
        """What the background does every moment."""
        self.agent.link.seen(self.token)
        self.agent.watch.look()

    def _with(self, headers: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Accept-Language": "en"} | headers
