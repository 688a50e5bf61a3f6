"""Sends the journal to webhooks, in separate threads that the hall never waits for."""

import http.client
import threading
from time import monotonic
from typing import Final

import structlog

from server.background.outgoing import reached, trouble
from server.core.events import Entry, WebhookPlaced
from server.core.refusal import Refusal
from server.core.webhooks import Webhook
from server.service.context import Context
from server.service.webhooks.sending import Send, WebhookAnswer, WebhookMessage, any_active, deliver, due

_LOOKS_EVERY_S: Final = 1.0
_PATIENCE_S: Final = 10.0
_NOTED_AGAIN_S: Final = 60.0
"""The pause of a webhook whose answer could not be stored: else it would get the same entry every second."""
_log = structlog.get_logger(__name__)


class WebhookSender:
    """Sends what happened to each webhook, in order; one that hangs or fails does not delay the others. `close` ends it."""

    def __init__(self, context: Context, send: Send | None = None, every_s: float = _LOOKS_EVERY_S) -> None:
        self._context = context
        self._send = send or post
        self._every_s = every_s
        self._moved, self._closing = threading.Event(), threading.Event()
        self._busy: set[int] = set()
        self._not_before: dict[int, float] = {}
        self._some = True
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)
        self._thread.start()

    def heard(self, entries: list[Entry]) -> None:
        """Something happened. No thread is woken if there is no webhook."""
        if self._some or any(isinstance(entry.event, WebhookPlaced) for entry in entries):
            self._moved.set()

    def close(self) -> None:
        """Start nothing more; a hanging request is left alone."""
        self._closing.set()
        self._moved.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._closing.is_set():
            self._moved.wait(self._every_s if self._some else None)
            self._moved.clear()
            try:
                self._look()
            except Exception:
                _log.exception("webhooks_failed")

    def _look(self) -> None:
        self._some = any_active(self._context)
        for webhook in due(self._context) if self._some else ():
            self._begin(webhook)

    def _begin(self, webhook: Webhook) -> None:
        with self._lock:
            if webhook.id in self._busy or self._closing.is_set() or self._is_held(webhook):
                return
            self._busy.add(webhook.id)
        name = f"webhook-{webhook.id}"
        threading.Thread(target=self._serve, args=(webhook,), name=name, daemon=True).start()

    def _is_held(self, webhook: Webhook) -> bool:
        return monotonic() < self._not_before.get(webhook.id, 0.0)

    def _serve(self, webhook: Webhook) -> None:
        more = False
        try:
            more = deliver(self._context, webhook, self._send)
        except Refusal as refusal:
            self._not_before[webhook.id] = monotonic() + _NOTED_AGAIN_S
            _log.warning("webhook_failed", webhook=webhook.id, code=refusal.code)
        except Exception:
            if not self._closing.is_set():
                _log.exception("webhook_failed", webhook=webhook.id)
        finally:
            with self._lock:
                self._busy.discard(webhook.id)
        if more:
            self._moved.set()


def post(message: WebhookMessage, patience_s: float = _PATIENCE_S) -> WebhookAnswer:
    """Send a message and read only the status of the answer. A failure is also an answer."""
    try:
        where, connection = reached(message.webhook.url, message.webhook.inside, patience_s)
        try:
            connection.request("POST", where.path, message.body, message.headers)
            return WebhookAnswer(connection.getresponse().status)
        finally:
            connection.close()
    except (Refusal, OSError, http.client.HTTPException) as error:
        return WebhookAnswer(error=trouble(error))
