"""The shapes of what a machine without a token asks and is answered."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from server.api.bodies import OptionalBody, RequestBody
from server.http.shapes import Shape


class BeginPairing(OptionalBody):
    """What the machine wants to be; without a body a hall screen."""

    kind: Literal["kiosk", "display", "helper", "counter", "rating"] = "display"


class ClaimPairing(RequestBody):
    """Asks whether the code that belongs to this secret has been confirmed."""

    secret: Annotated[str, Field(min_length=1, max_length=100)]


class PairingOffer(Shape):
    """What a machine shows (`code`) and asks with (`secret`) until `expires_at`, every `ask_every_s` seconds."""

    code: str
    secret: str
    expires_at: datetime
    ask_every_s: int


class PairingClaim(Shape):
    """Not yet paired: both are null. Paired: the machine's token, shown to nobody else, and its page."""

    token: str | None
    next: str | None
