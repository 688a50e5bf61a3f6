"""The thread that sends messages. It exists only while a way is switched on, and the hall never waits for it."""

import secrets
import threading
from collections.abc import Mapping
from typing import Final

import structlog

from server.background.messages.sms import Sms
from server.background.messages.zalo import Zalo
from server.core.events import Entry
from server.core.messages.kinds import Message, MessageKind, MessengerAnswer, Way, WayHealth
from server.core.messages.phone_numbers import mobile
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.messages.port import Messenger
from server.service.messages.rules import ready, rules
from server.service.messages.sending import Sending
from server.service.messages.values import example

_EVERY_S: Final = 5.0
_REST_S: Final = 1.0
"""However much happens in the hall, the thread looks at most once a second."""
_SICK: Final = 12
"""Numbers that could not be deleted are tried again this many times less often."""
_log = structlog.get_logger(__name__)


class MessageSender:
    """Sends due messages, after each event and every few seconds; `close` ends it."""

    def __init__(
        self, context: Context, messengers: Mapping[Way, Messenger] | None = None, every_s: float = _EVERY_S
    ) -> None:
        self._context = context
        self._messengers = messengers or {Way.ZALO: Zalo(context), Way.SMS: Sms(context)}
        self.sending = Sending(context, self._messengers)
        self._every_s = every_s
        self._moved, self._closing = threading.Event(), threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._begin()
        self.heard([])

    @property
    def runs(self) -> bool:
        """Whether the thread is running."""
        return self._thread is not None

    def heard(self, entries: list[Entry]) -> None:  # noqa: ARG002 - whatever happened
        """Something happened: send what is due. The thread is not woken if every way is off and no number is left."""
        with self._lock:
            wanted = self._on or self._context.messages.may_hold
            if self._thread is None and wanted and not self._closing.is_set():
                self._thread = threading.Thread(target=self._run, name="messages", daemon=True)
                self._thread.start()
        self._moved.set()

    def close(self) -> None:
        """Start nothing more; a hanging message is left alone and not sent again.

        The machine may be switched off in the evening for days, so phone numbers are deleted if today's last session is over.
        """
        self._closing.set()
        self._moved.set()
        if (thread := self._thread) is not None:
            thread.join(timeout=5)
        if not self._on or self._day_is_over():
            self._forgotten()

    def health(self) -> dict[Way, WayHealth]:
        """The health of each way."""
        return dict(self.sending.health)

    def anew(self) -> None:
        """The keys have changed: try every way at once."""
        self.sending.anew()
        self._moved.set()

    def try_out(self, by: str, phone: str) -> MessengerAnswer:
        """Send an example to one number, without storing it. Raises `messages_off`, `phone_not_mobile`."""
        if by not in ready(self._context):
            raise Refusal("messages_off")
        way = Way(by)
        kind = (
            MessageKind.NEAR
            if way is Way.SMS or rules(self._context).template(MessageKind.NEAR)
            else MessageKind.CALLED
        )
        mark = secrets.token_hex(12)  # a gateway takes each mark once
        message = Message(kind, mobile(phone), "vi", mark, example(self._context, "vi"))
        answer = self._messengers[way].send(message)
        self.sending.tried(way, answer)
        self._moved.set()
        return answer

    @property
    def _on(self) -> bool:
        return bool(rules(self._context).ways)

    def _begin(self) -> None:
        """Take up what the last run left; the server starts even if the file cannot be used."""
        try:
            self._context.messages.end_unfinished()
        except Exception as error:
            _log.error("messages_failed", error=type(error).__name__)
        if not self._on:
            self._forgotten()  # it was switched off while the server was

    def _run(self) -> None:
        while not self._closing.is_set():
            self._moved.clear()
            if self._on:
                self._look()
            elif not self._forgotten():
                self._closing.wait(self._every_s * _SICK)
            elif self._ended():
                break
            self._closing.wait(min(_REST_S, self._every_s))
            self._moved.wait(self._every_s)

    def _ended(self) -> bool:
        """End the thread, unless something happened since it looked."""
        with self._lock:
            if self._moved.is_set() or self._on:
                return False
            self._thread = None
            return True

    def _forgotten(self) -> bool:
        """Delete every number; returns whether none is left."""
        try:
            self._context.messages.forget_all()
        except Exception as error:
            _log.error("messages_failed", error=type(error).__name__)
        return not self._context.messages.may_hold

    def _day_is_over(self) -> bool:
        """Whether every session of today is over at every point; true for a day without sessions."""
        centre = self._context.centre
        now = centre.local(self._context.clock())
        return all(hours.is_over(now) for hours in centre.hours_everywhere())

    def _look(self) -> None:
        try:
            self.sending.look()
        except Exception as error:
            if not self._closing.is_set():  # without a traceback: what it shows may hold a number or a key
                _log.error("messages_failed", error=type(error).__name__)
