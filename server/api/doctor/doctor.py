"""What is not as it should be with the server and its machine, a support bundle, and the clock."""

from flask import Response, jsonify, make_response
from flask_openapi3 import Tag

from server.api.before import before
from server.api.schemas import doctor as schemas
from server.api.schemas.common import Problem
from server.auth import caller
from server.http.described import Routes
from server.http.language import languages
from server.ports import ports
from server.service.doctor import clock_setting
from server.service.doctor.views import doctor_view

api = Routes("doctor", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="doctor")])
api.before_request(before)


@api.get("/doctor", responses={200: schemas.Doctor, 403: Problem})
def show() -> Response:
    """Everything that is not as it should be, the gravest first, each with what to do now."""
    return _now()


@api.get(
    "/doctor/bundle",
    responses={200: {"content": {"application/zip": {}}, "description": "The bundle"}, 403: Problem},
)
def bundle() -> Response:
    """A support bundle: what a remote helper needs to know, without names or secrets."""
    answer = make_response(ports().doctor.bundle())
    answer.mimetype = "application/zip"
    answer.headers["Content-Disposition"] = "attachment; filename=goiso-support.zip"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@api.post("/doctor/clock", responses={200: schemas.Doctor, 400: Problem, 403: Problem, 409: Problem})
def set_clock(body: schemas.ClockWish) -> Response:
    """Set the server's clock, where its system lets this program do so."""
    wish = clock_setting.ClockWish(round(body.at.timestamp() * 1000), sure=body.sure)
    clock_setting.set_clock(ports().context, wish, caller().actor, ports().doctor.set_clock)
    return _now()


def _now() -> Response:
    return jsonify(doctor_view(ports().context, ports().doctor.look(), languages().all))
