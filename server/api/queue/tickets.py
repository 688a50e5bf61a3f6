"""Routes around a ticket."""

from collections.abc import Mapping
from typing import Any

from flask import Response, jsonify
from flask_openapi3 import Tag

from server.api.before import before, once
from server.api.bodies import NoBody
from server.api.schemas import tickets as schemas
from server.api.schemas import visits
from server.api.schemas.common import Problem
from server.api.unchanged import unless_told
from server.auth import Caller, caller
from server.core.model import Channel
from server.http.described import Routes
from server.http.language import api_language, languages
from server.ports import ports
from server.service.machines.points import point_for_numbers
from server.service.notices.views import tracked_view
from server.service.queue import afar, finding, own_tickets, slips
from server.service.queue import tickets as use_cases
from server.service.queue.tickets import NumberRequest
from server.service.queue.views import without_the_officers_words
from server.service.reports.life import life as life_of
from server.service.reports.life import seen_by
from server.service.reports.life_views import life_view
from server.service.views import View, ticket_view

api = Routes("tickets", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="tickets")])
api.before_request(before)
_CHANNELS = {"kiosk": Channel.KIOSK, "helper": Channel.HELPER}
_ALWAYS = {"kiosk": Channel.KIOSK}
"""Whose numbers are of one channel, whatever they say."""


@api.post("/tickets", responses={201: schemas.Ticket, 404: Problem, 409: Problem, 429: Problem})
def issue(body: schemas.IssueTicket) -> tuple[Response, int]:
    """Take a number."""
    who, kind = caller(), caller().kind
    channel = _ALWAYS.get(kind) or body.channel or _CHANNELS.get(kind, Channel.OFFICER)
    wanted = NumberRequest(
        body.field,
        body.procedure,
        body.priority,
        channel,
        body.print,
        body.card,
        body.language,
        body.dossiers,
        point_of_numbers(who, body.point),
    )
    return jsonify(ports().slips.take(wanted, who.actor, once(), api_language())), 201


def point_of_numbers(who: Caller, said: str | None) -> str:
    """The point of a number: a machine's own point, whatever it says; a person's given point, else that of their work."""
    context = ports().context
    if who.device is not None:
        return point_for_numbers(context, who.device)
    return use_cases.point_of_officer(context, who.username) if said is None else said


@api.get("/tickets", responses={200: schemas.FoundTickets, 403: Problem})
def find(query: schemas.FindQuery) -> Response:
    """Find a number again, newest first."""
    day = None if query.day is None else str(query.day)
    number = (query.number or "").strip() or None
    at = None if query.at is None else query.at.replace(tzinfo=None)
    found = finding.find(ports().context, finding.Remembered(number, query.field, at, day))
    return jsonify({"items": [_found(ticket_view(ports().context, now)) for now in found]})


@api.get("/tickets/<int:ticket>", responses={200: schemas.Ticket, 404: Problem})
def show(path: schemas.TicketPath) -> Response:
    """A ticket as it is now; a machine sees only the numbers that it gave, without the officers' words."""
    context = ports().context
    if not caller().may("numbers.all"):
        own_tickets.check(context, path.ticket, caller().actor)
    return jsonify(_shown(ticket_view(context, use_cases.find(context, path.ticket))))


@api.get("/tickets/<int:ticket>/life", responses={200: visits.Life, 403: Problem, 404: Problem})
def life(path: schemas.TicketPath) -> Response:
    """Every step of a visit in order, with who did it and why it was called."""
    context, language = ports().context, languages().of(api_language())
    told = life_of(context, path.ticket, language, seen_by(caller().may))
    return jsonify(life_view(context, told))


@api.post("/tickets/<int:ticket>/cancel", responses={200: schemas.Ticket, 409: Problem})
def cancel(path: schemas.TicketPath, body: NoBody) -> Response:
    """Give a number up; a machine takes back those that it has just given."""
    if caller().may("numbers.all"):
        return jsonify(use_cases.cancel(ports().context, path.ticket, caller().actor, once()))
    own_tickets.check(ports().context, path.ticket, caller().actor)
    return jsonify(_shown(use_cases.take_back(ports().context, path.ticket, caller().actor, once())))


@api.post("/tickets/<int:ticket>/print", responses={200: schemas.FoundTicket, 409: Problem})
def print_slip(path: schemas.TicketPath, body: NoBody) -> Response:
    """Print a ticket's slip; marked as a reprint unless surely none of it was printed before."""
    if not caller().may("numbers.find"):
        own_tickets.check(ports().context, path.ticket, caller().actor)
    return jsonify(_found(ports().slips.reprint(path.ticket, caller().actor, once(), api_language())))


@api.post("/tickets/<int:ticket>/print/dismiss", responses={200: schemas.Ticket, 404: Problem, 409: Problem})
def dismiss_slip(path: schemas.TicketPath, body: NoBody) -> Response:
    """Do without a slip that failed or is in doubt: it is no longer in the manager's list. The number stays valid."""
    context = ports().context
    return jsonify(ticket_view(context, slips.dismiss(context, path.ticket, caller().actor)))


def _shown(view: Mapping[str, Any]) -> View:
    """A ticket as this caller may see it."""
    return dict(view) if caller().may("numbers.all") else without_the_officers_words(dict(view))


def _found(view: Mapping[str, Any]) -> View:
    """The same for a ticket that may be somebody else's: only the one who gave it learns its tracking code."""
    own = caller().may("numbers.all") or own_tickets.is_own(ports().context, view["id"], caller().actor)
    return _shown(view) if own else _shown(view) | {"track": None}


@api.post("/tickets/<int:ticket>/resume", responses={200: schemas.Ticket, 409: Problem})
def resume(path: schemas.TicketPath, body: NoBody) -> Response:
    """The citizen of a parked ticket is back: it waits again, first for the counter that parked it.

    A machine in the hall checks in the person of a remote number.
    """
    if not caller().may("counters.work"):
        told = afar.check_in_at_machine(ports().context, path.ticket, caller().actor, once())
        return jsonify(_shown(told))
    return jsonify(use_cases.resume(ports().context, path.ticket, caller().actor, once()))


@api.get("/track/<string:track>", responses={200: schemas.Tracked, 404: Problem})
def track(path: schemas.TrackPath) -> Response:
    """The ticket that a slip's code stands for. Made for polling: send the ETag back."""
    tracked = use_cases.tracked(ports().context, path.track)
    return unless_told(tracked_view(ports().context, tracked), tracked.now.wait)


@api.post("/track/<string:track>/cancel", responses={200: schemas.Ticket, 409: Problem})
def cancel_tracked(path: schemas.TrackPath, body: NoBody) -> Response:
    """Give up the number that a slip's code stands for."""
    ticket = use_cases.ticket_of(ports().context, path.track)
    cancelled = use_cases.cancel(ports().context, ticket, "slip", once())
    return jsonify(without_the_officers_words(cancelled))
