"""Routes that everybody may ask: the centre and its procedures."""

from collections.abc import Sequence

from flask import Response, jsonify
from flask_openapi3 import Tag

from server.api.before import before
from server.api.schemas import centre as schemas
from server.api.schemas.common import Problem
from server.api.schemas.procedures import AskedQuery, ProcedureQuery, Procedures
from server.auth import machine_asking
from server.core.queue.lines import MAIN
from server.core.refusal import Refusal
from server.http.described import Routes
from server.http.language import api_language
from server.ports import ports
from server.service import centre as use_cases
from server.service.centre_views import centre_view
from server.service.context import Context
from server.service.machines.points import point_of
from server.service.procedures.search import Elsewhere, Procedure
from server.service.procedures.views import elsewhere_view, procedure_view

api = Routes("centre", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="centre")])
api.before_request(before)


@api.get("/centre", responses={200: schemas.Centre, 404: Problem})
def show(query: schemas.CentreQuery) -> Response:
    """Names, hours, fields with their queues, priority classes; where there are several points those of one of them."""
    context = ports().context
    now = use_cases.centre_now(context, _point(context, query.point))
    return jsonify(centre_view(context, now, api_language()))


def _point(context: Context, said: str | None) -> str:
    """The point that is asked for, else that of the machine that asks. Raises `unknown_point`."""
    points = context.centre.layout.points
    if said and said not in points:
        raise Refusal("unknown_point", point=said)
    if said is None and points:
        return point_of(context, machine_asking(context))
    return said or MAIN


@api.get("/procedures", responses={200: Procedures})
def procedures(query: ProcedureQuery) -> Response:
    """Procedures by plain words, with or without diacritics; and where a thing is done that is not done here."""
    return _found(
        ports().catalogue.search(query.q, query.field, query.limit), ports().catalogue.elsewhere(query.q)
    )


@api.get("/procedures/asked", responses={200: Procedures})
def asked(query: AskedQuery) -> Response:
    """The procedures that are asked for most at this hour."""
    return _found(ports().catalogue.most_asked(query.limit))


def _found(procedures: list[Procedure], elsewhere: Sequence[Elsewhere] = ()) -> Response:
    language = api_language()
    return jsonify(
        {
            "items": [procedure_view(procedure) for procedure in procedures],
            "elsewhere": [elsewhere_view(found, language) for found in elsewhere],
        }
    )
