"""Answers what the city asks for people: to get a number, to check in, to give a number up.

The link hands over the requests in the city's last answer, and sends the answers made here with its next request. A message that is
lost on the way is asked again and gets the same answer.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import structlog

from server.core.events import TicketCancelled
from server.core.model import Ticket, TicketState
from server.core.refusal import Refusal
from server.core.units import SECOND_MS
from server.service.context import Context
from server.service.queue import afar
from server.service.queue.afar import AfarRequest, Expected
from server.service.queue.from_afar import room
from server.store import journal

Request = Mapping[str, Any]
Answer = Mapping[str, Any]
_log = structlog.get_logger(__name__)


def answer(context: Context, requests: Sequence[Request]) -> list[Answer]:
    """One answer for each request that can be understood, each decided in a transaction of its own.

    `number` {"id", "field", "procedure", "left_s", "language"} → `issued` {"ticket", "number", "told"}, `checked_in`, `cancelled`,
    `lapsed`, or `refused` with the centre's own words in `told`. `check_in` {"id", "of", "code"} → `checked_in` or `refused`;
    `cancel` {"id", "of"} → `cancelled` or `refused`. A request that fails for another reason will be asked again.
    """
    answers = (_answer(context, request) for request in requests)
    return [each for each in answers if each is not None]


def remote(context: Context) -> dict[str, dict[str, int]]:
    """By field, how many remote numbers an hour allows and how many are left: for the pages on which people ask for one."""
    return {field: {"share": found.share, "left": found.left} for field, found in room(context).items()}


def _answer(context: Context, request: Request) -> Answer | None:
    try:
        act = _KINDS[request["kind"]]
        return {"request": str(request["id"]), **act(context, request)}
    except Refusal as refusal:
        if refusal.kind.status >= _OURS:  # a disk that is full: nothing was decided
            _log.warning("request_not_answered", request=request["id"], code=refusal.code)
            return None
        told = {"code": refusal.code, **refusal.texts()}
        return {"request": str(request["id"]), "state": "refused", "told": told}
    except (KeyError, TypeError, ValueError):
        _log.warning("request_not_understood", request=str(request)[:_LONGEST])
        return None


def _number(context: Context, request: Request) -> Answer:
    asked = AfarRequest(
        str(request["id"]),
        str(request["field"]),
        float(request["left_s"]),
        request.get("procedure"),
        request.get("language"),
    )
    found = afar.ask(context, asked)
    return {"state": _state(context, found.ticket), **_facts(found.ticket), "told": _told(context, found)}


def _check_in(context: Context, request: Request) -> Answer:
    asked = afar.number_of(context, str(request["of"]))
    ticket = afar.check_in_by_code(context, asked, str(request["code"]), afar.ACTOR)
    return {"state": "checked_in", **_facts(ticket)}


def _cancel(context: Context, request: Request) -> Answer:
    ticket = afar.cancel(context, str(request["of"]))
    return {"state": "cancelled", **({} if ticket is None else _facts(ticket))}


def _facts(ticket: Ticket) -> Answer:
    return {"ticket": ticket.id, "number": ticket.number}


def _told(context: Context, found: Expected) -> Answer:
    """`kept_s`: seconds for which the place is surely kept."""
    kept_ms = max(0, (found.ticket.away_until or 0) - context.clock())
    return {
        "ahead": found.ahead,
        "low_s": found.low_s,
        "high_s": found.high_s,
        "kept_s": kept_ms // SECOND_MS,
        "track": found.track,
    }


def _state(context: Context, ticket: Ticket) -> str:
    if ticket.state is not TicketState.CANCELLED:
        return "issued" if ticket.expected else "checked_in"
    with context.store.read() as connection:
        ends = journal.about(connection, ticket.id, TicketCancelled.type)
    return "lapsed" if any(getattr(entry.event, "lapsed", False) for entry in ends) else "cancelled"


_KINDS: Final[Mapping[str, Callable[[Context, Request], Answer]]] = {
    "number": _number,
    "check_in": _check_in,
    "cancel": _cancel,
}
_OURS: Final = 500
_LONGEST: Final = 200
