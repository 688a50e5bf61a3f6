"""What phones ask: a number, being there, giving it up. Each is stored once, whatever is sent again, and bounded."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from psycopg.rows import class_row

from server.city.database import Transaction
from server.city.requests.offer import offer_of
from server.city.requests.refusals import Sorry

LASTS_S: Final = 120
"""So long may a request wait for its centre."""
_STEP_LASTS_S: Final = 60
_OPEN_OF_CENTRE: Final = 30
_A_MINUTE_OF_CENTRE: Final = 60
_NUMBERS_OF_PHONE: Final = 2
_TRIES_OF_PHONE: Final = 8
_STEPS_OF_REQUEST: Final = 6
_FIND: Final = (
    "SELECT centre, id, field, procedure, language, state, asked_at, deadline, answered_at, number, told, now() AS now"
    " FROM request WHERE centre = %s AND id = %s"
)
_INSERT: Final = (
    "INSERT INTO request (centre, id, field, procedure, language, phone, deadline)"
    " VALUES (%s, %s, %s, %s, %s, %s, now() + make_interval(secs => %s)) ON CONFLICT DO NOTHING"
)
_OF_CENTRE: Final = (
    "SELECT count(*) FILTER (WHERE state IN ('asked', 'handed') AND deadline > now()),"
    " count(*) FILTER (WHERE asked_at > now() - interval '1 minute')"
    " FROM request WHERE centre = %s AND asked_at > now() - interval '10 minutes'"
)
_OF_PHONE: Final = (
    "SELECT count(*) FILTER (WHERE state IN ('issued', 'checked_in') OR"
    " state IN ('asked', 'handed') AND deadline > now()),"
    " count(*) FILTER (WHERE asked_at > now() - interval '10 minutes')"
    " FROM request WHERE phone = %s AND asked_at > now() - interval '12 hours'"
)
_STEP: Final = "INSERT INTO request_step (centre, id, request, kind, code) VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"


@dataclass(frozen=True, slots=True)
class RemoteWish:
    """What a phone asks for; `id` is its own, `phone` a hash of its cookie."""

    centre: str
    id: UUID
    field: str
    procedure: str | None
    language: str
    phone: bytes


@dataclass(frozen=True, slots=True)
class RequestNow:
    """A request in its state at `now`."""

    centre: str
    id: UUID
    field: str
    procedure: str | None
    language: str
    state: str
    asked_at: datetime
    deadline: datetime
    answered_at: datetime | None
    number: str | None
    told: dict[str, Any]
    now: datetime


def ask(transaction: Transaction, wish: RemoteWish) -> RequestNow:
    """Store the request unless it is stored already; returns its state.

    Raises `Sorry` if the centre cannot be asked or has no number left, or if the person has asked too often.
    """
    if (known := _find(transaction, wish.centre, wish.id)) is not None:
        return known
    # those who ask at one centre pass one by one: what is left is counted and taken together
    transaction.execute("SELECT pg_advisory_xact_lock(hashtext('request:' || %s))", (wish.centre,))
    offer_of(transaction, wish.centre).check_field(wish.field)
    _brake(transaction, wish)
    transaction.execute(
        _INSERT,
        (wish.centre, wish.id, wish.field, wish.procedure, wish.language, wish.phone, LASTS_S),
    )
    return find(transaction, wish.centre, wish.id)


def find(transaction: Transaction, centre: str, request: UUID) -> RequestNow:
    """How a request stands. Raises `unknown_request`."""
    found = _find(transaction, centre, request)
    if found is None:
        raise Sorry("unknown_request")
    return found


def check_in(transaction: Transaction, asked: RequestNow, step: UUID, code: str) -> None:
    """Its person is there and says the four digits of the hall; the centre judges them. Raises `too_often`."""
    if asked.state != "issued":
        return
    tried = transaction.execute(
        "SELECT count(*) FROM request_step WHERE centre = %s AND request = %s AND kind = 'check_in' AND id != %s"
        " AND asked_at > now() - interval '10 minutes'",
        (asked.centre, asked.id, step),
    ).fetchone()
    if tried is not None and tried[0] >= _STEPS_OF_REQUEST:
        raise Sorry("too_often")
    transaction.execute(_STEP, (asked.centre, step, asked.id, "check_in", code))


def cancel(transaction: Transaction, asked: RequestNow, step: UUID) -> None:
    """Its person gives it up: at once while the centre has not heard of it, else the centre is told."""
    ended = transaction.execute(
        "UPDATE request SET state = 'cancelled', answered_at = now() WHERE centre = %s AND id = %s AND state = 'asked'",
        (asked.centre, asked.id),
    )
    if not ended.rowcount and asked.state in {"asked", "handed", "issued", "checked_in"}:
        waiting = transaction.execute(
            "SELECT 1 FROM request_step WHERE centre = %s AND request = %s AND kind = 'cancel' AND state = 'asked'",
            (asked.centre, asked.id),
        ).fetchone()
        if waiting is None:
            transaction.execute(_STEP, (asked.centre, step, asked.id, "cancel", None))


def latest_step(transaction: Transaction, asked: RequestNow) -> tuple[str, str, dict[str, Any]] | None:
    """(kind, state, told) of what its person did last; one that the centre has not heard for too long is `expired`."""
    row = transaction.execute(
        "SELECT kind, CASE WHEN state = 'asked' AND asked_at < now() - make_interval(secs => %s) THEN 'expired'"
        " ELSE state END, told FROM request_step WHERE centre = %s AND request = %s ORDER BY asked_at DESC, id LIMIT 1",
        (_STEP_LASTS_S, asked.centre, asked.id),
    ).fetchone()
    return None if row is None else (row[0], row[1], row[2])


def _find(transaction: Transaction, centre: str, request: UUID) -> RequestNow | None:
    with transaction.cursor(row_factory=class_row(RequestNow)) as cursor:
        return cursor.execute(_FIND, (centre, request)).fetchone()


def _brake(transaction: Transaction, wish: RemoteWish) -> None:
    """By centre and by phone, never by network address: thousands of phones stand behind one."""
    open_now, this_minute = transaction.execute(_OF_CENTRE, (wish.centre,)).fetchone() or (0, 0)
    if open_now >= _OPEN_OF_CENTRE or this_minute >= _A_MINUTE_OF_CENTRE:
        raise Sorry("many_ask")
    numbers, tries = transaction.execute(_OF_PHONE, (wish.phone,)).fetchone() or (0, 0)
    if numbers >= _NUMBERS_OF_PHONE:
        raise Sorry("phone_limit")
    if tries >= _TRIES_OF_PHONE:
        raise Sorry("too_often")
