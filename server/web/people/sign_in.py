"""Signing in and out."""

from typing import Final
from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response

from server.auth import SignedIn, logins
from server.core.refusal import Refusal
from server.core.roles import WITH_PIN
from server.http.known_browsers import known_browser, remember_browser
from server.http.language import page_language
from server.http.onward import onward
from server.http.rate_limit import limiter
from server.http.texts import problem
from server.ports import ports
from server.service.people import officers, people, sessions
from server.service.people.leaving import left_behind
from server.service.people.sign_in import Proven, meant

pages = Blueprint("sign_in", __name__)
logins.login_view = "sign_in.form"
_LONGEST_NAME: Final = 60
COUNTER_MACHINE: Final = "counter_machine"
_ASKED: Final = 409
_TRIES: Final = 10
_LOCKED_S: Final = 60


def _note_lockout(_: object) -> None:
    """This machine has tried too often."""
    address = request.remote_addr or ""
    ports().pins.lockouts.note(address, _username(), "password", _LOCKED_S, "sign_in")


def _username() -> str:
    return request.form.get("username", "").strip()


@pages.get("/sign-in")
def form() -> str | Response:
    """The form; a signed-in person is sent to their work, unless another person wants to sign in.

    While no user exists it leads to the first run.
    """
    if ports().first_run.nobody_signs_in:
        return redirect(url_for("start.form"))
    username = request.args.get("username", "")[:_LONGEST_NAME]
    if current_user.is_authenticated and username in ("", current_user.username):
        return redirect(_wanted(request.args.get("next")) or first_page(), 303)
    return render_template(
        "sign_in.html",
        error=None,
        unsaved="unsaved" in request.args,
        username=username,
        next=onward(request.args.get("next")),
    )


@pages.post("/sign-in")
@limiter.limit(f"{_TRIES}/minute", on_breach=_note_lockout)
def sign_in() -> Response | tuple[str, int]:
    """Check name and password; ten tries a minute from one machine."""
    username = _username()
    after = onward(request.form.get("next"))
    try:
        password = request.form.get("password", "")
        browser = known_browser(meant(ports().context, username))
        start_session(ports().password_tries.sign_in(username, password, browser))
    except Refusal as refusal:
        told = problem(refusal, page_language())
        error = f"{told['detail']} {told['action']}"
        return render_template(
            "sign_in.html", error=error, username=username, next=after
        ), refusal.kind.status
    return remember_browser(redirect(_wanted(after) or first_page(), 303), current_user.username)


@pages.post("/sign-out")
def sign_out() -> Response | tuple[str, int]:
    """End the session; at a counter machine the next officer chooses their name.

    A person who would leave people behind at their counter is asked first.
    """
    left = left_behind(ports().context, current_user.username) if current_user.is_authenticated else None
    if left is not None and "anyway" not in request.form:
        return render_template("sign_out.html", left=left), _ASKED
    user = current_user._get_current_object()  # noqa: SLF001 - what is signed out is not current any more
    logout_user()
    with_pin = user.is_authenticated and user.role in WITH_PIN
    if user.is_authenticated:
        sessions.end(ports().context, user.session.id, user.actor)
    return redirect("/pin" if with_pin and at_counter_machine() else url_for("sign_in.form"), 303)


def start_session(proven: Proven, device: int | None = None) -> None:
    """Sign the person in on this browser; anybody signed in before is signed out."""
    before = current_user.session.id if current_user.is_authenticated else None
    now = sessions.begin(ports().context, proven, device, before)
    session.clear()
    session.permanent = True
    login_user(SignedIn(now))


def _wanted(address: str | None) -> str:
    """The wanted page, if the person who has signed in may open it: another's page would only refuse them."""
    wanted = onward(address)
    try:
        endpoint, _ = current_app.url_map.bind("").match(urlsplit(wanted).path)
    except MethodNotAllowed:  # it takes forms alone
        return ""
    except HTTPException:
        return wanted
    needed = getattr(current_app.view_functions[endpoint], "needs", None)
    return wanted if needed is None or current_user.may(needed) else ""


def first_page(machine_at: int | None = None) -> str:
    """The work page of a person who has just signed in: the manager's page, their counter, or the helper's page.

    `machine_at` is the counter of the machine on which they signed in.
    """
    if current_user.may("overview.read"):
        return url_for("admin.home")
    if not current_user.may("counters.work"):
        return url_for("pages.helper")
    context = ports().context
    person = people.find_person(context, current_user.username)
    n = 1 if person is None else officers.place_of(context, person, machine_at)
    return url_for("counter.console", n=n)


def at_counter_machine() -> bool:
    """Whether officers have signed in by PIN in this browser. For what is shown; it opens nothing."""
    return request.cookies.get(COUNTER_MACHINE) == "1"
