"""Routes of printers and of kiosks' own boxes."""

from flask import Response, jsonify, request
from flask_openapi3 import Tag

from server.api.before import before
from server.api.bodies import NoBody
from server.api.schemas import machines as schemas
from server.api.schemas.common import Problem
from server.auth import caller
from server.core.box_upgrades import BoxUpgrade
from server.http.described import Routes
from server.ports import ports
from server.service.machines.box_news import box_news
from server.service.machines.boxes import BoxPrinter, BoxTrial
from server.service.machines.views import box_news_view, printer_at_view

api = Routes("machines", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="machines")])
api.before_request(before)


@api.get("/printers", responses={200: schemas.Printers, 403: Problem})
def printers() -> Response:
    """Every printer: how it is, what it can answer, and what became of its newest test slip."""
    return _all()


@api.post(
    "/printers/<printer>/test-slip",
    responses={202: schemas.Printers, 403: Problem, 404: Problem, 409: Problem},
)
def test_slip(path: schemas.PrinterPath, body: NoBody) -> tuple[Response, int]:
    """Print a test slip; `GET /printers` tells its result. Asking again while it prints changes nothing."""
    ports().printers.trial(path.printer)
    return _all(), 202


@api.get("/box", responses={200: schemas.BoxNews, 403: Problem})
def news() -> Response:
    """Marks of the data that a kiosk's box keeps: when a mark changes, the box must fetch its data again."""
    found = box_news(ports().context, ports().catalogue, _device())
    response = jsonify(box_news_view(found))
    response.set_etag(found.tag)
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response


@api.get("/box/procedures", responses={200: schemas.ShortNames, 403: Problem})
def procedures() -> Response:
    """What every procedure is called on slips, those out of use among them."""
    names = ports().catalogue.short_names()
    return jsonify({"items": [{"code": code, "short_name": name} for code, name in names.items()]})


@api.post("/box", responses={200: schemas.BoxAnswer, 403: Problem})
def box(body: schemas.ToldBox) -> Response:
    """A kiosk's own box tells how it is, every few seconds."""
    printer = None if body.printer is None else _printer(body.printer)
    upgrade = None if body.upgrade is None else BoxUpgrade(**body.upgrade.model_dump())
    return jsonify({"test_slip": ports().printers.told(_device(), body.clock_ahead_s, printer, upgrade)})


def _device() -> int:
    device = caller().device
    assert device is not None
    return device


def _printer(told: schemas.ToldPrinter) -> BoxPrinter:
    facts = told.model_dump(exclude={"trial"})
    return BoxPrinter(**facts, trial=None if told.trial is None else BoxTrial(**told.trial.model_dump()))


def _all() -> Response:
    items = [printer_at_view(ports().context, printer) for printer in ports().printers.all()]
    return jsonify({"items": items})
