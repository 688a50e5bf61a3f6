"""The tracking page behind the slip's code, drawn on request and after one of its forms was sent."""

from flask import render_template, request, url_for

from server.core.forecast.telling import is_soon
from server.core.forecast.wait_words import wait_words
from server.core.messages.kinds import NEVER, Way
from server.core.messages.phone_numbers import tail
from server.core.model import Ticket
from server.core.refusal import Refusal
from server.http.language import page_language
from server.http.texts import problem, say
from server.ports import ports
from server.service.dossiers.looking import people_may_ask
from server.service.messages.wishing import offer
from server.service.messages.words import NAMES, WHY
from server.service.notices.views import tracked_view
from server.service.queue import tickets
from server.service.views import View
from server.web import shown
from server.web.ratings import asks


def tracking_page(track: str, refusal: Refusal | None = None) -> str:
    """The page of a ticket; `refusal` is why its form of messages was refused, which then shows the typed values again.

    Raises `unknown_ticket`.
    """
    found = tickets.tracked(ports().context, track)
    field, wait = found.now.ticket.field, found.now.wait
    point = found.now.ticket.point
    fields = {f["code"]: f for f in shown.fields(point)}
    return render_template(
        "track/ticket.html",
        ticket=tracked_view(ports().context, found),
        wait=wait_words(wait.low_s, wait.high_s, page_language()) if wait else "",
        soon=is_soon(found.now.ahead, wait),
        field=fields.get(field),
        place=shown.place(point),
        keep_minutes=found.keep_minutes,
        expected=found.now.ticket.expected,
        digits=ports().context.centre.phone.presence_minutes > 0,
        stale_url=url_for("pages.ticket", track=track),
        dossiers_told=people_may_ask(ports().context),
        asks=asks(),
        messages=None if found.past else _messages(found.now.ticket, refusal),
    )


def _messages(ticket: Ticket, refusal: Refusal | None) -> View | None:
    """What the page says of messages; `None` where none are offered and none was just refused."""
    found = offer(ports().context, ticket.id, ticket.state)
    if found is None and refusal is None:
        return None
    ways = () if found is None else found.ways
    wish = None if found is None else found.wish
    refused = () if found is None else [state for state in found.tries.values() if state.startswith(NEVER)]
    return {
        "ways": {way.value: _said(way) for way in ways},
        "wish": None if wish is None else {"way": _said(wish.way), "tail": tail(wish.phone)},
        "trouble": None if refusal is None else problem(refusal, page_language()),
        "typed": request.form if refusal else {},
        "refused": say(WHY[refused[0].removeprefix(NEVER)], page_language()) if refused else "",
    }


def _said(way: Way) -> str:
    return say(NAMES[way], page_language())
