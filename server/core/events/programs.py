"""Which programs are notified of what happens. No event contains a secret.

`takes_back` is the `seq` of the change that an event takes back, if it does.
"""

from dataclasses import dataclass

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class WebhookPlaced(Event):
    """A program is notified at `url` from now on: a new or changed webhook. Its id is the `seq` of its first placing.

    `types` are the events that it receives; empty means all. `inside` is the local host that was allowed by
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
    """A program is no longer notified."""

    webhook: int
    takes_back: int | None = None
