"""Who works at counters, and for managers: everybody who signs in, added, changed and removed while all goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from flask import Response, jsonify
from flask_openapi3 import Tag

from server.api.before import before, once_with_secret
from server.api.schemas import people as schemas
from server.api.schemas.common import IfMatch, Problem
from server.auth import caller
from server.core.refusal import Refusal
from server.http.described import Routes
from server.ports import ports
from server.service.people import officers as use_cases
from server.service.people import people
from server.service.people.officers import people_now
from server.service.people.people import Changes, NewPerson
from server.service.people.views import officer_view, person_now_view, person_view

api = Routes("people", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="people")])
api.before_request(before)
_NOT_VALID: Final = ("bad_request", "unknown_counter")
_REFUSALS: Final[dict[Any, Any]] = {409: Problem, 422: Problem}


@api.get("/officers", responses={200: schemas.Officers, 403: Problem})
def officers() -> Response:
    """Everybody who works at counters, and the counter that each holds now."""
    return jsonify({"items": [officer_view(officer) for officer in use_cases.officers(ports().context)]})


@api.get("/people", responses={200: schemas.People, 403: Problem})
def show() -> Response:
    """Everybody who signs in, where they are now, and when they last did something."""
    everybody = people_now(ports().context, ports().last_seen.all())
    return jsonify({"items": [person_now_view(ports().context, now) for now in everybody]})


@api.post("/people", responses={201: schemas.Person, **_REFUSALS})
def add(body: schemas.AddPerson) -> tuple[Response, int]:
    """Add somebody: they may sign in at once."""
    new = NewPerson(
        body.username, body.name, body.role, body.password, body.pin, body.counter, body.title or None
    )
    with not_valid():
        context, by = ports().context, caller()
        return jsonify(people.add_person(context, new, by.actor, once_with_secret(), by=by.identity)), 201


@api.patch("/people/<username>", responses={200: schemas.Person, 404: Problem, 412: Problem, **_REFUSALS})
def change(path: schemas.PersonPath, header: IfMatch, body: schemas.ChangePerson) -> Response:
    """Change the given facts of a person. A person who loses rights or is switched off is signed out everywhere, at once.

    So is a person with a new password, except for the session in which they changed it themselves; their tokens end too.
    """
    with not_valid():
        changes = Changes(**body.said())
        context, by = ports().context, caller()
        session = by.session if by.username == path.username else None
        changed = people.change_person(
            context, path.username, changes, by.actor, session, by=by.identity, seen=header.version
        )
        if changes.password:
            ports().password_tries.release(path.username)
        return jsonify(person_view(changed))


@api.delete("/people/<username>", responses={204: None, 404: Problem, 409: Problem, 412: Problem})
def remove(path: schemas.PersonPath, header: IfMatch) -> tuple[str, int]:
    """Remove somebody: their sessions and tokens end at once."""
    by = caller()
    people.remove_person(ports().context, path.username, by.actor, by=by.identity, seen=header.version)
    return "", 204


@contextmanager
def not_valid() -> Iterator[None]:
    """What the centre does not have, or a role does not, is as wrong here as what no schema takes."""
    try:
        yield
    except Refusal as refusal:
        if refusal.code not in _NOT_VALID:
            raise
        reason = refusal.parameters.get("reason", f"counter: {refusal.parameters.get('counter')}")
        raise Refusal("not_valid", reason=reason) from refusal
