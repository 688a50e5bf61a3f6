"""Signing in and out at the city."""

from typing import Final, cast

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from server.city.people import acts, audit, people, sessions
from server.city.people.access import HELD, person_here
from server.city.people.passwords import matches
from server.city.people.tries import Tries
from server.city.ports import city
from server.city.web.menu import menu
from server.core.refusal import Refusal
from server.core.units import MINUTE_MS
from server.http.known_browsers import known_browser, remember_browser
from server.http.language import page_language
from server.http.onward import onward
from server.http.texts import problem

pages = Blueprint("city_sign_in", __name__)
_LONGEST: Final = 200


@pages.get("/sign-in")
def form() -> str | Response:
    """The form; a signed-in person is sent to their first page."""
    after = onward(request.args.get("next"))
    if person_here() is not None:
        return redirect(after or url_for("city_sign_in.first"), 303)
    return render_template("city/sign_in.html", username="", next=after, error=None)


@pages.post("/sign-in")
def sign_in() -> Response | tuple[str, int]:
    """Check name and password, and begin a session."""
    username = request.form.get("username", "").strip().casefold()[:_LONGEST]
    after = onward(request.form.get("next"))
    try:
        held = _proven(username, request.form.get("password", "")[:_LONGEST])
    except Refusal as refusal:
        told = problem(refusal, page_language())
        error = f"{told['detail']} {told['action']}"
        page = render_template("city/sign_in.html", username=username, next=after, error=error)
        return page, refusal.kind.status
    session.clear()
    session.permanent = True
    session[HELD] = held
    return remember_browser(redirect(after or url_for("city_sign_in.first"), 303), username)


@pages.post("/sign-out")
def sign_out() -> Response:
    """End the session, in every process at once."""
    me = person_here()
    if me is not None:
        with city().database.transaction() as transaction:
            sessions.end(transaction, session[HELD])
            audit.record(transaction, me.username, acts.SIGNED_OUT, None, {})
    session.clear()
    return redirect(url_for("city_sign_in.form"), 303)


@pages.get("/first")
def first() -> Response:
    """The first page of the menu that the signed-in person may see."""
    entry = next(iter(menu()), None)
    return redirect(url_for("city_sign_in.form") if entry is None else entry.href, 303)


def _proven(username: str, password: str) -> str:
    """What the browser is to hold, once name and password are right.

    The password is compared outside of any transaction: it takes a moment, on purpose.
    Raises `sign_in_failed`, `account_off`, `city_sign_in_braked`.
    """
    database, now = city().database, city().clock()
    key = cast("bytes", current_app.secret_key)
    tries = Tries(key, username, known_browser(username), request.remote_addr or "")
    with database.transaction() as transaction:
        left_ms = tries.take(transaction, now)
        kept, person = people.password_of(transaction, username), people.find(transaction, username)
    if left_ms:
        raise Refusal("city_sign_in_braked", minutes=-(-left_ms // MINUTE_MS))
    if not matches(kept, password) or person is None or kept is None:
        if tries.braked and person is not None:
            _note(username, acts.SIGN_IN_BRAKED)
        raise Refusal("sign_in_failed")
    if not person.active:
        raise Refusal("account_off")
    with database.transaction() as transaction:
        tries.clear(transaction)
        held = sessions.begin(transaction, username, kept, now)
        audit.record(transaction, username, acts.SIGNED_IN, None, {"address": request.remote_addr})
    return held


def _note(username: str, act: str) -> None:
    with city().database.transaction() as transaction:
        audit.record(transaction, username, act, None, {"address": request.remote_addr})
