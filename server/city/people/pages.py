"""The page of the city's people: who there is, and forms that change them, which need no script."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from server.city.database import Transaction
from server.city.people import acts, audit, people
from server.city.people.access import actor, needs
from server.city.people.passwords import hashed
from server.city.people.people import Person, PersonSaid, check_password
from server.city.people.roles import LIAISON, ROLE_NAMES
from server.city.ports import city
from server.core.person_rules import LONGEST_NAME, SHORTEST_PASSWORD
from server.core.refusal import Refusal
from server.http.language import page_language
from server.http.texts import problem

pages = Blueprint("city_people", __name__)


@pages.get("/people")
@needs("people.manage")
def show() -> str:
    """Everybody who signs in, and the form for one more."""
    return _page()[0]


@pages.post("/people")
@needs("people.manage")
def add() -> Response | tuple[str, int]:
    """Somebody new. Their password is hashed before the transaction begins."""
    username, said = request.form.get("username", "").strip(), _said()

    def change(transaction: Transaction) -> None:
        people.add(transaction, username, said, kept)
        facts = {"username": username, **_facts(said)}
        audit.record(transaction, actor(), acts.PERSON_ADDED, None, facts)

    try:
        kept = _hashed()
        _changed(change)
    except Refusal as refusal:
        return _page(refusal, {"username": username, **asdict(said)})
    return redirect(url_for("city_people.show", done=username), 303)


@pages.get("/people/<username>")
@needs("people.manage")
def one(username: str) -> str:
    """One person, and what may be changed of them. Raises `unknown_city_person`."""
    return _one(username)[0]


@pages.post("/people/<username>")
@needs("people.manage")
def change(username: str) -> Response | tuple[str, int]:
    """Their name, role and centres. Raises `unknown_city_person`."""
    said = _said()
    seen = request.form.get("version", "")

    def act(transaction: Transaction) -> None:
        people.change(transaction, username, said, int(seen) if seen.isdecimal() else None)
        facts = {"username": username, **_facts(said)}
        audit.record(transaction, actor(), acts.PERSON_CHANGED, None, facts)

    return _tried(username, act)


@pages.post("/people/<username>/switch")
@needs("people.manage")
def switch(username: str) -> Response | tuple[str, int]:
    """Switch an account on or off; with it off its sessions end. Raises `unknown_city_person`."""
    active = request.form.get("active") == "1"

    def act(transaction: Transaction) -> None:
        people.switch(transaction, username, active=active)
        said = acts.PERSON_ON if active else acts.PERSON_OFF
        audit.record(transaction, actor(), said, None, {"username": username})

    return _tried(username, act)


@pages.post("/people/<username>/password")
@needs("people.manage")
def set_password(username: str) -> Response | tuple[str, int]:
    """A new password for somebody; all their sessions end. Raises `unknown_city_person`."""

    def act(transaction: Transaction) -> None:
        people.set_password(transaction, username, kept)
        audit.record(transaction, actor(), acts.PASSWORD_SET, None, {"username": username})

    try:
        kept = _hashed()
    except Refusal as refusal:
        return _one(username, refusal)
    return _tried(username, act)


def _tried(username: str, act: Callable[[Transaction], None]) -> Response | tuple[str, int]:
    try:
        _changed(act)
    except Refusal as refusal:
        return _one(username, refusal)
    return redirect(url_for("city_people.show", done=username), 303)


def _changed(act: Callable[[Transaction], None]) -> None:
    with city().database.transaction() as transaction:
        act(transaction)


def _said() -> PersonSaid:
    form = request.form
    role = form.get("role", "")
    centres = tuple(dict.fromkeys(form.getlist("centre"))) if role == LIAISON else ()
    return PersonSaid(form.get("name", ""), role, centres)


def _facts(said: PersonSaid) -> dict[str, Any]:
    return {"role": said.role, "centres": list(said.centres)} if said.centres else {"role": said.role}


def _hashed() -> str:
    password = request.form.get("password", "")
    check_password(password)
    return hashed(password)


def _page(refusal: Refusal | None = None, typed: dict[str, Any] | None = None) -> tuple[str, int]:
    with city().database.transaction() as transaction:
        found, centres = people.everybody(transaction), _centres(transaction)
    page = render_template(
        "city/people.html",
        people=found,
        typed=typed or {"role": "viewer", "centres": ()},
        done=request.args.get("done", "") if refusal is None else "",
        **_common(centres, refusal),
    )
    return page, 200 if refusal is None else refusal.kind.status


def _one(username: str, refusal: Refusal | None = None) -> tuple[str, int]:
    with city().database.transaction() as transaction:
        found, centres = people.find(transaction, username), _centres(transaction)
    if found is None:
        raise Refusal("unknown_city_person", username=username[:LONGEST_NAME])
    page = render_template(
        "city/people_one.html", shown=found, typed=_typed(found), **_common(centres, refusal)
    )
    return page, 200 if refusal is None else refusal.kind.status


def _typed(found: Person) -> dict[str, Any]:
    """The content of the form: what was sent last, else the present values."""
    said = _said() if request.method == "POST" and "role" in request.form else None
    return asdict(found) if said is None else asdict(found) | asdict(said)


def _common(centres: list[tuple[str, str]], refusal: Refusal | None) -> dict[str, Any]:
    return {
        "centres": centres,
        "roles": ROLE_NAMES,
        "limits": {"name": LONGEST_NAME, "password": SHORTEST_PASSWORD},
        "trouble": None if refusal is None else problem(refusal, page_language()),
    }


def _centres(transaction: Transaction) -> list[tuple[str, str]]:
    query = "SELECT code, name FROM centre WHERE retired_at IS NULL ORDER BY code"
    return [(code, name) for code, name in transaction.execute(query)]
