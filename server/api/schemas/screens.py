"""The shapes of what a hall's screen asks and is answered."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from server.api.bodies import Request
from server.api.schemas.common import Names


class ClaimPairing(Request):
    """Asks whether the code that belongs to this secret has been typed."""

    secret: Annotated[str, Field(min_length=1, max_length=100)]


class PairingOffer(BaseModel):
    """What a screen shows (`code`) and asks with (`secret`) until `expires_at`, every `ask_every_s` seconds."""

    code: str
    secret: str
    expires_at: datetime
    ask_every_s: int


class PairingClaim(BaseModel):
    """Not yet paired: both are null. Paired: the screen's token, shown to nobody else, and its page."""

    token: str | None
    next: str | None


class PlaceGone(BaseModel):
    """A place that the settings no longer have."""

    code: str
    text: Names


class ScreenHello(BaseModel):
    """The server's build; the page where this screen belongs, when it has a place; why it cannot be there."""

    version: str
    next: str | None
    gone: PlaceGone | None
