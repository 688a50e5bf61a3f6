"""The kiosk's own small web app: the server's pages and API, nearer, and numbers when the server is gone."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

from kiosk.alone.clock import Clock
from kiosk.alone.learning import Learning
from kiosk.alone.link import Link
from kiosk.alone.logo import kept_logo
from kiosk.alone.memory import CannotRemember, Memory
from kiosk.alone.pages import CENTRE, Pages
from kiosk.alone.report import BoxReport
from kiosk.alone.rules import Rules
from kiosk.alone.series import ID_BASE, Series
from kiosk.alone.slips import SlipPrinting, Slips, procedure_name
from kiosk.alone.touches import TARGET, Touch, Touches, new_key, problem
from kiosk.alone.tunnel import Tunnel
from kiosk.alone.upstream import Answer, Headers, ServerLine, passed_on
from kiosk.alone.watch import Watch
from kiosk.filling import SlipFiller
from kiosk.printer import Printer
from kiosk.speech import NoVoice, Speech
from kiosk.texts import Language
from kiosk.trials import SlipPlace

_log = structlog.get_logger(__name__)
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that an agent is built from.

    The line to the server, the agent's own folder, a printer and its address, the server's rules, a clock and a voice.
    """

    upstream: ServerLine
    folder: Path
    printer: Printer | None
    rules: Rules
    clock: Clock
    speech: Speech
    address: str = ""


class Agent:
    """One kiosk's agent: `app` serves the browser on this box; `close` ends its threads.

    `touched_ms` is when somebody last did something on its page, by the time since the machine was switched on.
    Raises `CannotRemember` when the folder cannot be used.
    """

    def __init__(self, parts: Parts) -> None:
        self.memory = Memory(parts.folder)
        self.link = Link(self.memory, parts.clock)
        self.series = Series(self.memory)
        self.upstream = parts.upstream
        self.fill = fill = SlipFiller(
            lambda _: self.memory.fact("centre"),
            partial(procedure_name, self.memory),
            lambda: self.upstream.url,
            parts.rules.wait_words,
            parts.rules.translations,
            partial(kept_logo, self.memory),
        )
        learning = Learning(self.memory, self.link, self.upstream)
        self.slips = Slips(
            self.series,
            parts.printer,
            parts.clock,
            fill,
            self._place(parts.address),
            self.link.wake.set,
            learning.catch_up,
        )
        self.touches = Touches(self.link, self.upstream, self.series, self.slips, parts.rules)
        self.pages = Pages(self.memory, self.link, self.upstream, self.series, parts.rules.as_at)
        self.speech = parts.speech
        self.report = BoxReport(self.link, self.slips, parts.clock)
        self.watch = Watch(self.memory, self.link, learning, self.series, self.report)
        self.touched_ms = parts.clock().up_ms
        self.app = Flask("kiosk.agent", static_folder=None)
        self.app.config["MAX_CONTENT_LENGTH"] = self._body_limit = parts.rules.body_limit
        self.app.config["LANGUAGES"] = tuple(parts.rules.languages)
        self.app.register_error_handler(Exception, self._failed)
        self._say = parts.rules.say
        self._route()
        self.app.wsgi_app = Tunnel(self.app.wsgi_app, self.upstream.url, lambda: self.link.up)  # type: ignore[method-assign]

    def works(self) -> bool:
        """Whether the agent still works. It reads the box's memory, as every touch does, so it hangs when that hangs; a disk error does not count as hanging."""
        with suppress(CannotRemember):
            self.memory.fact("centre")
        return True

    def close(self) -> None:
        """Finish what is in print and let the folder go."""
        self.watch.close()
        self.slips.close()
        self.memory.close()

    def _place(self, printer: str) -> Callable[[], SlipPlace]:
        def place() -> SlipPlace:
            centre = self.memory.fact("centre")
            return SlipPlace(centre["names"]["vi"] if centre else "", printer, f"{self.upstream.url}/")

        return place

    def _route(self) -> None:
        add = self.app.add_url_rule
        add(TARGET, "take", self._answering(self._take), methods=["POST"])
        add(f"{TARGET}/<int:ticket>", "ticket", self._answering(self._ticket), methods=["GET"])
        add(f"{TARGET}/<int:ticket>/print", "print", self._answering(self._print), methods=["POST"])
        add(
            CENTRE,
            "centre",
            self._answering(lambda: self.pages.centre(_headers(), _language())),
            methods=["GET"],
        )
        add("/api/v1/speech", "speech", self._answering(self._speech), methods=["GET"])
        passing = self._answering(self._pass_on)
        add("/", "first", passing, methods=_METHODS, defaults={"path": ""})
        add("/<path:path>", "pass_on", passing, methods=_METHODS)

    def _answering(self, act: Callable[..., Answer]) -> Callable[..., Response]:
        """Wrap a route: remember the page's token, call the route, and turn a failed write into a named error."""

        def route(**values: object) -> Response:
            self.link.seen(_token())
            if request.method != "GET":
                self.touched_ms = self.link.clock().up_ms
            try:
                answer = act(**values)
            except CannotRemember as error:
                _log.exception("not_remembered", route=str(request.url_rule or ""), code=error.code)
                answer = problem(self._say(error.code, _language()))
            return _response(answer)

        return route

    def _failed(self, error: Exception) -> Response:
        """Turn any exception of a request into a named error; an unexpected one is logged."""
        match error:
            case RequestEntityTooLarge():
                said = self._say("body_too_large", _language(), limit_kb=self._body_limit // 1024)
            case MethodNotAllowed():
                said = self._say("method_not_allowed", _language())
            case HTTPException() if error.code is not None and error.code < 500:  # noqa: PLR2004
                said = self._say("bad_request", _language(), reason=error.name)
            case _:
                _log.error("request_failed", route=str(request.url_rule or ""), exc_info=error)
                said = self._say("internal", _language())
        return _response(problem(said))

    def _take(self) -> Answer:
        key = request.headers.get("Idempotency-Key", new_key())
        return self.touches.take(Touch(_headers(), request.get_data(), key, _token(), _language()))

    def _ticket(self, ticket: int) -> Answer:
        if ticket >= ID_BASE and (given := self.series.by_id(ticket)) is not None:
            return _told(self.touches.view(given))
        answer = self._pass_on()
        state = self.slips.state(ticket)
        if state is None or answer.status != 200:  # noqa: PLR2004
            return answer
        return Answer(200, answer.headers, json.dumps(answer.json() | {"print": state}).encode())

    def _print(self, ticket: int) -> Answer:
        """The slip once more, from this box's own printer if that printed it before."""
        if _token() is None or _token() != self.link.token:
            return self._pass_on()
        try:
            shown = self.slips.again(ticket, request.headers.get("Idempotency-Key", new_key()))
        except SlipPrinting as printing:
            return problem(self._say("slip_printing", _language(), number=str(printing)))
        return self._pass_on() if shown is None else _told(shown)

    def _speech(self) -> Answer:
        """Make the speech here, so that the kiosk can speak when it is alone; ask the server if this box has no voice."""
        try:
            sound = self.speech.say(request.args.get("text", ""), request.args.get("language", "vi"))
        except ValueError:
            return problem(self._say("bad_request", _language(), reason="text"))
        except NoVoice:
            return self._pass_on()
        return Answer(
            200, [("Content-Type", "audio/wav"), ("Cache-Control", "private, max-age=86400")], sound
        )

    def _pass_on(self, **_: object) -> Answer:
        target = request.full_path if request.query_string else request.path
        return self.pages.answer(request.method, target, _headers(), request.get_data(), _language())


def _told(ticket: dict[str, Any]) -> Answer:
    body = json.dumps(ticket, ensure_ascii=False).encode()
    return Answer(200, [("Content-Type", "application/json")], body)


def _response(answer: Answer) -> Response:
    response = Response(answer.body, answer.status)
    response.headers.clear()
    for name, value in answer.headers:
        response.headers.add(name, value)
    return response


def _headers() -> Headers:
    return passed_on(request.headers.items())


def _token() -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _language() -> Language:
    """The language of a request: from its link, else from the page's cookie, else (for programs) from the browser's header."""
    if request.path.startswith("/api/"):
        return request.accept_languages.best_match(current_app.config["LANGUAGES"]) or "vi"
    asked = request.args.get("lang") or request.cookies.get("lang")
    return "en" if (asked or "").startswith("en") else "vi"
