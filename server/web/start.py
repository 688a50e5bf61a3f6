"""The first run: the code that the server printed, then the first administrator, who is signed in and led on."""

from typing import Final

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from server.core.person_rules import LONGEST_NAME, SHORTEST_PASSWORD
from server.core.refusal import Refusal
from server.http.known_browsers import remember_browser
from server.http.language import page_language
from server.http.rate_limit import limiter
from server.http.texts import problem
from server.ports import ports
from server.service.people.sign_in import by_password
from server.web.people.sign_in import first_page, start_session
from server.web.people.wrong_fields import wrong_fields

pages = Blueprint("start", __name__)
PROOF: Final = "first_run"
_TRIES: Final = "10/minute"
Answer = str | Response | tuple[str, int]


@pages.get("/start")
def form() -> Answer:
    """What comes next: the code, or the administrator; a centre that has one is begun already."""
    return _page() if ports().first_run.open else _onwards()


@pages.post("/start/code")
@limiter.limit(_TRIES)
def code() -> Answer:
    """Check the code; a visitor with the right code goes on to the administrator."""
    try:
        session[PROOF] = ports().first_run.prove(request.form.get("code", ""))
    except Refusal as refusal:
        return _page(refusal), refusal.kind.status
    return redirect(url_for("start.form"), 303)


@pages.post("/start")
@limiter.limit(_TRIES)
def begin() -> Answer:
    """Make the administrator and sign them in."""
    said = request.form
    username, password = said.get("username", "").strip().casefold(), said.get("password", "")
    try:
        ports().first_run.begin(session.get(PROOF), username, said.get("name", ""), password)
    except Refusal as refusal:
        if refusal.code == "setup_over" and current_user.is_authenticated:  # pressed twice
            return _onwards()
        return _page(refusal), refusal.kind.status
    ports().restoring.give_up()
    start_session(by_password(ports().context, username, password))
    return remember_browser(redirect(url_for("setup_pages.home"), 303), username)


def _onwards() -> Response:
    """The page for a person who comes too late for the first run."""
    if not current_user.is_authenticated:
        return redirect(url_for("sign_in.form"))
    return redirect(url_for("setup_pages.home") if current_user.may("settings.manage") else first_page())


def _page(refusal: Refusal | None = None) -> str:
    return render_template(
        "start.html",
        over=not ports().first_run.open,
        proven=ports().first_run.proven(session.get(PROOF)),
        trouble=None if refusal is None else problem(refusal, page_language()),
        said=request.form,
        wrong=wrong_fields(refusal),
        limits={"name": LONGEST_NAME, "password": SHORTEST_PASSWORD},
    )
