"""Routes of notices: the manager's, and the one by which a screen reports what it cannot play."""

from datetime import date, time

from flask import Response, jsonify, request
from flask_openapi3 import Tag

from server.api.before import before, once
from server.api.bodies import NoBody
from server.api.schemas import notices as schemas
from server.api.schemas.common import IfMatch
from server.auth import caller
from server.core.notices import Notice, Schedule
from server.http.described import Routes
from server.http.files import let_files_in
from server.ports import ports
from server.service.notices import notices as use_cases
from server.service.notices import uploads, views
from server.service.notices.notices import NoticeText

api = Routes("notices", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="notices")])
let_files_in(api, "receive", "application/octet-stream")
api.before_request(before)


@api.get("/notices", responses={200: schemas.Standing})
def show() -> Response:
    """All notices, outages and emergency messages that stand."""
    return _standing()


@api.put("/notices/files", responses={201: schemas.KeptFile})
def receive() -> tuple[Response, int]:
    """Take in a picture (up to 20 MB) or a video (up to 200 MB): the body is the file itself."""
    kept = uploads.receive(ports().context, request.stream, request.content_length)
    return jsonify(views.kept_file_view(kept)), 201


@api.post("/notices", responses={201: schemas.Notice})
def place(body: schemas.PlaceNotice) -> tuple[Response, int]:
    """Add a notice after the others."""
    return jsonify(use_cases.place(ports().context, _notice(body), caller().actor, once())), 201


@api.put("/notices/<int:notice>", responses={200: schemas.Notice})
def change(path: schemas.NoticePath, header: IfMatch, body: schemas.PlaceNotice) -> Response:
    """Let a notice say and show something else; it keeps its place."""
    context = ports().context
    changed = use_cases.change(context, path.notice, _notice(body), caller().actor, header.version)
    return jsonify(views.notice_view(context, changed))


@api.post("/notices/order", responses={200: schemas.Standing})
def arrange(body: schemas.ArrangeNotices) -> Response:
    """Let the notices follow each other in another order."""
    use_cases.arrange(ports().context, body.order, caller().actor)
    return _standing()


@api.post("/notices/<int:notice>/switch", responses={200: schemas.Notice})
def switch(path: schemas.NoticePath, body: schemas.SwitchNotice) -> Response:
    """Show a notice, or no longer."""
    notice = use_cases.switch(ports().context, path.notice, shown=body.shown, actor=caller().actor)
    return jsonify(views.notice_view(ports().context, notice))


@api.post("/notices/<int:notice>/remove", responses={200: schemas.Standing})
def remove(path: schemas.NoticePath, body: NoBody) -> Response:
    """Delete a notice, and its file when no other shows it."""
    use_cases.remove(ports().context, path.notice, caller().actor)
    return _standing()


@api.post("/notices/<int:notice>/trouble", responses={204: None})
def trouble(path: schemas.NoticePath, body: NoBody) -> tuple[str, int]:
    """A screen cannot show this notice and goes on without it."""
    use_cases.report_trouble(ports().context, path.notice)
    return "", 204


@api.post("/notices/outages/<string:field>", responses={200: schemas.Standing})
def declare_outage(path: schemas.FieldPath, body: schemas.DeclareOutage) -> Response:
    """Say wherever a field is offered that it cannot be served now."""
    use_cases.declare_outage(ports().context, path.field, NoticeText(body.vi, body.en), caller().actor)
    return _standing()


@api.post("/notices/outages/<string:field>/end", responses={200: schemas.Standing})
def end_outage(path: schemas.FieldPath, body: NoBody) -> Response:
    """The field is served again."""
    use_cases.end_outage(ports().context, path.field, caller().actor)
    return _standing()


@api.post("/notices/emergency", responses={200: schemas.Standing})
def raise_emergency(body: schemas.RaiseEmergency) -> Response:
    """Put a message over everything."""
    use_cases.raise_emergency(ports().context, body.hall, NoticeText(body.vi, body.en), caller().actor)
    return _standing()


@api.post("/notices/emergency/lift", responses={200: schemas.Standing})
def lift_emergency(body: schemas.LiftEmergency) -> Response:
    """Take it away."""
    use_cases.lift_emergency(ports().context, body.hall, caller().actor)
    return _standing()


def _standing() -> Response:
    return jsonify(views.manager_view(ports().context))


def _notice(body: schemas.PlaceNotice) -> Notice:
    when = body.schedule
    schedule = Schedule(
        _day(when.first_day),
        _day(when.last_day),
        tuple(sorted(set(when.weekdays))),
        _hour(when.start),
        _hour(when.until),
    )
    return Notice(
        0,
        body.kind.value,
        body.vi,
        body.en,
        body.file,
        tuple(dict.fromkeys(body.halls)),
        body.seconds,
        shown=body.shown,
        schedule=schedule,
    )


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _hour(hour: time | None) -> str:
    return "" if hour is None else f"{hour:%H:%M}"
