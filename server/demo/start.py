"""Starts the demo: its settings, its people, and what it prints on the terminal."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from server.app import Server
from server.config import HoursPart, Settings
from server.demo import people, surfaces
from server.demo.anew import begin_anew
from server.demo.busy import keep_busy
from server.http.address import local_url
from server.process.run import Ready, run
from server.process.saying import say


def demo_settings(host: str, port: int, data: Path, printer: str) -> dict[str, Any]:
    """What the demo sets differently from the default centre."""
    return {
        "server__host": host,
        "server__port": port,
        "server__data": data,
        "server__printer": None if printer == "none" else printer,
        "ratings__enabled": True,
    }


def start(
    settings: Settings, *, fresh: bool, busy: bool, serve: Callable[[Settings, Ready], None] = run
) -> None:
    """Run the demo centre until told to stop. `fresh` forgets what happened before; `serve` serves a centre."""
    data = settings.server.data
    if fresh:
        begin_anew(data)
    always_open = settings.model_copy(update={"hours": HoursPart(), "exceptions": ()})
    url = local_url(settings.server)
    serve(always_open, partial(_prepare, url=url, busy=busy))


def _prepare(server: Server, *, url: str, busy: bool) -> None:
    credentials = people.prepare(server.context, server.settings.server.data, url)
    surfaces.install(server, credentials)
    file = server.settings.server.data / people.FILE
    if busy:
        keep_busy(file)
    say(_welcome(credentials, file))


def _welcome(credentials: dict[str, Any], file: Path) -> str:
    return (
        f"\n  Gọi Số demo centre is running.\n\n"
        f"  Open  {credentials['url']}/  — kiosk, counters, hall screens, manager and printer are linked there.\n"
        f"  Names, passwords and tokens: {file}\n"
        f"  Stop with Ctrl+C.\n"
    )
