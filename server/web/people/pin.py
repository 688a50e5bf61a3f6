"""Signing in by PIN at an enrolled counter machine."""

from typing import Any, Final

from flask import Blueprint, Response, jsonify, render_template

from server.auth import machine
from server.core.refusal import Refusal
from server.http.body import json_object
from server.http.cookies import secure_cookies
from server.ports import ports
from server.service.people.devices import counter_of
from server.web.people.sign_in import COUNTER_MACHINE, first_page, start_session

pages = Blueprint("pin", __name__)
_A_YEAR_S: Final = 365 * 24 * 3600
_LONGEST: Final = 60


@pages.get("/pin")
def form() -> str:
    """The officers' names and a pad. The page holds neither; the machine's token asks for the names."""
    return render_template("pin.html")


@pages.post("/pin")
def sign_in() -> Response:
    """Begin a session as the officer whose PIN this is; only with the token of a counter machine.

    Returns where to go: `{"next": "/counter/3"}`.
    """
    device = machine(ports().context, "counter")
    ports().devices.seen(device, None, None)
    said = json_object()
    start_session(ports().pins.sign_in(device, _text(said, "username"), _text(said, "pin")), device)
    response = jsonify({"next": first_page(counter_of(ports().context, device))})
    response.set_cookie(
        COUNTER_MACHINE, "1", max_age=_A_YEAR_S, httponly=True, samesite="Lax", secure=secure_cookies()
    )
    return response


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST:
        raise Refusal("bad_request", reason=name)
    return value
