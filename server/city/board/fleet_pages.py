"""The pages about the centres' machines."""

from collections.abc import Iterable
from typing import Final

import structlog
from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from server.city.board.fleet import Machine, by_need, number, troubles
from server.city.board.fleet_reading import machines, see
from server.city.board.local_time import moment_words
from server.city.people import acts, audit
from server.city.people.access import actor, may, may_see, needs, person
from server.city.people.people import Person
from server.city.ports import city

PAGES: Final = Blueprint("city_fleet", __name__)
_log = structlog.get_logger(__name__)


@PAGES.get("/fleet")
@needs("fleet.read")
def page() -> str:
    """All centres, the most urgent first."""
    with city().database.transaction() as transaction:
        found = by_need(_seen_by(person(), machines(transaction, city().settings.feeds)))
    return render_template(
        "city/fleet.html",
        fleet=found,
        wrong=sum(bool(troubles) for _, troubles in found),
        versions=sorted({machine.version for machine, _ in found if machine.version}),
        written=moment_words,
        now=moment_words(city().clock()),
    )


@PAGES.get("/fleet/<code>")
@needs("fleet.read")
def one(code: str) -> str:
    """One centre. 404 for an unknown one. Raises `not_allowed` for one that a liaison may not see."""
    may_see(code)
    with city().database.transaction() as transaction:
        found = machines(transaction, city().settings.feeds, code)
    if not found:
        abort(404)
    return render_template(
        "city/fleet_centre.html",
        machine=found[0],
        troubles=troubles(found[0]),
        written=moment_words,
        number=number,
        may_act=may("fleet.act"),
        noted=request.args.get("seen") == "1",
    )


@PAGES.post("/fleet/<code>/epochs/<int:epoch>/seen")
@needs("fleet.act")
def seen(code: str, epoch: int) -> Answer:
    """Somebody has looked after a fork. 404 for one that there is not. Raises `not_allowed` as `one` does."""
    may_see(code)
    with city().database.transaction() as transaction:
        if not see(transaction, code, epoch, actor()):
            abort(404)
        audit.record(transaction, actor(), acts.FORK_SEEN, code, {"epoch": epoch})
    _log.info("fork_seen", centre=code, epoch=epoch, by=actor())
    return redirect(f"/fleet/{code}?seen=1", 303)


def _seen_by(somebody: Person, all_of_them: Iterable[Machine]) -> list[Machine]:
    """Those that they see: a liaison the centres named for them."""
    sees = somebody.sees
    return [machine for machine in all_of_them if sees is None or machine.code in sees]
