"""Rating a visit, and the report."""

from flask import Response, jsonify, request
from flask_openapi3 import Tag

from server.api.before import before, once
from server.api.schemas import ratings as schemas
from server.api.schemas.common import Problem
from server.auth import caller_by_token, identify, permit
from server.core.ratings.rules import Ballot
from server.core.refusal import Refusal
from server.http.described import Routes
from server.http.rate_limit import limiter
from server.ports import ports
from server.service.people.devices import counter_of
from server.service.ratings.rate import rate_at_counter, rate_by_slip
from server.service.ratings.report import report as use_case
from server.service.ratings.views import report_view
from server.service.views import View

api = Routes("ratings", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="ratings")])
api.before_request(before)


def _by_machine() -> bool:
    """Whether an enrolled machine asks: those are not counted."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return False
    try:
        return caller_by_token(ports().context, token.strip()).device is not None
    except Refusal:
        return False


@api.post(
    "/ratings",
    responses={201: schemas.Rated, 400: Problem, 403: Problem, 404: Problem, 409: Problem, 429: Problem},
)
@limiter.limit("20/minute;200/hour", exempt_when=_by_machine)
def rate(body: schemas.RateVisit) -> tuple[Response, int]:
    """Rate a finished visit, once."""
    ballot = Ballot(body.level, body.reason, body.words)
    if body.track is not None:
        return jsonify(rate_by_slip(ports().context, body.track, ballot, once())), 201
    return jsonify(_at_counter(body, ballot)), 201


def _at_counter(body: schemas.RateVisit, ballot: Ballot) -> View:
    """Rate at a counter; only the tablet that stands there may."""
    context, tablet = ports().context, permit(identify(ports().context), "ratings.ask")
    assert tablet.device is not None
    assert body.counter is not None
    ports().devices.seen(tablet.device, None, None)
    if counter_of(context, tablet.device) != body.counter:
        raise Refusal("not_allowed")
    return rate_at_counter(context, body.counter, body.ticket, ballot, tablet.actor, once())


@api.get("/reports/ratings", responses={200: schemas.RatingsReport, 400: Problem, 403: Problem})
def report(query: schemas.RangeQuery) -> Response:
    """The official table by counter and by officer; levels are told in counts of five or more."""
    return jsonify(report_view(ports().context, use_case(ports().context, query.from_, query.to)))
