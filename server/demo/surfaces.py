"""Pages that only the demo has: the list of surfaces, signing in with one click, the components."""

from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask_login import login_user
from werkzeug.wrappers import Response

from kiosk.printers.virtual import VirtualPrinter
from server.app import Server
from server.auth import SignedIn
from server.core.refusal import Refusal
from server.demo import paper
from server.ports import ports
from server.service.people import people, sessions
from server.service.people.enrolment import enrolment_path
from server.service.people.sign_in import Proven, known
from server.web.people.sign_in import first_page


def install(server: Server, credentials: dict[str, Any]) -> None:
    """Add the demo's pages to the app; `/` lists the surfaces."""
    pages = Blueprint("demo", __name__)

    @pages.post("/demo/sign-in")
    def sign_in() -> Response:
        person, secrets = known(ports().context, request.form.get("username", ""))
        if person is None:
            raise Refusal("not_found")
        now = sessions.begin(ports().context, Proven(person, secrets))
        login_user(SignedIn(now))  # the one before goes on: pages open in other tabs stay usable
        return redirect(first_page(), 303)

    @pages.get("/components")
    def components() -> str:
        return render_template("components.html")

    server.app.register_blueprint(pages)
    if isinstance(server.printing.printer, VirtualPrinter):
        server.app.register_blueprint(paper.pages_of(server.printing.printer))
    server.first_page = lambda: render_template("demo/home.html", surfaces=_surfaces(credentials))


def _surfaces(credentials: dict[str, Any]) -> dict[str, Any]:
    context = ports().context
    display = credentials["display_token"]
    screen = enrolment_path("display", display)
    return {
        "kiosk": enrolment_path("kiosk", credentials["kiosk_token"]),
        "displays": [{"name": "Màn hình 1", "url": screen}, {"name": "Màn hình 2", "url": screen}],
        "counters": [
            {
                "n": officer["counter"],
                "name": context.centre.layout.counters[officer["counter"]].name,
                "username": officer["username"],
                "officer": _name(officer["username"]),
            }
            for officer in credentials["officers"]
        ],
        "counter_machine": enrolment_path("counter", credentials["counter_token"]),
        "helper": enrolment_path("helper", credentials["helper_token"]),
        "rating": enrolment_path("rating", credentials["rating_token"]),
        "admin": {"username": credentials["admin"]["username"]},
        "printer": "/demo/printer",
        "api": "/api/v1/openapi.json",
    }


def _name(username: str) -> str:
    person = people.find_person(ports().context, username)
    return person.name if person else username
