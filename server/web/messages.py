"""The forms of the tracking page with which a waiting person asks for messages on their phone, or cancels them."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from server.core.refusal import Refusal
from server.http.language import page_language
from server.http.rate_limit import limiter
from server.ports import ports
from server.service.messages import wishing
from server.service.messages.wishing import MessageForm
from server.service.queue import tickets
from server.web.queue.tracking import tracking_page

pages = Blueprint("messages", __name__)


def _ticket() -> str:
    return f"ticket {(request.view_args or {}).get('track')}"


@pages.get("/t/<track>/messages")
def form(track: str) -> Response:
    """Redirect to the form, for people who reload the page with a refusal."""
    return _back(track)


@pages.post("/t/<track>/messages")
@limiter.limit("6/hour", key_func=_ticket)
@limiter.limit("10/minute;60/hour")
def wish(track: str) -> Response | tuple[str, int]:
    """Keep the number until the visit ends, and go back to the page; what was refused is said on it."""
    context = ports().context
    ticket = tickets.ticket_of(context, track)
    said = request.form
    asked = MessageForm(
        said.get("phone", ""), said.get("way", ""), said.get("agreed") == "yes", page_language()
    )
    try:
        wishing.wish(context, ticket, asked)
    except Refusal as refusal:
        return tracking_page(track, refusal), refusal.kind.status
    return _back(track)


@pages.post("/t/<track>/messages/off")
def withdraw(track: str) -> Response:
    """Delete the number at once, and go back to the page."""
    context = ports().context
    wishing.withdraw(context, tickets.ticket_of(context, track))
    return _back(track)


def _back(track: str) -> Response:
    return redirect(url_for("pages.ticket", track=track, _anchor="messages"), 303)
