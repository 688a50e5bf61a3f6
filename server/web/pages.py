"""Pages without a sign-in: the kiosk, the helper's tablet, enrolment, and tracking by the slip's code."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from server.core.queue.many_dossiers import MOST_TOLD
from server.core.refusal import Refusal
from server.http.qr_code import as_svg
from server.http.rate_limit import limiter
from server.ports import ports
from server.service.dossiers.looking import people_may_ask
from server.service.queue import afar, keeping, tickets
from server.web import shown
from server.web.queue.tracking import tracking_page
from server.web.ratings import asks

pages = Blueprint("pages", __name__)
_LONGEST = 20


@pages.get("/")
def first() -> ResponseReturnValue:
    """The first page, as the wiring chose it; while nobody can sign in, the first run."""
    if ports().first_run.nobody_signs_in:
        return redirect(url_for("start.form"))
    return ports().first_page()


def work_page() -> ResponseReturnValue:
    """Send a signed-in person to their work page, and everybody else to the sign-in page first."""
    return redirect(url_for("sign_in.form"))


@pages.get("/kiosk")
def kiosk() -> str:
    """The kiosk. The page holds no data of its own but the fields' names."""
    return render_template(
        "kiosk/kiosk.html",
        fields=shown.fields(),
        priority_classes=shown.priority_classes(),
        guidance=ports().context.centre.layout.guidance,
        most_dossiers=MOST_TOLD,
        ratings=ports().context.centre.ratings.enabled,
        remote=ports().context.centre.remote.share > 0,
        dossiers_told=people_may_ask(ports().context),
        asks=asks(),
    )


@pages.get("/helper")
def helper() -> str:
    """A helper's tablet: finds what somebody came for and takes the number for them."""
    return render_template(
        "helper/helper.html",
        fields=shown.fields(),
        priority_classes=shown.priority_classes(),
        most_dossiers=MOST_TOLD,
        points=shown.points(),
        here=tickets.point_of_officer(ports().context, getattr(current_user, "username", None)),
    )


@pages.get("/enter")
def enter() -> str:
    """Enrols the machine it is opened on; the token is in the address's fragment and never sent."""
    return render_template("enter.html")


@pages.get("/t/<track>")
def ticket(track: str) -> str:
    """The tracking page behind the slip's QR."""
    return tracking_page(track)


@pages.post("/t/<track>/cancel")
def cancel(track: str) -> AnyResponse:
    """Give the number up, from the tracking page; works without JavaScript."""
    context = ports().context
    tickets.cancel(context, tickets.ticket_of(context, track), "slip")
    return redirect(url_for("pages.ticket", track=track), 303)


@pages.get("/t/<track>/keep")
def keep_form(track: str) -> str | AnyResponse:
    """What it means to go for a while, and the button; back to the tracking page where it is not possible."""
    found = tickets.tracked(ports().context, track)
    if not found.keep_minutes:
        return redirect(url_for("pages.ticket", track=track))
    number = found.now.ticket.number
    return render_template("track/keep.html", track=track, number=number, minutes=found.keep_minutes)


@pages.post("/t/<track>/keep")
def keep(track: str) -> AnyResponse:
    """Go for a while and keep the place, from the tracking page; works without JavaScript."""
    context = ports().context
    keeping.keep(context, tickets.ticket_of(context, track), "slip")
    return redirect(url_for("pages.ticket", track=track), 303)


@pages.post("/t/<track>/back")
@limiter.limit("10/minute;100/hour")
def back(track: str) -> AnyResponse:
    """Be here: again before the time is over, or for the first time, with the hall's digits, for a number from afar."""
    context = ports().context
    ticket = tickets.ticket_of(context, track)
    if tickets.find(context, ticket).ticket.expected:
        presence = "".join(request.form.get("presence", "")[:_LONGEST].split())
        afar.check_in_by_code(context, ticket, presence, "slip")
    else:
        keeping.back(context, ticket, "slip")
    return redirect(url_for("pages.ticket", track=track), 303)


@pages.get("/t/<track>/qr.svg")
def qr(track: str) -> Response:
    """The tracking page's address as a QR code."""
    if ports().context.tracks.ticket(track) is None:
        raise Refusal("unknown_ticket")
    response = Response(as_svg(track_url(track)), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def track_url(track: str) -> str:
    """The tracking page's full address, as phones reach it."""
    return f"{ports().public_url()}/t/{track}"
