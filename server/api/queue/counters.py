"""Routes of a counter: its state, and what its officer does."""

from collections.abc import Callable
from typing import Any, Final

from flask import Response, jsonify
from flask_openapi3 import Tag

from server.api.before import before, once
from server.api.bodies import NoBody
from server.api.schemas import counters as schemas
from server.api.schemas.common import Problem
from server.api.schemas.tickets import ActedOn
from server.auth import caller
from server.core.model import Dossier
from server.core.refusal import Refusal
from server.http.described import Routes
from server.ports import ports
from server.service.queue import counters as use_cases
from server.service.queue import undo as undo_use_cases
from server.service.queue.console import console_now
from server.service.queue.console_views import console_view
from server.service.queue.counters import Officer, Result, Target

api = Routes("counters", __name__, url_prefix="/api/v1/counters/<int:n>", abp_tags=[Tag(name="counters")])
api.before_request(before)
_TICKET: Final[dict[Any, Any]] = {200: ActedOn, 404: Problem, 409: Problem}
_CONSOLE: Final[dict[Any, Any]] = {200: schemas.Console, 404: Problem, 409: Problem}


def _officer() -> Officer:
    who = caller()
    if who.program is not None:
        return Officer(who.actor, who.kind, program=True)
    if who.username is None:
        raise Refusal("not_allowed")
    return Officer(who.username, who.kind)


def _act(use_case: Callable[..., dict[str, Any]], n: int, *facts: Any) -> Response:
    return jsonify(use_case(ports().context, n, _officer(), *facts, once=once()))


@api.get("", responses=_CONSOLE)
def show(path: schemas.CounterPath) -> Response:
    """The counter's whole state."""
    context = ports().context
    return jsonify(console_view(context, console_now(context, path.n, caller().username)))


@api.post("/open", responses=_CONSOLE)
def open_counter(path: schemas.CounterPath, body: schemas.OpenCounter) -> Response:
    """Open the counter, for its own fields or for those given."""
    return _act(use_cases.open_, path.n, body.fields, body.helps, body.officer)


@api.post("/close", responses=_CONSOLE)
def close_counter(path: schemas.CounterPath, body: NoBody) -> Response:
    """Close the counter."""
    return _act(use_cases.close, path.n)


@api.post("/pause", responses=_CONSOLE)
def pause(path: schemas.CounterPath, body: schemas.PauseCounter) -> Response:
    """Take a break."""
    return _act(use_cases.pause, path.n, body.reason)


@api.post("/resume", responses=_CONSOLE)
def resume(path: schemas.CounterPath, body: NoBody) -> Response:
    """Come back from a break."""
    return _act(use_cases.resume, path.n)


@api.post("/call", responses=_TICKET)
def call(path: schemas.CounterPath, body: schemas.CallTicket) -> Response:
    """Call the next ticket by the calling order, or the one given."""
    return _act(use_cases.call, path.n, body.ticket, body.reason)


@api.post("/next", responses=_TICKET)
def call_next(path: schemas.CounterPath, body: schemas.FinishTicket) -> Response:
    """Finish the ticket in hand and call the next one, as one step."""
    return _act(use_cases.next_, path.n, _result(body))


@api.post("/recall", responses=_TICKET)
def recall(path: schemas.CounterPath, body: NoBody) -> Response:
    """Call the ticket in hand again."""
    return _act(use_cases.recall, path.n)


@api.post("/serve", responses=_TICKET)
def serve(path: schemas.CounterPath, body: NoBody) -> Response:
    """The citizen has come."""
    return _act(use_cases.serve, path.n)


@api.post("/finish", responses=_TICKET)
def finish(path: schemas.CounterPath, body: schemas.FinishTicket) -> Response:
    """The visit is over."""
    return _act(use_cases.finish, path.n, _result(body))


def _result(body: schemas.FinishTicket) -> Result:
    dossiers = (Dossier(d.procedure, d.outcome.value, d.channel.value, d.code) for d in body.dossiers)
    return Result(body.outcome, tuple(dossiers))


@api.post("/no-show", responses=_TICKET)
def no_show(path: schemas.CounterPath, body: NoBody) -> Response:
    """Nobody came."""
    return _act(use_cases.no_show, path.n)


@api.post("/return", responses=_TICKET)
def return_ticket(path: schemas.CounterPath, body: NoBody) -> Response:
    """Put the ticket in hand back to its place in the queue."""
    return _act(use_cases.return_, path.n)


@api.post("/park", responses=_TICKET)
def park(path: schemas.CounterPath, body: schemas.ParkTicket) -> Response:
    """Keep the ticket in hand for when the citizen is back."""
    return _act(use_cases.park, path.n, body.reason)


@api.post("/priority", responses=_TICKET)
def priority(path: schemas.CounterPath, body: schemas.CorrectPriority) -> Response:
    """Correct the priority class of the ticket in hand; `null` for none."""
    return _act(use_cases.correct_priority, path.n, body.priority)


@api.post("/transfer", responses=_TICKET)
def transfer(path: schemas.CounterPath, body: schemas.TransferTicket) -> Response:
    """Let the ticket in hand wait for another field or for one counter, with its time of arrival kept."""
    return _act(use_cases.transfer, path.n, Target(body.field, body.counter, body.note))


@api.post("/undo", responses=_CONSOLE | {200: schemas.Undone})
def undo(path: schemas.CounterPath, body: NoBody) -> Response:
    """Undo the last action; the answer is its ticket, or the counter's state."""
    return _act(undo_use_cases.undo_last, path.n)


@api.post("/hand-over", responses=_CONSOLE)
def hand_over(path: schemas.CounterPath, body: schemas.HandOver) -> Response:
    """Give the counter with its ticket to another officer; a manager takes it over so."""
    return _act(use_cases.hand_over, path.n, body.officer)


@api.post("/help", responses=_CONSOLE)
def call_for_help(path: schemas.CounterPath, body: schemas.CallForHelp) -> Response:
    """Call the manager for help."""
    return _act(use_cases.call_for_help, path.n, body.text)


@api.post("/help-done", responses=_CONSOLE)
def answer_help(path: schemas.CounterPath, body: NoBody) -> Response:
    """Help has come."""
    return _act(use_cases.answer_help, path.n)
