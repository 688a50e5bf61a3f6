"""The table of webhooks, whose lives are in `server.core.webhooks`."""

import sqlite3
from typing import Final

from server.core.events import WebhookPlaced, WebhookRemoved
from server.core.webhooks import evolve_webhook
from server.store import webhooks
from server.store.projections.base import Happening, Projection, Rows


def _id(happening: Happening) -> int:
    assert isinstance(happening.entry.event, WebhookPlaced | WebhookRemoved)
    return happening.entry.event.webhook


def _follow(connection: sqlite3.Connection, happening: Happening) -> None:
    after = evolve_webhook(webhooks.find(connection, _id(happening)), happening.entry)
    if after is None:
        webhooks.remove(connection, _id(happening))
    else:
        webhooks.save(connection, after)


def _replay(rows: Rows, happening: Happening) -> None:
    after = evolve_webhook(rows.pop(_id(happening), None), happening.entry)
    if after is not None:
        rows[after.id] = after


WEBHOOKS: Final = (
    Projection("webhook", "webhooks", (WebhookPlaced, WebhookRemoved), _follow, _replay, webhooks.everything),
)
