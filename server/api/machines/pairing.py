"""Routes for a machine without a token: it shows a short code, and asks whether the manager has confirmed it."""

from typing import Final

from flask import Response, jsonify, request
from flask_openapi3 import Tag

from server.api.before import before
from server.api.schemas import pairing as schemas
from server.api.schemas.common import Problem
from server.http.described import Routes
from server.http.rate_limit import limiter
from server.ports import ports
from server.service.views import iso

api = Routes("pairings", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="machines")])
api.before_request(before)
_ASK_EVERY_S: Final = 2


@api.post("/pairings", responses={201: schemas.PairingOffer})
@limiter.limit("20/minute")
def begin(body: schemas.BeginPairing) -> tuple[Response, int]:
    """A short code for a machine to show until the manager confirms it."""
    offer = ports().pairings.begin(request.remote_addr or "", body.kind)
    return jsonify(
        {
            "code": offer.code,
            "secret": offer.secret,
            "expires_at": iso(ports().context, offer.expires_at),
            "ask_every_s": _ASK_EVERY_S,
        }
    ), 201


@api.post("/pairings/claim", responses={200: schemas.PairingClaim, 404: Problem})
def claim(body: schemas.ClaimPairing) -> Response:
    """Whether the manager has confirmed the code, and then the machine's token and its page."""
    token, page = ports().pairings.claim(body.secret) or (None, None)
    return jsonify({"token": token, "next": page})
