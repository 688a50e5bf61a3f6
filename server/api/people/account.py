"""One's own account: what a person may change of themselves, whatever their role."""

from flask import Response, jsonify
from flask_openapi3 import Tag

from server.api.before import before
from server.api.people.people import not_valid
from server.api.schemas import people as schemas
from server.api.schemas.common import Problem
from server.auth import caller
from server.core.refusal import Refusal
from server.http.described import Routes
from server.http.rate_limit import limiter
from server.ports import ports
from server.service.people import people
from server.service.people.account import Own, change_own
from server.service.people.people import Changes
from server.service.people.views import person_view

api = Routes("account", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="people")])
api.before_request(before)


@api.get("/account", responses={200: schemas.Person, 403: Problem})
def show() -> Response:
    """Who is signed in."""
    person = people.find_person(ports().context, _own().username)
    if person is None:  # removed since the request came in
        raise Refusal("not_signed_in")
    return jsonify(person_view(person))


@api.post("/account/password", responses={200: schemas.Person, 403: Problem, 422: Problem, 429: Problem})
@limiter.limit("10/minute")
def change_password(body: schemas.ChangePassword) -> Response:
    """Change one's own password: all other sessions and all tokens end."""
    return _change(body.old, Changes(password=body.password))


@api.post("/account/pin", responses={200: schemas.Person, 403: Problem, 422: Problem, 429: Problem})
@limiter.limit("10/minute")
def change_pin(body: schemas.ChangePin) -> Response:
    """Change one's own PIN, or have none any more: other sessions that began with it end."""
    return _change(body.old, Changes(pin=body.pin or ""))


def _change(old: str, changes: Changes) -> Response:
    with not_valid():
        changed = change_own(ports().context, ports().password_tries, _own(), old, changes)
    if changes.password:
        ports().password_tries.release(_own().username)
    return jsonify(person_view(changed))


def _own() -> Own:
    by = caller()
    if by.username is None:  # no machine has an account
        raise Refusal("not_allowed")
    return Own(by.username, by.actor, by.session)
