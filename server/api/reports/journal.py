"""The journal for admins and the city."""

from flask import Response, jsonify
from flask_openapi3 import Tag

from server.api.before import before
from server.api.schemas import reports as schemas
from server.api.schemas.common import Problem
from server.http.described import Routes
from server.ports import ports
from server.service.reports import journal
from server.service.reports.views import journal_view

api = Routes("journal", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="journal")])
api.before_request(before)


@api.get("/journal", responses={200: schemas.Journal, 403: Problem})
def show(query: schemas.JournalQuery) -> Response:
    """Everything that happened after `since`, in order."""
    return jsonify(journal_view(ports().context, journal.since(ports().context, query.since, query.limit)))
