"""The dossier system's list: taken in and deleted by a manager, looked into by staff, and asked of by people."""

from typing import Any, Final

from flask import Response, jsonify, request
from flask_limiter.util import get_remote_address
from flask_openapi3 import Tag

from server.api.before import before
from server.api.schemas import dossiers as schemas
from server.api.schemas.common import IfMatch, Problem
from server.auth import caller, caller_by_token
from server.core.incoming import received
from server.core.refusal import Refusal
from server.core.texts import BothTexts
from server.http.described import Routes
from server.http.files import let_files_in
from server.http.language import api_language, languages
from server.http.rate_limit import against_guessing
from server.ports import ports
from server.service.dossiers import forgetting, importing, looking
from server.service.dossiers.importing import Plan
from server.service.dossiers.reading import SHAPE, Wrong, read
from server.service.dossiers.views import list_view, plan_view, said_view, shown_view
from server.service.reports.actors import named_now

api = Routes("dossiers", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="dossiers")])
_WHY: Final = BothTexts("{why}", "{why}")
_REFUSALS: Final[dict[Any, Any]] = {403: Problem, 404: Problem, 422: Problem}
let_files_in(api, "take_file", "text/csv")
api.before_request(before)


def _device() -> int | None:
    """The paired machine that asks, if it is one."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    try:
        return caller_by_token(ports().context, token.strip()).device
    except Refusal:
        return None


def _asker() -> str:
    """Whose questions are counted together: a kiosk's, or those of a network address."""
    device = _device()
    return str(get_remote_address()) if device is None else f"device:{device}"


def _many_people() -> bool:
    """Whether this is a machine of the hall, at which one after the other asks."""
    return _device() is not None


@api.post("/dossiers/ask", responses={200: schemas.DossierTold, 400: Problem, 404: Problem, 429: Problem})
@against_guessing(_asker, _many_people)
def ask(body: schemas.AskDossier) -> Response:
    """How far a dossier is: state and due day, and how old that is; nothing else."""
    found = looking.ask(ports().context, body.code)
    return jsonify(said_view(found, languages().of(api_language())))


@api.get("/dossiers/<code>", responses={200: schemas.DossierShown, 400: Problem, **_REFUSALS})
def show(path: schemas.DossierPath) -> Response:
    """The same for staff, with its field and days."""
    return jsonify(shown_view(looking.find(ports().context, path.code), languages().of(api_language())))


@api.get("/dossiers/list", responses={200: schemas.DossierList, 403: Problem})
def show_list() -> Response:
    """Which list is in use, and where it comes from."""
    context = ports().context
    named = named_now(context, languages().of(api_language()))
    return jsonify(list_view(context, looking.in_use(context), named))


@api.put("/dossiers.csv", responses={200: schemas.ListPlan, 412: Problem, 413: Problem, **_REFUSALS})
def take_file(header: IfMatch, query: schemas.ListQuery) -> Response:
    """Take in the dossier system's list, a CSV file (the body): all of it or nothing, in place of the one before.

    With `preview` it is only told what it holds and changes.
    """
    context = ports().context
    held = read(context, received(request.stream, SHAPE), query.first, query.last)
    if query.preview:
        return _planned(importing.preview(context, held))
    return _planned(importing.save(context, held, query.source, caller().actor, header.version))


@api.delete("/dossiers/list", responses={204: None, **_REFUSALS})
def delete() -> tuple[str, int]:
    """Delete all rows of the list. The journal keeps that there was one, and from where."""
    forgetting.delete(ports().context, caller().actor)
    return "", 204


def _planned(plan: Plan) -> Response:
    language = languages().of(api_language())

    def say(wrong: Wrong) -> str:
        return language.say(_WHY, why=wrong.reasons)

    return jsonify(plan_view(plan, say))
