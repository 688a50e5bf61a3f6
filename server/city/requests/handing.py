"""Gives requests to a centre with the city's answers, and updates them from the centre's replies.

The city ends by itself only what was never handed over; from then on the centre's word alone does, however late it comes:
whatever has no answer is handed over again. A state never goes back, so answers may come twice and in any order.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from psycopg.types.json import Jsonb

from server.city.database import Transaction
from server.city.requests.reading import read_journal

_MOST: Final = 20
_TOO_LATE: Final = "afar_too_late"
_RANKS: Final[Mapping[str, int]] = {
    "asked": 0,
    "handed": 1,
    "expired": 2,
    "refused": 2,
    "issued": 3,
    "checked_in": 4,
    "cancelled": 5,
    "lapsed": 5,
}
_ANY: Final = (
    "SELECT EXISTS (SELECT 1 FROM request WHERE centre = %(centre)s AND asked_at > now() - interval '1 day')"
    " OR EXISTS (SELECT 1 FROM request WHERE centre = %(centre)s AND state IN ('asked', 'handed'))"
    " OR EXISTS (SELECT 1 FROM request_step WHERE centre = %(centre)s AND state = 'asked')"
)
"""Most centres are asked nothing most of the time, and send every two seconds: one look tells."""
_EXPIRE: Final = (
    "UPDATE request SET state = 'expired' WHERE centre = %s AND state = 'asked' AND deadline <= now()"
)
_HAND: Final = (
    "UPDATE request SET state = CASE state WHEN 'asked' THEN 'handed' ELSE state END, handed_at = clock_timestamp()"
    " WHERE centre = %s AND id IN (SELECT id FROM request WHERE centre = %s"
    " AND (state IN ('asked', 'handed') OR state = 'issued' AND NOT told ? 'track')"
    " AND deadline > now() - interval '20 hours' ORDER BY handed_at NULLS FIRST, asked_at LIMIT %s)"
    " RETURNING id, field, procedure, extract(epoch FROM deadline - now())::float, language"
)
_EXPIRE_STEPS: Final = (
    "UPDATE request_step SET state = 'expired' WHERE centre = %s AND state = 'asked'"
    " AND asked_at < now() - CASE kind WHEN 'check_in' THEN interval '1 minute' ELSE interval '12 hours' END"
)
_STEPS: Final = "SELECT id, kind, request, code FROM request_step WHERE centre = %s AND state = 'asked' ORDER BY asked_at, id LIMIT %s"
_ANSWER: Final = (
    "UPDATE request SET state = %(state)s, ticket = coalesce(%(ticket)s, ticket), number = coalesce(%(number)s, number),"
    " told = CASE WHEN told ? 'track' THEN told ELSE %(told)s END, answered_at = now(),"
    " epoch = (SELECT epoch FROM centre WHERE code = %(centre)s)"
    " WHERE centre = %(centre)s AND id = %(id)s AND"
    " (state = ANY(%(before)s) OR state = 'issued' AND state = %(state)s AND NOT told ? 'track')"
)
_ANSWER_STEP: Final = (
    "UPDATE request_step SET state = %s, told = %s WHERE centre = %s AND id = %s AND state IN ('asked', 'expired')"
    " RETURNING request"
)


def handed(transaction: Transaction, centre: str) -> dict[str, list[Any]]:
    """What the centre is asked now: requests `number` {"id", "field", "procedure", "left_s", "language"}, `check_in` and `cancel` {"of"}.

    `left_s` of one whose time is over is below 0: the centre gives no number for it, but says the one that it has given. The
    caller has locked the centre, and everything happens in the caller's transaction.
    """
    if transaction.execute(_ANY, {"centre": centre}).fetchone() == (False,):
        return {"requests": [], "cancels": []}
    read_journal(transaction, centre)
    transaction.execute(_EXPIRE, (centre,))
    transaction.execute(_EXPIRE_STEPS, (centre,))
    requests = [
        {
            "id": str(id_),
            "kind": "number",
            "field": field,
            "procedure": procedure,
            "left_s": left_s,
            "language": language,
        }
        for id_, field, procedure, left_s, language in transaction.execute(_HAND, (centre, centre, _MOST))
    ]
    steps = [
        {"id": str(id_), "kind": kind, "of": str(request), **({"code": code} if kind == "check_in" else {})}
        for id_, kind, request, code in transaction.execute(_STEPS, (centre, _MOST))
    ]
    return {"requests": [*requests, *steps], "cancels": []}


def answered(transaction: Transaction, centre: str, answers: Sequence[Mapping[str, Any]]) -> None:
    """Take the centre's word. What is no answer, or to no request of this centre, changes nothing."""
    for answer in answers:
        id_, state = _uuid(answer.get("request")), answer.get("state")
        if id_ is None or state not in _RANKS:
            continue
        if not _answer_step(transaction, centre, id_, answer):
            _answer_request(transaction, centre, id_, answer)


def _answer_request(transaction: Transaction, centre: str, id_: UUID, answer: Mapping[str, Any]) -> None:
    told = _told(answer)
    state = str(answer["state"])
    if state == "refused" and told.get("code") == _TOO_LATE:
        state = "expired"
    ticket, number = answer.get("ticket"), answer.get("number")
    transaction.execute(
        _ANSWER,
        {
            "centre": centre,
            "id": id_,
            "state": state,
            "ticket": ticket if isinstance(ticket, int) else None,
            "number": number if isinstance(number, str) else None,
            "told": Jsonb(told),
            "before": [known for known, rank in _RANKS.items() if rank < _RANKS[state]],
        },
    )


def _answer_step(transaction: Transaction, centre: str, id_: UUID, answer: Mapping[str, Any]) -> bool:
    """Whether it was a step; a request follows where its person has come, or has given it up."""
    state = "refused" if answer["state"] == "refused" else "done"
    found = transaction.execute(_ANSWER_STEP, (state, Jsonb(_told(answer)), centre, id_)).fetchone()
    if found is not None and state == "done":
        _answer_request(transaction, centre, found[0], answer)
    return found is not None


def _told(answer: Mapping[str, Any]) -> dict[str, Any]:
    told = answer.get("told")
    return dict(told) if isinstance(told, Mapping) else {}


def _uuid(value: Any) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
