"""One's own account at the city: who is signed in here, and the form for a new password."""

from flask import Blueprint, render_template, request, session
from werkzeug.wrappers import Response

from server.city.people import acts, audit, people, sessions
from server.city.people.access import HELD, actor, needs, person
from server.city.people.passwords import hashed, matches
from server.city.people.people import check_password
from server.city.people.roles import ROLE_NAMES
from server.city.ports import city
from server.core.person_rules import SHORTEST_PASSWORD
from server.core.refusal import Refusal
from server.http.language import page_language
from server.http.texts import problem

pages = Blueprint("city_account", __name__)


@pages.get("/account")
@needs("account.change")
def show() -> str:
    """Who is signed in here."""
    return _page()[0]


@pages.post("/account")
@needs("account.change")
def change() -> Response | tuple[str, int]:
    """A new password of one's own; one's sessions elsewhere end."""
    database, username = city().database, person().username
    password = request.form.get("password", "")
    with database.transaction() as transaction:
        kept = people.password_of(transaction, username)
    try:
        _check_present(kept)
        check_password(password)
    except Refusal as refusal:
        return _page(refusal)
    new = hashed(password)
    with database.transaction() as transaction:
        people.set_password(transaction, username, new, sessions.hash_of(session[HELD]))
        audit.record(transaction, actor(), acts.PASSWORD_SET, None, {"username": username})
    return _page(done=True)


def _check_present(kept: str | None) -> None:
    if not matches(kept, request.form.get("present", "")):
        raise Refusal("wrong_password")


def _page(refusal: Refusal | None = None, *, done: bool = False) -> tuple[str, int]:
    page = render_template(
        "city/people_account.html",
        role=ROLE_NAMES[person().role],
        least=SHORTEST_PASSWORD,
        done=done,
        trouble=None if refusal is None else problem(refusal, page_language()),
    )
    return page, 200 if refusal is None else refusal.kind.status
