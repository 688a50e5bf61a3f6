"""Answers for clients that ask repeatedly: a 304 while nothing noticeable has changed.

The ETag carries the last wait, so the server need not remember who was told what.
"""

import hashlib
import json
import re
from typing import Final

from flask import Response, jsonify, request

from server.core.forecast.telling import Wait, still_true
from server.service.views import View

_TAG: Final = re.compile(r"([0-9a-f]{32})-(?:(\d{1,6})-(\d{1,6})|none)")


def unless_told(ticket: View, wait: Wait | None) -> Response:
    """The ticket with its `wait`, or a 304 if the caller's ETag shows that their copy is still good enough.

    A wait that moved by less than `still_true` allows is no news; everything else is, as that a counter has opened or
    the last one closed.
    """
    facts = _facts(ticket)
    known = _tag_that_holds(facts, wait)
    if known is not None:
        answer = Response(status=304)
        answer.set_etag(known, weak=True)
    else:
        answer = jsonify(ticket)
        answer.set_etag(f"{facts}-{_spelled(wait)}", weak=True)
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _tag_that_holds(facts: str, now: Wait | None) -> str | None:
    """The one of the caller's ETags that still holds."""
    for tag in request.if_none_match.as_set(include_weak=True):
        told = _TAG.fullmatch(tag)
        if told and told[1] == facts and _holds(told, now):
            return str(tag)
    return None


def _holds(told: re.Match[str], now: Wait | None) -> bool:
    if told[2] is None or now is None:
        return told[2] is None and now is None
    return still_true(Wait(int(told[2]), int(told[3])), now)


def _spelled(wait: Wait | None) -> str:
    return "none" if wait is None else f"{wait.low_s}-{wait.high_s}"


def _facts(ticket: View) -> str:
    """A digest of everything about the ticket but its wait."""
    facts = {name: value for name, value in ticket.items() if name != "wait"}
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:32]
