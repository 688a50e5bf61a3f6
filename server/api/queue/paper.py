"""Routes for paper numbers: which pads were printed, and bringing their numbers in."""

from flask import Response, jsonify
from flask_openapi3 import Tag

from server.api.before import before, once
from server.api.schemas import paper as schemas
from server.api.schemas.common import Problem
from server.auth import caller
from server.http.described import Routes
from server.http.language import api_language, languages
from server.ports import ports
from server.service.queue import paper_numbers, paper_pads
from server.service.queue.paper_rows import PaperRow, Served
from server.service.queue.paper_views import pad_view

api = Routes("paper_numbers", __name__, url_prefix="/api/v1/paper", abp_tags=[Tag(name="paper")])
api.before_request(before)


@api.get("/pads", responses={200: schemas.Pads})
def pads() -> Response:
    """The pads of paper numbers that were printed, newest first."""
    context = ports().context
    return jsonify({"items": [pad_view(context, pad) for pad in paper_pads.pads(context)]})


@api.post("/numbers", responses={200: schemas.PaperResults, 400: Problem, 403: Problem})
def bring_in(body: schemas.PaperRows) -> Response:
    """Bring numbers in that were torn off a pad: each once, ever; all of these or none."""
    language = languages().of(api_language())
    rows = [_row(item) for item in body.items]
    return jsonify(paper_numbers.bring_in_all(ports().context, rows, caller().actor, language, once()))


def _row(item: schemas.PaperRow) -> PaperRow:
    served = None
    if (said := item.served) is not None:
        served = Served(said.counter, said.called, said.finished, said.officer, said.outcome)
    return PaperRow(item.number, item.field, item.at, item.day, item.priority, served, item.point)
