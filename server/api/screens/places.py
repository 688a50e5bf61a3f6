"""Routes for hall screens: getting a token by a short code, and asking where one belongs."""

from typing import Final

from flask import Response, jsonify, request
from flask_openapi3 import APIBlueprint, Tag

from server.api.before import before
from server.api.bodies import NoBody
from server.api.schemas import screens as schemas
from server.api.schemas.common import Problem
from server.auth import caller
from server.http.rate_limit import limiter
from server.ports import ports
from server.service.screens.views import hello_view
from server.service.views import iso

api = APIBlueprint("screens", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="screens")])
api.before_request(before)
_ASK_EVERY_S: Final = 2


@api.post("/pairings", responses={201: schemas.PairingOffer})
@limiter.limit("20/minute")
def begin(body: NoBody) -> tuple[Response, int]:
    """A short code for a screen to show until the manager types it."""
    offer = ports().pairings.begin(request.remote_addr or "")
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
    """Whether the manager has typed the code, and then the screen's token and its page."""
    token, page = ports().pairings.claim(body.secret) or (None, None)
    return jsonify({"token": token, "next": page})


@api.get("/screens/me", responses={200: schemas.ScreenHello})
def me() -> Response:
    """Where the screen that asks belongs, and which build the server is."""
    return jsonify(hello_view(ports().screens.hello(caller().device)))
