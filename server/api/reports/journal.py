"""The journal for admins and the city."""

from flask import Response, jsonify
from flask_openapi3 import Tag

from server.api.before import before
from server.api.bodies import NoBody
from server.api.schemas import changes as change_schemas
from server.api.schemas import reports as schemas
from server.api.schemas.common import IfMatch, Problem
from server.api.schemas.settings import ChangePath
from server.auth import caller
from server.http.described import Routes
from server.http.language import api_language, languages
from server.ports import ports
from server.service.reports import journal
from server.service.reports.changes import Asked, changes
from server.service.reports.changes_views import changes_view
from server.service.reports.views import journal_view
from server.service.taking_back import take_back
from server.service.ways_back import By

api = Routes("journal", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="journal")])
api.before_request(before)


@api.get("/journal", responses={200: schemas.Journal, 403: Problem})
def show(query: schemas.JournalQuery) -> Response:
    """Everything that happened after `since`, in order."""
    return jsonify(journal_view(ports().context, journal.since(ports().context, query.since, query.limit)))


@api.get("/changes", responses={200: change_schemas.Changes, 403: Problem})
def show_changes(query: change_schemas.ChangesQuery) -> Response:
    """Everything that people changed of the centre, newest first, in words."""
    context, language = ports().context, languages().of(api_language())
    asked = Asked(
        limit=query.limit,
        kind=query.kind or "",
        part=query.part,
        who=query.who,
        first="" if query.first is None else query.first.isoformat(),
        last="" if query.last is None else query.last.isoformat(),
        before=query.before,
    )
    return jsonify(changes_view(context, changes(context, asked, language, caller().may), language))


@api.post(
    "/changes/<int:seq>/take-back",
    responses={204: None, 403: Problem, 404: Problem, 409: Problem, 412: Problem, 422: Problem},
)
def take_change_back(path: ChangePath, header: IfMatch, body: NoBody) -> tuple[str, int]:
    """Undo one change, of whatever kind, unless a later one stands on it."""
    who = caller()
    take_back(ports().context, path.seq, By(who.actor, who.identity, who.may, header.version))
    return "", 204
