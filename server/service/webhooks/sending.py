"""What is sent next to a webhook, and what came of it."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from server.core.events import Entry
from server.core.webhooks import Position, Webhook, signature
from server.service.context import Context
from server.service.reports import journal
from server.service.webhooks.views import message_body
from server.store import webhooks as stored
from server.store.webhooks import Delivery

_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class WebhookMessage:
    """One entry of the journal, signed, as it is sent to `webhook`."""

    webhook: Webhook
    seq: int
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class WebhookAnswer:
    """The other end's status, or what went wrong instead, in a word."""

    status: int | None = None
    error: str | None = None

    @property
    def good(self) -> bool:
        """Whether the other end has it. A redirect is no answer: nothing is sent elsewhere than was agreed."""
        return self.status is not None and 200 <= self.status < 300  # noqa: PLR2004 - HTTP's own


Send = Callable[[WebhookMessage], WebhookAnswer]


def any_active(context: Context) -> bool:
    """Whether anybody is to be told anything."""
    with context.store.read() as connection:
        return any(webhook.active for webhook in stored.everything(connection).values())


def due(context: Context) -> list[Webhook]:
    """The webhooks that have something to send and may now."""
    now = context.clock()
    with context.store.read() as connection:
        known, positions = stored.everything(connection), stored.positions(connection)
    latest = journal.since(context, 0, 0).seq
    return [
        webhook
        for webhook in known.values()
        if webhook.active
        and (at := positions.get(webhook.id)) is not None
        and not at.paused
        and at.next_at <= now
        and at.seq < latest
    ]


def deliver(context: Context, webhook: Webhook, send: Send) -> bool:
    """Send the next entries in order, until one fails; the position is durable afterwards. Whether there is more.

    A server that ends in between sends some of them again: each comes at least once.
    """
    with context.store.read() as connection:
        began, secret = stored.positions(connection).get(webhook.id), stored.secret(connection, webhook.id)
    if began is None or secret is None:
        return False
    position, tries = began, list[Delivery]()
    for entry in journal.since(context, position.seq, _AT_ONCE).entries:
        if webhook.hears(entry.event.type):
            message = _message(context, webhook, secret, entry)
            answer = send(message)
            tries.append(Delivery(entry.seq, context.clock(), answer.status, answer.error))
            if not answer.good:
                position = position.failed(context.clock())
                break
        position = position.reached(entry.seq)
    context.store.write(lambda tr: _keep(tr.connection, webhook.id, began, position, tries))
    return position.failures == 0


def _message(context: Context, webhook: Webhook, secret: str, entry: Entry) -> WebhookMessage:
    body = message_body(context, webhook, entry)
    timestamp = context.clock() // 1000
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "goiso",
        "X-Goiso-Timestamp": str(timestamp),
        "X-Goiso-Signature": f"sha256={signature(secret, timestamp, body)}",
    }
    return WebhookMessage(webhook, entry.seq, body, headers)


def _keep(
    connection: sqlite3.Connection, webhook: int, began: Position, position: Position, tries: list[Delivery]
) -> None:
    """Unless it was removed meanwhile; what failed, unless a manager has let it go on meanwhile."""
    now = stored.positions(connection).get(webhook)
    if now is None:
        return
    if now == began or not position.failures:
        stored.place(connection, webhook, position)
    stored.note(connection, webhook, tries)
