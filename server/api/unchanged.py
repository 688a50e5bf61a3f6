"""Answers for whoever asks again and again: a 304 while nothing has changed that they would notice.

The ETag carries the wait that was told, so no memory of who was told what is kept anywhere.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, Final

from flask import Response, jsonify, request

from server.core.forecast.telling import Wait, still_true

_TAG: Final = re.compile(r"([0-9a-f]{32})-(\d{1,6})-(\d{1,6})")


def unless_told(ticket: Mapping[str, Any]) -> Response:
    """The ticket, or a 304 when the caller's ETag says that they know it well enough.

    A wait that moved by less than `still_true` allows is no news; everything else is.
    """
    known = _known(ticket)
    if known is not None:
        answer = Response(status=304)
        answer.set_etag(known, weak=True)
    else:
        answer = jsonify(ticket)
        answer.set_etag(f"{_facts(ticket)}-{ticket['wait']['low_s']}-{ticket['wait']['high_s']}", weak=True)
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _known(ticket: Mapping[str, Any]) -> str | None:
    """The one of the caller's ETags that still holds."""
    facts, now = _facts(ticket), Wait(**ticket["wait"])
    for tag in request.if_none_match.as_set(include_weak=True):
        told = _TAG.fullmatch(tag)
        if told and told[1] == facts and still_true(Wait(int(told[2]), int(told[3])), now):
            return str(tag)
    return None


def _facts(ticket: Mapping[str, Any]) -> str:
    """A digest of everything about the ticket but its wait."""
    facts = {name: value for name, value in ticket.items() if name != "wait"}
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:32]
