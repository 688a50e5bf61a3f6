"""What is set of the centre, changed while it runs."""

from typing import Any, Final

from flask import Response, jsonify, request
from flask_openapi3 import Tag

from server.api.before import before
from server.api.bodies import NoBody
from server.api.schemas import hours
from server.api.schemas import settings as schemas
from server.api.schemas.common import IfMatch, Problem
from server.auth import caller
from server.core.refusal import Refusal
from server.http.described import Routes
from server.http.files import let_files_in
from server.ports import ports
from server.service.queue.reordered import reordered
from server.service.settings import changes as use_cases
from server.service.settings import logos
from server.service.settings.folder_tried import folder_of, tried
from server.service.settings.foretold import Beside, foretold
from server.service.settings.history import history
from server.service.settings.holidays import holidays_ahead
from server.service.settings.hours_preview import hours_preview
from server.service.settings.leaving import classes_leaving
from server.service.settings.preview_views import (
    Preview,
    preview_view,
    previewed,
)
from server.service.settings.views import change_view, holiday_view, settings_view

api = Routes("settings", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="settings")])
let_files_in(api, "receive_logo", "application/octet-stream")
api.before_request(before)
_REFUSALS: Final[dict[Any, Any]] = {404: Problem, 409: Problem, 412: Problem, 422: Problem}


@api.get("/settings", responses={200: schemas.AllSettings, 403: Problem})
def show() -> Response:
    """Everything that is set; the ETag is its version, for `If-Match`."""
    return _told()


@api.put("/settings/<part>", responses={200: schemas.AllSettings, **_REFUSALS})
def put(path: schemas.SettingsPath, header: IfMatch, body: schemas.SettingValue) -> Response:
    """Set a whole part: what `GET /settings` answers, this takes."""
    use_cases.put(ports().context, path.part, body.root, caller().actor, header.version)
    return _told()


@api.put("/settings/<part>/<key>", responses={200: schemas.AllSettings, **_REFUSALS})
def put_entry(path: schemas.SettingPath, header: IfMatch, body: schemas.SettingValue) -> Response:
    """Set one entry of a list; a new entry is added at its end."""
    if not isinstance(body.root, dict):
        raise Refusal("not_valid", reason=path.key)
    use_cases.put_item(ports().context, path.part, path.key, body.root, caller().actor, header.version)
    return _told()


@api.delete("/settings/<part>/<key>", responses={200: schemas.AllSettings, **_REFUSALS})
def remove_entry(path: schemas.SettingPath, header: IfMatch, query: schemas.Removal) -> Response:
    """Take one entry of a list out of use; who waits for a field goes on in `to`."""
    use_cases.remove_item(ports().context, path.part, path.key, caller().actor, query.to, header.version)
    return _told()


@api.put("/logos", responses={201: schemas.KeptLogo, 400: Problem, 413: Problem})
def receive_logo() -> tuple[Response, int]:
    """Take in a logo, a PNG or a JPEG of up to 2 MB: the body is the file itself."""
    name = logos.receive_logo(ports().context, request.stream, request.content_length)
    return jsonify({"file": name}), 201


@api.post("/settings/<part>/preview", responses={200: schemas.SettingsPreview, 404: Problem, 422: Problem})
def preview(path: schemas.SettingsPath, body: schemas.WantedPart) -> Response:
    """What a part would bring with it, without setting it."""
    wanted = use_cases.wanted(ports().context, path.part, body.value)
    context, shown = ports().context, previewed(path.part)
    found = Preview(
        slip=ports().slips.preview(wanted) if "slip" in shown else None,
        accent=wanted.centre.colour if "colours" in shown else None,
        calling=reordered(context, wanted.as_policy()) if "calling" in shown else None,
        leaving=classes_leaving(context, wanted.as_centre().layout) if "leaving" in shown else None,
        hours=hours_preview(context, wanted.as_centre()) if "hours" in shown else None,
        folder=tried(named)
        if "folder" in shown and (named := folder_of(path.part, wanted)) is not None
        else None,
        told=foretold(context, path.part, wanted, Beside(ports().voice.spoken, ports().measured))
        if "told" in shown
        else None,
    )
    return jsonify(preview_view(context, found))


@api.get("/settings/history", responses={200: schemas.SettingsHistory, 403: Problem})
def show_history(query: schemas.SettingsHistoryQuery) -> Response:
    """What was changed, newest first."""
    context = ports().context
    found = history(context, query.limit, query.before)
    return jsonify({"items": [change_view(context, change) for change in found]})


@api.get("/settings/holidays", responses={200: hours.Holidays, 403: Problem})
def show_holidays() -> Response:
    """Vietnam's public holidays of this year and the next."""
    return jsonify({"items": [holiday_view(each) for each in holidays_ahead(ports().context)]})


@api.post("/settings/history/<int:seq>/take-back", responses={200: schemas.AllSettings, **_REFUSALS})
def take_back(path: schemas.ChangePath, header: IfMatch, body: NoBody) -> Response:
    """Undo one change, unless a later one stands on it."""
    use_cases.take_back(ports().context, path.seq, caller().actor, header.version)
    return _told()


def _told() -> Response:
    view = settings_view(ports().context)
    response = jsonify(view)
    response.set_etag(str(view["version"]))
    return response
