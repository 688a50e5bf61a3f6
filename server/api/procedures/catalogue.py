"""The centre's own catalogue of procedures, changed while it runs: one by one, or by a CSV file."""

from typing import Any, Final

from flask import Response, jsonify, request
from flask_openapi3 import Tag

from server.api.before import before
from server.api.bodies import NoBody
from server.api.schemas import procedures as schemas
from server.api.schemas.common import IfMatch, Problem
from server.auth import caller
from server.core.incoming import received, rows_of
from server.core.procedures.file import SHAPE
from server.core.procedures.plan import Plan, Wrong
from server.core.procedures.rules import clean
from server.core.texts import BothTexts
from server.http.described import Routes
from server.http.files import let_files_in
from server.http.language import api_language, languages
from server.ports import ports
from server.service.procedures import changes, files, importing
from server.service.procedures.managed import ProceduresFilter, managed
from server.service.procedures.views import managed_view, page_view, plan_view

api = Routes("procedures", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="procedures")])
_WHY: Final = BothTexts("{why}", "{why}")
_REFUSALS: Final[dict[Any, Any]] = {404: Problem, 412: Problem, 422: Problem}
let_files_in(api, "take_file", "text/csv")
api.before_request(before)


@api.get("/procedures/all", responses={200: schemas.ManagedProcedures, 403: Problem})
def show_all(query: schemas.ManagedQuery) -> Response:
    """All procedures, those out of use among them, a page at a time; by words as people type them."""
    asked = ProceduresFilter(query.q, query.field, query.state, query.offset, query.limit)
    return jsonify(page_view(managed(ports().context, ports().catalogue, asked)))


@api.get("/procedures/<code>", responses={200: schemas.ManagedProcedure, 404: Problem})
def show(path: schemas.ProcedurePath) -> Response:
    """One procedure, in use or not; the ETag is its version, for `If-Match`."""
    return _told(changes.find(ports().context, path.code))


@api.put("/procedures/<code>", responses={200: schemas.ManagedProcedure, **_REFUSALS})
def put(path: schemas.ProcedurePath, header: schemas.IfNew, body: schemas.PutProcedure) -> Response:
    """Add a procedure, or change one; it is in use from now on, and found at the next question."""
    return _told(
        changes.put(ports().context, path.code, _facts(body), caller().actor, header.version, new=header.new)
    )


@api.delete("/procedures/<code>", responses={200: schemas.ManagedProcedure, **_REFUSALS})
def remove(path: schemas.ProcedurePath, header: IfMatch) -> Response:
    """Take a procedure out of use: it is no longer found, and history keeps its name."""
    return _told(changes.remove(ports().context, path.code, caller().actor, header.version))


@api.post("/procedures/changes/<int:seq>/take-back", responses={204: None, **_REFUSALS})
def take_back(path: schemas.CatalogueChange, body: NoBody) -> tuple[str, int]:
    """Undo one change of a procedure, or of what is done elsewhere, unless a later change depends on it."""
    changes.take_back(ports().context, path.seq, caller().actor)
    return "", 204


@api.get("/procedures.csv", responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}})
def export() -> Response:
    """All procedures as a CSV file: UTF-8 with BOM, the columns of its first line; lists parted by semicolons."""
    response = Response(files.exported(ports().context), mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=procedures.csv"
    return response


@api.put("/procedures.csv", responses={200: schemas.FilePlan, 413: Problem, **_REFUSALS})
def take_file(header: IfMatch, query: schemas.FileQuery) -> Response:
    """Take in a CSV file (the body) with the columns of the export, of which only `code` is needed: all of it or nothing.

    With `preview` it is only told what would change. Codes that the file does not name stay as they are.
    """
    context = ports().context
    rows = rows_of(received(request.stream, SHAPE), SHAPE)
    if query.preview:
        return _planned(importing.preview(context, rows))
    return _planned(importing.save(context, rows, caller().actor, header.version))


def _planned(plan: Plan) -> Response:
    language = languages().of(api_language())

    def say(wrong: Wrong) -> str:
        return language.say(_WHY, why=wrong.reasons)

    return jsonify(plan_view(plan, say))


def _told(found: changes.Versioned) -> Response:
    response = jsonify(managed_view(found))
    response.set_etag(str(found.version))
    return response


def _facts(body: schemas.PutProcedure) -> dict[str, Any]:
    """What the body says, as it is kept."""
    said: dict[str, Any] = body.model_dump(exclude_none=True, exclude={"papers", "said"})
    lists = {"said": body.said}
    if body.papers is not None:
        lists |= {"papers": body.papers.vi, "papers_en": body.papers.en}
    told = {name: tuple(map(clean, items)) for name, items in lists.items() if items is not None}
    return {name: clean(text) for name, text in said.items()} | told
