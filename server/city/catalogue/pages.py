"""The pages of the catalogue's roll-out: its versions, what each changes, and how far each centre is."""

from collections.abc import Callable
from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from server.city.catalogue import states, versions
from server.city.catalogue.offer import file_of
from server.city.catalogue.words import STATES, VERSION_STATES, change_view, wrong_view
from server.city.database import Transaction
from server.city.people import acts, audit
from server.city.people.access import actor, needs, person
from server.city.ports import city
from server.core.incoming import received
from server.core.procedures.file import MOST_MB, MOST_ROWS, SHAPE
from server.core.procedures.plan import Plan
from server.core.refusal import Refusal
from server.http.language import page_language
from server.http.texts import problem

pages = Blueprint("city_catalogue", __name__)
UPLOAD: Final = "city_catalogue.add"
"""The route that takes a file, and so more than a form's usual size."""
MOST_BYTES: Final = (MOST_MB + 1) * 1024 * 1024
_MOST_SHOWN: Final = 200


@pages.get("/catalogue")
@needs("catalogue.read")
def show() -> str:
    """All versions, how far each centre is, and the form for a new version."""
    return _page()[0]


@pages.post("/catalogue")
@needs("catalogue.manage")
def add() -> Response | tuple[str, int]:
    """Store a file as a new version that is not offered yet, or show its errors row by row."""
    note, plan = request.form.get("note", ""), Plan(0)
    try:
        file = _uploaded()
        with city().database.transaction() as transaction:
            fields = _fields(transaction, file)
            plan = versions.checked(versions.read(file), fields)
            version = versions.add(transaction, file, actor(), note, fields)
            facts = {"version": version, "note": note[:200]}
            audit.record(transaction, actor(), acts.CATALOGUE_ADDED, None, facts)
    except Refusal as refusal:
        return _page(refusal, plan)
    return redirect(url_for("city_catalogue.one", version=version), 303)


@pages.get("/catalogue/<int:version>")
@needs("catalogue.read")
def one(version: int) -> str:
    """One version: its changes and the centres that have it. Raises `unknown_city_catalogue`."""
    return _one(version)[0]


@pages.get("/catalogue/<int:version>.csv")
@needs("catalogue.read")
def file(version: int) -> Response:
    """Its file. Raises `unknown_city_catalogue`."""
    with city().database.transaction() as transaction:
        versions.find(transaction, version)
        content = file_of(transaction, version)
    response = Response(content, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="danh-muc-{version}.csv"'
    return response


@pages.post("/catalogue/<int:version>/trial")
@needs("catalogue.manage")
def try_at(version: int) -> Response | tuple[str, int]:
    """Offer it to some centres first."""
    centres = list(dict.fromkeys(request.form.getlist("centre")))

    def act(transaction: Transaction) -> None:
        versions.try_at(transaction, version, centres)
        facts = {"version": version, "centres": centres}
        audit.record(transaction, actor(), acts.CATALOGUE_TRIED, None, facts)

    return _tried(version, act)


@pages.post("/catalogue/<int:version>/all")
@needs("catalogue.manage")
def offer_to_all(version: int) -> Response | tuple[str, int]:
    """Offer it to every centre."""

    def act(transaction: Transaction) -> None:
        versions.offer_to_all(transaction, version)
        audit.record(transaction, actor(), acts.CATALOGUE_ROLLED_OUT, None, {"version": version})

    return _tried(version, act)


@pages.post("/catalogue/<int:version>/back")
@needs("catalogue.manage")
def take_back(version: int) -> Response | tuple[str, int]:
    """Stop offering it."""

    def act(transaction: Transaction) -> None:
        versions.take_back(transaction, version)
        audit.record(transaction, actor(), acts.CATALOGUE_TAKEN_BACK, None, {"version": version})

    return _tried(version, act)


def _uploaded() -> bytes:
    sent = request.files.get("file")
    return b"" if sent is None else received(sent.stream, SHAPE)


def _fields(transaction: Transaction, file: bytes) -> set[str]:
    """The fields of the centres; while none is known here, whatever the file names."""
    known = states.fields(transaction)
    return known or {row.cells.get("field", "").strip() for row in versions.read(file)} - {""}


def _tried(version: int, act: Callable[[Transaction], None]) -> Response | tuple[str, int]:
    try:
        with city().database.transaction() as transaction:
            act(transaction)
    except Refusal as refusal:
        if refusal.code == "unknown_city_catalogue":
            raise
        return _one(version, refusal)
    return redirect(url_for("city_catalogue.one", version=version), 303)


def _page(refusal: Refusal | None = None, plan: Plan | None = None) -> tuple[str, int]:
    with city().database.transaction() as transaction:
        found = versions.everything(transaction)
        standings = states.standings(transaction, person().sees)
    page = render_template(
        "city/catalogue.html",
        versions=found,
        standings=standings,
        wrong=[wrong_view(each, page_language()) for each in plan.wrong[:_MOST_SHOWN]] if plan else [],
        limits={"rows": MOST_ROWS, "mb": MOST_MB},
        **_common(refusal),
    )
    return page, 200 if refusal is None else refusal.kind.status


def _one(version: int, refusal: Refusal | None = None) -> tuple[str, int]:
    with city().database.transaction() as transaction:
        found = versions.find(transaction, version)
        change = versions.compared(transaction, version)
        standings = states.standings(transaction, person().sees)
    changes = change.plan.changes
    page = render_template(
        "city/catalogue_one.html",
        version=found,
        before=change.before,
        counts=_counts(change.plan),
        changes=[change_view(each, page_language()) for each in changes[:_MOST_SHOWN]],
        left_out=max(0, len(changes) - _MOST_SHOWN),
        standings=standings,
        **_common(refusal),
    )
    return page, 200 if refusal is None else refusal.kind.status


def _counts(plan: Plan) -> dict[str, int]:
    counts = dict.fromkeys(("new", "changed", "out_of_use", "in_use_again"), 0)
    for each in plan.changes:
        counts[each.what] += 1
    return counts | {"same": plan.same}


def _common(refusal: Refusal | None) -> dict[str, Any]:
    return {
        "states": STATES,
        "version_states": VERSION_STATES,
        "trouble": None if refusal is None else problem(refusal, page_language()),
    }
