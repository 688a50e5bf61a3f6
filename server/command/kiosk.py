"""Running a kiosk's agent: the kiosk room's app, handed the server's rules and the headers that pages carry."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import click
from pydantic import ValidationError

from kiosk.agent import Agent, Parts
from kiosk.alone.clock import box_clock
from kiosk.alone.memory import CannotRemember
from kiosk.alone.rules import Rules, WrongWish
from kiosk.alone.texts import Problem, Say
from kiosk.alone.upstream import Upstream
from kiosk.printer import connect
from kiosk.texts import Language
from server import __version__
from server.api.bodies import reasons
from server.api.schemas.tickets import IssueTicket
from server.core.forecast.wait_words import wait_words
from server.core.queue.many_dossiers import passes_on
from server.core.refusal import Refusal
from server.core.texts import Languages
from server.http.body import BODY_LIMIT, checked_key, object_of
from server.http.headers import secure
from server.http.languages import further_languages
from server.kiosks.alone_hours import as_at, closed_in
from server.kiosks.read_aloud import speech_in
from server.process.gunicorn_log import APP_LOAD_ERROR
from server.process.run import Embedded, port_is_free

_THREADS: Final = 64


def say_in(languages: Languages) -> Say:
    """Named errors as the API words them, in these languages."""

    def say(code: str, language: Language, **facts: object) -> Problem:
        return Refusal(code, **facts).problem(languages.of(language))

    return say


def read(key: str, body: bytes) -> Mapping[str, Any]:
    """What a touch asks for, read as the API reads it. Raises `WrongWish`."""
    try:
        said = object_of(lambda: json.loads(body)) if body else None
        wanted = IssueTicket.model_validate(said)
        checked_key(key)
    except ValidationError as error:
        raise WrongWish(reasons(error)[0]) from error
    except Refusal as refusal:
        raise WrongWish(refusal.parameters["reason"]) from refusal
    return wanted.model_dump()


def goes_to(centre: Mapping[str, Any], field: str, dossiers: int | None) -> str:
    """The field whose number somebody with so many dossiers gets, by what `GET /centre` last told."""
    asked: Mapping[str, Any] = next((each for each in centre["fields"] if each["code"] == field), {})
    many = asked.get("many")
    return str(many["field"]) if many and passes_on(many["from"], dossiers) else field


def rules_in(languages: Languages) -> Rules:
    """The server's rules, worded in these languages."""
    return Rules(
        say_in(languages),
        wait_words,
        read,
        as_at,
        closed_in(languages),
        goes_to,
        BODY_LIMIT,
        languages.tags,
        lambda tag: languages.of(tag).texts,
    )


def agent_for(server: str, folder: Path, printer: str | None, width: int) -> Agent:
    """An agent, ready to answer. Raises `ValueError` for a wrong address, `CannotRemember`."""
    port = connect(printer, width) if printer else None
    known = Languages(further_languages(folder / "translations"))
    line = Upstream(server, __version__)
    agent = Agent(Parts(line, folder, port, rules_in(known), box_clock(), speech_in(folder), printer or ""))
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
            "proc_name": "goiso-kiosk",
            "worker_exit": closed,
        },
        load,
    ).run()
