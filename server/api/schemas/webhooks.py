"""The shapes of webhooks. A secret goes out once, when its webhook is placed."""

from typing import Annotated, Literal

from pydantic import Field

from server.api.bodies import OptionalBody, RequestBody
from server.api.schemas.common import LARGEST, Moment
from server.http.shapes import Shape
from server.service.webhooks.webhooks import Wanted

_Url = Annotated[str, Field(max_length=500, description="where to send: http or https")]
_Types = Annotated[
    list[Annotated[str, Field(max_length=60)]],
    Field(max_length=100, description="the events to send, as docs/events.md has them; empty: all"),
]
_Inside = Annotated[
    str,
    Field(max_length=253, description="the host of the url once more, to allow an address inside the house"),
]


class PlaceWebhook(RequestBody):
    """A program to notify of events from now on."""

    url: _Url
    types: _Types = []  # noqa: RUF012 - pydantic copies it
    inside: _Inside | None = None

    def wanted(self) -> Wanted:
        """What it should be."""
        return Wanted(self.url, tuple(self.types), self.inside)


class ChangeWebhook(OptionalBody):
    """What to change; what is not given stays. `active` true also lets a paused one go on."""

    url: _Url = ""
    types: _Types = []  # noqa: RUF012 - pydantic copies it
    inside: _Inside | None = None
    active: bool = True

    def wanted(self) -> Wanted:
        """What is to change."""
        given = {name: getattr(self, name) for name in self.model_fields_set}
        types = given.get("types")
        inside = (given.get("inside") or "") if "inside" in given else None
        return Wanted(given.get("url"), None if types is None else tuple(types), inside, given.get("active"))


class WebhookPath(Shape):
    """Which webhook."""

    id: Annotated[int, Field(ge=1, le=LARGEST, description="the webhook's id, as the list has it")]


class Delivery(Shape):
    """One try: the status that was answered, or what went wrong instead."""

    seq: int
    at: Moment
    status: int | None
    error: Literal["timeout", "unreachable", "certificate", "webhook_inside", "not_valid"] | None


class Webhook(Shape):
    """A webhook, how far it has come, and its last tries, the newest first.

    `state`: `good`, `failing`, `paused` after a day without an answer, `off` by a manager.
    """

    id: int
    url: str
    types: list[str]
    inside: str | None
    active: bool
    state: Literal["good", "failing", "paused", "off"]
    seq: int = Field(description="the last entry of the journal that was sent or passed over")
    failing_since: Moment | None
    next_at: Moment | None = Field(description="when it is tried again, while it fails")
    deliveries: list[Delivery]


class PlacedWebhook(Webhook):
    """A webhook as it was placed. The secret is shown this once: a repeat of the request is refused as `secret_shown_once`."""

    secret: str = Field(description="what its messages are signed with")


class Webhooks(Shape):
    """Every webhook."""

    items: list[Webhook]
