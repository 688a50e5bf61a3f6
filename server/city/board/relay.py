"""Redis between the processes of the board: one reads the database, the others hear of it. Frozen or gone, it holds up nobody."""

import json
import queue
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import redis
import structlog

_CHANNEL: Final = "goiso:board"
_WAIT_S: Final = 1.0
_MOST: Final = 64
_SILENT_S: Final = 3.0
_log = structlog.get_logger(__name__)


class Relay:
    """Sends what this process reads, and receives what others read: `heard(news)`, and `missed()` if something was lost.

    Sending has its own thread and a limited queue: what Redis does not accept is dropped, and the numbering shows the gap.
    """

    def __init__(self, url: str, heard: Callable[[dict[str, Any]], None], missed: Callable[[], None]) -> None:
        self._url, self._heard, self._missed = url, heard, missed
        self._by = secrets.token_hex(8)
        self._n = 0
        self._last: tuple[str, int] | None = None
        self._heard_at = -_SILENT_S
        self._out: queue.Queue[dict[str, Any] | None] = queue.Queue(_MOST)
        self._closing = threading.Event()
        self._threads = [
            threading.Thread(target=target, name=name, daemon=True)
            for name, target in (("relay-out", self._send), ("relay-in", self._listen))
        ]
        for thread in self._threads:
            thread.start()

    @property
    def silent(self) -> bool:
        """Whether nobody has been heard of late."""
        return time.monotonic() - self._heard_at > _SILENT_S

    def send(self, news: dict[str, Any]) -> None:
        """Hand news to the others, later and perhaps never; never waits."""
        self._n += 1
        with suppress(queue.Full):
            self._out.put_nowait({"by": self._by, "n": self._n, "news": news})

    def close(self) -> None:
        """Stop sending and listening."""
        self._closing.set()
        with suppress(queue.Full):
            self._out.put_nowait(None)
        for thread in self._threads:
            thread.join(timeout=2 * _WAIT_S)

    def _client(self) -> "redis.Redis":
        return redis.Redis.from_url(
            self._url, socket_timeout=_WAIT_S, socket_connect_timeout=_WAIT_S, retry=None
        )

    def _send(self) -> None:
        client, works = self._client(), True
        while not self._closing.is_set():
            if (message := self._out.get()) is None:
                continue
            try:
                client.publish(_CHANNEL, json.dumps(message, ensure_ascii=False))
                works = True
            except (redis.RedisError, OSError) as error:
                if works:
                    _log.warning("redis_gone", error=str(error))
                works = False
                self._forget()

    def _forget(self) -> None:
        """What waited behind a message that was not taken is old by now."""
        with suppress(queue.Empty):
            while True:
                self._out.get_nowait()

    def _listen(self) -> None:
        while not self._closing.is_set():
            try:
                with self._client().pubsub(ignore_subscribe_messages=True) as channel:  # type: ignore[no-untyped-call]
                    channel.subscribe(_CHANNEL)
                    self._follow(channel)
            except (redis.RedisError, OSError) as error:
                _log.warning("redis_not_heard", error=str(error))
                self._closing.wait(_WAIT_S)

    def _follow(self, channel: Any) -> None:
        while not self._closing.is_set():
            message = channel.get_message(timeout=_WAIT_S)
            if message is not None:
                self._take(message["data"])

    def _take(self, data: bytes) -> None:
        try:
            said = json.loads(data)
            by, n, news = said["by"], said["n"], said["news"]
            if by == self._by:
                return
            follows = self._last in ((by, n - 1), (by, n))
            self._last, self._heard_at = (by, n), time.monotonic()
            if not follows:
                self._missed()
            self._heard(news)
        except Exception:
            _log.exception("relay_failed")
