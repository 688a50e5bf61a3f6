"""Routes of a counter: its state, and what its officer does."""

from collections.abc import Callable
from typing import Any, Final

from flask import Response, jsonify
from flask_openapi3 import APIBlueprint, Tag

from server.auth import caller
from server.core.errors import Refusal
from server.ports import ports
from server.service import counters as use_cases
from server.service.console import console_view
from server.service.counters import Officer

from . import schemas
from .requests import before, once

api = APIBlueprint(
    "counters", __name__, url_prefix="/api/v1/counters/<int:n>", abp_tags=[Tag(name="counters")]
)
api.before_request(before)
_TICKET: Final[dict[Any, Any]] = {200: schemas.Ticket, 404: schemas.Problem, 409: schemas.Problem}
_CONSOLE: Final[dict[Any, Any]] = {200: schemas.Console, 404: schemas.Problem, 409: schemas.Problem}


def _officer() -> Officer:
    who = caller()
    if who.username is None:
        raise Refusal("not_allowed")
    return Officer(who.username, manages=who.kind == "admin")


def _act(use_case: Callable[..., dict[str, Any]], n: int, *facts: Any) -> Response:
    return jsonify(use_case(ports().context, n, _officer(), *facts, once=once()))


@api.get("", responses=_CONSOLE)
def show(path: schemas.CounterPath) -> Response:
    """The counter's whole state."""
    return jsonify(console_view(ports().context, path.n))


@api.post("/open", responses=_CONSOLE)
def open_counter(path: schemas.CounterPath, body: schemas.OpenCounter) -> Response:
    """Open the counter, for its own fields or for those given."""
    return _act(use_cases.open_, path.n, body.fields)


@api.post("/close", responses=_CONSOLE)
def close_counter(path: schemas.CounterPath, body: schemas.NoBody) -> Response:
    """Close the counter."""
    return _act(use_cases.close, path.n)


@api.post("/pause", responses=_CONSOLE)
def pause(path: schemas.CounterPath, body: schemas.PauseCounter) -> Response:
    """Take a break."""
    return _act(use_cases.pause, path.n, body.reason)


@api.post("/resume", responses=_CONSOLE)
def resume(path: schemas.CounterPath, body: schemas.NoBody) -> Response:
    """Come back from a break."""
    return _act(use_cases.resume, path.n)


@api.post("/call", responses=_TICKET)
def call(path: schemas.CounterPath, body: schemas.CallTicket) -> Response:
    """Call the next ticket by the calling order, or the one given."""
    return _act(use_cases.call, path.n, body.ticket)


@api.post("/recall", responses=_TICKET)
def recall(path: schemas.CounterPath, body: schemas.NoBody) -> Response:
    """Call the ticket in hand again."""
    return _act(use_cases.recall, path.n)


@api.post("/serve", responses=_TICKET)
def serve(path: schemas.CounterPath, body: schemas.NoBody) -> Response:
    """The citizen has come."""
    return _act(use_cases.serve, path.n)


@api.post("/finish", responses=_TICKET)
def finish(path: schemas.CounterPath, body: schemas.FinishTicket) -> Response:
    """The visit is over."""
    return _act(use_cases.finish, path.n, body.outcome)


@api.post("/no-show", responses=_TICKET)
def no_show(path: schemas.CounterPath, body: schemas.NoBody) -> Response:
    """Nobody came."""
    return _act(use_cases.no_show, path.n)


@api.post("/return", responses=_TICKET)
def return_ticket(path: schemas.CounterPath, body: schemas.NoBody) -> Response:
    """Put the ticket in hand back to its place in the queue."""
    return _act(use_cases.return_, path.n)
