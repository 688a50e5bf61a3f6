"""Routes for a kiosk that goes on alone: its own series of numbers, and how they join the queue afterwards."""

from datetime import datetime

from flask import Response, jsonify, request
from flask_openapi3 import Tag

from server.api.before import before
from server.api.schemas import offline_numbers as schemas
from server.auth import caller
from server.http.described import Routes
from server.ports import ports
from server.service.queue import offline_numbers as use_cases
from server.service.queue.offline_numbers import OfflineNumber, UnreadNumber
from server.service.queue.views import joined_view, series_view

api = Routes("offline", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="offline")])
api.before_request(before)


@api.get("/tickets/offline", responses={200: schemas.OfflineSeries})
def series() -> Response:
    """The series of offline numbers that belongs to this kiosk."""
    run, _, previous = request.headers.get("X-Goiso-Run", "").partition(" ")
    if run:
        ports().context.kiosk_runs.must_be_the_one(_kiosk(), run[:64], previous[:64])
    return jsonify(series_view(ports().context, use_cases.series_now(ports().context, _kiosk())))


@api.post("/tickets/offline", responses={200: schemas.BroughtInTickets})
def bring_in(body: schemas.BringIn) -> Response:
    """Let numbers that the kiosk gave while it was alone join the queue; each once, however often it is sent."""
    now = _ms(body.now)
    given = [
        _offline_number(item) if isinstance(item, schemas.OfflineTicket) else _unread(item, now)
        for item in body.items
    ]
    items = use_cases.bring_in(ports().context, _kiosk(), now, given)
    return jsonify({"items": [joined_view(ports().context, item) for item in items]})


def _kiosk() -> int:
    device = caller().device
    assert device is not None
    return device


def _offline_number(item: schemas.OfflineTicket) -> OfflineNumber:
    return OfflineNumber(
        item.number,
        item.day.isoformat(),
        item.field,
        item.procedure,
        item.priority,
        _ms(item.issued_at),
        item.key,
        item.slip,
        item.language,
        item.dossiers,
    )


def _unread(item: schemas.UnreadTicket, now: int) -> UnreadNumber:
    return UnreadNumber(
        item.number or "",
        item.day.isoformat() if item.day else "",
        item.field or "",
        _ms(item.issued_at) if item.issued_at else now,
    )


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)
