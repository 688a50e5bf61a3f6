"""Running a kiosk's agent: the kiosk room's app, handed the words of errors and the headers that pages carry."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from kiosk.agent import Agent, Parts
from kiosk.box.clock import box_clock
from kiosk.box.memory import CannotRemember
from kiosk.box.words import Problem
from kiosk.printer import connect
from kiosk.words import Language
from server import __version__
from server.core.errors import Refusal
from server.http.headers import secure
from server.process.run import Embedded, port_is_free
from server.process.worker import APP_LOAD_ERROR

_THREADS: Final = 64


def say(code: str, language: Language, **facts: object) -> Problem:
    """A named error as the API words it."""
    return Refusal(code, **facts).problem(language)


def agent_for(server: str, folder: Path, printer: str | None, width: int) -> Agent:
    """An agent, ready to answer. Raises `ValueError` for a wrong address, `CannotRemember`."""
    port = connect(printer, width) if printer else None
    agent = Agent(Parts(server, folder, port, say, box_clock(), __version__))
    secure(agent.app)
    return agent


def run_agent(port: int, make: Callable[[], Agent]) -> None:
    """Answer the browser on this box, and nobody else, until told to stop."""
    port_is_free("127.0.0.1", port)
    running: list[Agent] = []

    def closed(_arbiter: object, _worker: object) -> None:
        for agent in running:
            agent.close()

    def load() -> Any:
        try:
            agent = make()
        except (ValueError, CannotRemember) as error:
            click.echo(str(error), err=True)
            raise SystemExit(APP_LOAD_ERROR) from error
        agent.watch.start()
        running.append(agent)
        return agent.app

    Embedded(
        {
            "bind": f"127.0.0.1:{port}",
            "threads": _THREADS,
            "worker_connections": 4 * _THREADS,
            "proc_name": "goiso-kiosk",
            "worker_exit": closed,
        },
        load,
    ).run()
