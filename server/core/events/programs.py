"""Which programs are told of what happens. A secret is in no event.

`takes_back` is the `seq` of the change that an event takes back, if it does.
"""

from dataclasses import dataclass

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class WebhookPlaced(Event):
    """A program is from now on told at `url`: a new webhook, or one changed. Its id is the `seq` of its first placing.

    `types` are the events that it hears of; none means all. `inside` is the host inside the house that was allowed by
    name; while it is not `active`, nothing is sent.
    """

    webhook: int
    url: str
    types: tuple[str, ...] = ()
    inside: str | None = None
    active: bool = True
    takes_back: int | None = None


@dataclass(frozen=True, slots=True)
class WebhookRemoved(Event):
    """A program is told no more."""

    webhook: int
    takes_back: int | None = None
