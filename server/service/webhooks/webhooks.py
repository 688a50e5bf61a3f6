"""Webhooks as managers set them: placed, changed, removed. Each is an event; what they sign with is in none."""

import secrets
from dataclasses import dataclass, replace
from functools import partial

from server.core.events import EVENT_TYPES, WebhookPlaced, WebhookRemoved
from server.core.refusal import Refusal
from server.core.texts import BothTexts
from server.core.webhooks import MOST, Position, Webhook
from server.service.context import Context
from server.service.first_answers import answered
from server.service.undoing import ORDINARY, Undoing
from server.service.views import View
from server.service.webhooks.addresses import parts, target
from server.service.webhooks.now import WebhookNow
from server.service.webhooks.views import webhook_view
from server.store import Transaction
from server.store import webhooks as stored
from server.store.idempotency import Once

_TYPES_RULE = BothTexts("loại sự kiện (types): không có loại {types}", "types: there is no event {types}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The wanted facts of a webhook; a fact that is `None` stays as it is, an empty `inside` removes it."""

    url: str | None = None
    types: tuple[str, ...] | None = None
    inside: str | None = None
    active: bool | None = None


def place(context: Context, wanted: Wanted, actor: str, once: Once | None = None) -> View:
    """Notify a program of events from now on; returns its secret, which is shown only this once.

    Raises `not_valid`, `webhook_inside`, `too_many_webhooks`; `secret_shown_once` for a repeat with the same key.
    """
    _check(wanted.url or "", wanted.inside or None, wanted.types or ())
    secret = secrets.token_urlsafe(32)

    def add(transaction: Transaction) -> WebhookNow:
        if len(stored.everything(transaction.connection)) >= MOST:
            raise Refusal("too_many_webhooks", most=MOST)
        event = WebhookPlaced(
            transaction.seq + 1, wanted.url or "", wanted.types or (), wanted.inside or None, active=True
        )
        transaction.record(event, actor)
        stored.begin(transaction.connection, event.webhook, secret, transaction.seq)
        return _now(transaction, event.webhook)

    view, now_made = answered(context, once, add, partial(webhook_view, context))
    if not now_made:
        raise Refusal("secret_shown_once", id=view["id"])
    return view | {"secret": secret}


def change(
    context: Context, webhook: int, wanted: Wanted, actor: str, *, undoing: Undoing = ORDINARY
) -> WebhookNow:
    """Change a webhook. One that is `active` again is tried at once, from where it stopped.

    Raises `unknown_webhook`, `not_valid`, `webhook_inside`.
    """
    wished = _changed(find(context, webhook).webhook, wanted)
    _check(wished.url, wished.inside, wished.types)

    def write(transaction: Transaction) -> WebhookNow:
        undoing.check(transaction)
        now = _now(transaction, webhook)
        after = replace(_changed(now.webhook, wanted), takes_back=undoing.seq)
        transaction.record(after, actor)
        if after.active:
            stored.place(transaction.connection, webhook, now.position.again())
        return _now(transaction, webhook)

    return context.store.write(write)


def _changed(before: Webhook, wanted: Wanted) -> WebhookPlaced:
    return WebhookPlaced(
        before.id,
        before.url if wanted.url is None else wanted.url,
        before.types if wanted.types is None else wanted.types,
        before.inside if wanted.inside is None else wanted.inside or None,
        active=before.active if wanted.active is None else wanted.active,
    )


def remove(context: Context, webhook: int, actor: str, *, undoing: Undoing = ORDINARY) -> None:
    """Stop notifying a program. Raises `unknown_webhook`."""

    def write(transaction: Transaction) -> None:
        undoing.check(transaction)
        _now(transaction, webhook)
        transaction.record(WebhookRemoved(webhook, undoing.seq), actor)
        stored.forget(transaction.connection, webhook)

    context.store.write(write)


def find(context: Context, webhook: int) -> WebhookNow:
    """The webhook with this id. Raises `unknown_webhook`."""
    found = next((each for each in webhooks(context) if each.webhook.id == webhook), None)
    if found is None:
        raise Refusal("unknown_webhook")
    return found


def webhooks(context: Context) -> list[WebhookNow]:
    """Every webhook with how far it has come."""
    with context.store.read() as connection:
        known, positions = stored.everything(connection), stored.positions(connection)
        return [
            WebhookNow(each, positions.get(each.id, Position(0)), stored.deliveries(connection, each.id))
            for each in known.values()
        ]


def _now(transaction: Transaction, webhook: int) -> WebhookNow:
    found = stored.find(transaction.connection, webhook)
    if found is None:
        raise Refusal("unknown_webhook")
    position = stored.positions(transaction.connection).get(webhook, Position(0))
    return WebhookNow(found, position, stored.deliveries(transaction.connection, webhook))


def _check(url: str, inside: str | None, types: tuple[str, ...]) -> None:
    """Raise for an address that may not be, as far as that is known now; a host that is not found may come later."""
    parts(url)
    if unknown := [each for each in types if each not in EVENT_TYPES]:
        raise Refusal("not_valid", reason=_TYPES_RULE.filled(types=", ".join(unknown)))
    try:
        target(url, inside)
    except OSError:
        return
