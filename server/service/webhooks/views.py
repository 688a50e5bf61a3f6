"""Webhooks as JSON, and what they are sent."""

import json

from server.core.events import Entry
from server.core.webhooks import Webhook
from server.service.context import Context
from server.service.reports.views import entry_view
from server.service.views import View, iso
from server.service.webhooks.now import WebhookNow


def webhook_view(context: Context, now: WebhookNow) -> View:
    """A webhook without its secret. `state`: `good`, `failing`, `paused` (by itself) or `off` (by a manager)."""
    webhook, position = now.webhook, now.position
    failing = "failing" if position.failures else "good"
    return {
        "id": webhook.id,
        "url": webhook.url,
        "types": list(webhook.types),
        "inside": webhook.inside,
        "active": webhook.active,
        "state": "off" if not webhook.active else "paused" if position.paused else failing,
        "seq": position.seq,
        "failing_since": iso(context, position.failing_since),
        "next_at": iso(context, position.next_at or None),
        "deliveries": [
            {"seq": each.seq, "at": iso(context, each.at), "status": each.status, "error": each.error}
            for each in now.deliveries
        ],
    }


def message_body(context: Context, webhook: Webhook, entry: Entry) -> bytes:
    """What a webhook is sent of an entry of the journal."""
    return json.dumps({"webhook": webhook.id} | entry_view(context, entry), ensure_ascii=False).encode()
