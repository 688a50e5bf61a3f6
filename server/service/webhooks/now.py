"""A webhook as it is now."""

from dataclasses import dataclass

from server.core.webhooks import Position, Webhook
from server.store.webhooks import Delivery


@dataclass(frozen=True, slots=True)
class WebhookNow:
    """A webhook, how far it has come, and its last tries."""

    webhook: Webhook
    position: Position
    deliveries: list[Delivery]
