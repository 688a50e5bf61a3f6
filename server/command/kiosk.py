"""Runs a kiosk's agent: the kiosk room's app with the server's rules and page headers.

`run_box` starts the version that is to run; `run_agent` runs this one; `rehearse_agent` runs it without the server, on a copy.
"""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

import click
from pydantic import ValidationError

from kiosk.agent import Agent, Parts
from kiosk.alone.clock import box_clock
from kiosk.alone.memory import CannotRemember
from kiosk.alone.rules import Rules, WrongWish
from kiosk.alone.texts import Problem, Say
from kiosk.alone.upstream import Gone, ServerLine, Upstream
from kiosk.printer import connect
from kiosk.texts import Language
from kiosk.upgrade.limits import Limits
from kiosk.upgrade.quiet import QuietWatch
from kiosk.upgrade.rehearsal import NoServer, draw_a_slip
from kiosk.upgrade.starting import Judge, Starter, served_at
from kiosk.upgrade.steps import BoxSteps
from kiosk.upgrade.upgrader import Upgrader
from kiosk.upgrade.versions import Versions
from server import __version__
from server.api.bodies import reasons
from server.api.schemas.tickets import IssueTicket
from server.command.kiosk_files import BoxOptions
from server.command.troubles import sentence
from server.core.forecast.wait_words import wait_words
from server.core.queue.many_dossiers import passes_on
from server.core.refusal import Refusal
from server.core.texts import Languages, in_both
from server.http.body import BODY_LIMIT, checked_key, object_of
from server.http.headers import secure
from server.http.languages import further_languages
from server.kiosks.alone_hours import as_at, closed_in
from server.kiosks.read_aloud import speech_in
from server.process.embedded import Embedded, port_is_free
from server.process.gunicorn_log import APP_LOAD_ERROR
from server.process.watchdog import watched

_THREADS: Final = 64
_ASK_S: Final = 10.0


def say_in(languages: Languages) -> Say:
    """A function for named errors in the API's words, in these languages."""

    def say(code: str, language: Language, **facts: object) -> Problem:
        return Refusal(code, **facts).problem(languages.of(language))

    return say


def read(key: str, body: bytes) -> Mapping[str, Any]:
    """Read a touch's request as the API does. Raises `WrongWish`."""
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
    """The field from which a person with this many dossiers gets a number, by the last answer of `GET /centre`."""
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


def agent_for(box: BoxOptions, line: ServerLine) -> Agent:
    """An agent, ready to answer. Raises `ValueError` for a wrong address, `CannotRemember`."""
    port = connect(box.printer, box.width) if box.printer else None
    known = Languages(further_languages(box.data / "translations"))
    speech, address = speech_in(box.data), box.printer or ""
    agent = Agent(Parts(line, box.data, port, rules_in(known), box_clock(), speech, address))
    secure(agent.app)
    return agent


def run_box(box: BoxOptions, limits: Limits) -> int:
    """Serve only the browser on this box, with the newest working version; returns the exit status."""
    port_is_free("127.0.0.1", box.port)
    own, judge = partial(run_agent, box, __version__, limits), partial(_judge, box, limits)
    return Starter(Versions(box.data, __version__), sys.argv[1:], own, judge, limits).run()


def run_agent(box: BoxOptions, installed: str, limits: Limits) -> None:
    """Run this version, which can take a newer one at night; `installed` is the version that starts it."""

    def make() -> tuple[Agent, Callable[[], None]]:
        agent = agent_for(box, Upstream(box.server, __version__))
        upgrader = _upgrader(agent, box, installed, limits)
        agent.report.upgrade = upgrader.told
        agent.watch.start()
        upgrader.start()
        watchdog = watched(agent.works)

        def close() -> None:
            if watchdog is not None:
                watchdog.close()
            upgrader.close()  # first: what fails from now on is no fault of a release
            agent.close()

        return agent, close

    _serve(box.port, make)


def rehearse_agent(box: BoxOptions) -> None:
    """Prove that this version works with the box's memory: draw slips, then serve the page until told to stop."""

    def make() -> tuple[Agent, Callable[[], None]]:
        agent = agent_for(replace(box, printer=None), NoServer(box.server))
        draw_a_slip(agent.fill, agent.memory.fact("centre"), box.width)
        return agent, agent.close

    _serve(box.port, make)


def _upgrader(agent: Agent, box: BoxOptions, installed: str, limits: Limits) -> Upgrader:
    arguments = ["--server", box.server, "--width", str(box.width)]
    steps = BoxSteps(agent.link, agent.upstream, box.data, arguments, limits)
    quiet = QuietWatch(agent.link, as_at, lambda: agent.touched_ms, limits)
    return Upgrader(Versions(box.data, installed), steps, quiet, __version__, limits)


def _judge(box: BoxOptions, limits: Limits) -> Judge:
    line = Upstream(box.server)

    def server_there() -> bool:
        try:
            return not line.ask("GET", "/api/v1/centre", [], None, _ASK_S).unforeseen()
        except Gone:
            return False

    return Judge(partial(served_at, box.port), server_there, limits)


def _serve(port: int, make: Callable[[], tuple[Agent, Callable[[], None]]]) -> None:
    """Run the agent that `make` gives, with the function that ends it."""
    ends: list[Callable[[], None]] = []

    def closed(_arbiter: object, _worker: object) -> None:
        for end in ends:
            end()

    def load() -> Any:
        try:
            agent, end = make()
        except (ValueError, CannotRemember, OSError) as error:
            told = sentence(error) if isinstance(error, OSError) else None
            click.echo(str(error) if told is None else in_both(told), err=True)
            raise SystemExit(APP_LOAD_ERROR) from error
        ends.append(end)
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
