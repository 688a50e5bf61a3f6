"""One change of the settings reaches everybody by the event that it is: nothing is started again, and nobody waits for a pulse."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask_socketio.test_client import SocketIOTestClient

from kiosk.printing import Job, PrintQueue
from server.app import Server
from server.background.forecaster import Forecaster
from server.config import PrinterPart
from server.http.rate_limit import limiter
from server.live.broadcaster import Broadcaster, Rhythm
from server.store import journal
from tests.support.api import Api
from tests.support.boxes import BoxClock, Kiosk
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens
from tests.support.quick_server import quick_server
from tests.support.waiting import until

OFTEN_S, NEVER_S = 0.01, 3600.0
NEW = "Sao y bản chính"
AHEAD = 4


@pytest.fixture
def server(tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The whole server, in which nothing is sent and nothing foreseen unless something happens."""
    monkeypatch.setattr("server.live.lines.Broadcaster", partial(Broadcaster, rhythm=Rhythm(0.0, NEVER_S)))
    monkeypatch.setattr("server.app.Forecaster", partial(Forecaster, every_s=OFTEN_S, still_s=NEVER_S))
    printer = PrinterPart(url="virtual:")
    running = quick_server(default_settings(tmp_path / "data", printer=printer), clock)
    limiter.reset()
    yield running
    running.close()


@pytest.fixture
def box(server: Server, tokens: Tokens, tmp_path: Path, clock: SetClock) -> Iterator[Kiosk]:
    """A kiosk's own box, which has met its server."""
    made = Kiosk(server.app, tmp_path / "box", tokens.kiosk, BoxClock(clock))
    made.look()
    yield made
    made.agent.close()


class Line:
    """Somebody's live line; `now` is the latest snapshot that came."""

    def __init__(self, server: Server, namespace: str, **auth: Any) -> None:
        self._namespace = namespace
        self._client: SocketIOTestClient = server.socketio.test_client(
            server.app, namespace=namespace, auth=auth
        )
        self._latest: dict[str, Any] = {}

    @property
    def now(self) -> dict[str, Any]:
        for told in self._client.get_received(self._namespace):
            if told["name"] == "snapshot":
                self._latest = told["args"][0]
        return self._latest


def ct(fields: list[dict[str, Any]]) -> dict[str, Any]:
    return next(each for each in fields if each.get("code", each.get("field")) == "CT")


def printed(monkeypatch: pytest.MonkeyPatch, take: Callable[[], Any]) -> str:
    """The field's name on the slip of a number that is taken."""
    jobs: list[Job] = []
    with monkeypatch.context() as patch:
        patch.setattr(PrintQueue, "submit", lambda _, job: jobs.append(job))
        take()
    return jobs[0].slip().field["vi"]


def test_one_change_reaches_screen_console_kiosk_box_voice_forecast_and_slip(
    api: Api, server: Server, tokens: Tokens, box: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    api.at_work()
    for _ in range(AHEAD):
        api.take()
    hall = Line(server, "/board", token=tokens.display)
    kiosk = Line(server, "/kiosk", token=tokens.kiosk)
    console = Line(server, "/counter", token=tokens.officer, counter=1)
    manager = Line(server, "/admin", token=tokens.admin)
    until(lambda: bool(server.context.waits.lines))
    before = ct(api.kiosk.get("/centre").json["fields"])["wait"]["high_s"]
    seq = server.context.settings.version

    field = ct(api.admin.get("/settings").json["fields"])
    changed = field | {"vi": NEW, "announce": ["en", "vi"], "service_s": 4 * field["service_s"]}
    assert api.admin.put_json("/settings/fields/CT", changed).status_code == 200

    version = server.context.settings.version
    until(lambda: ct(hall.now["waiting"])["names"]["vi"] == NEW and hall.now["settings"] == version)
    until(lambda: ct(kiosk.now["fields"])["names"]["vi"] == NEW and kiosk.now["settings"] == version)
    until(lambda: console.now["settings"] == version)
    until(lambda: ct(manager.now["today"]["fields"])["names"]["vi"] == NEW)
    box.agent.watch.glance()
    assert ct(box.agent.memory.fact("centre")["fields"])["names"]["vi"] == NEW
    assert server.halls.speech.voice.languages("CT") == ("en", "vi")
    until(lambda: ct(api.kiosk.get("/centre").json["fields"])["wait"]["high_s"] > 3 * before)
    with server.context.store.read() as connection:
        happened = [entry.event.type for entry in journal.since(connection, seq)]
    assert happened.count("setting_changed") == 1
    assert printed(monkeypatch, api.take) == NEW
