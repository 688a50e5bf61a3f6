"""Screens of a soak that are no browsers: each follows the board, loses its line by chance, and comes back."""

import asyncio
import json
import random
import threading
from contextlib import suppress
from typing import Any, Final

from bench.load import Screen

_MEAN_LIFE_S: Final = 12.0
_BACK_AFTER_S: Final = (0.3, 1.5)
_PATIENCE_S: Final = 3.0
_LOOK_S: Final = 0.1
_NAMESPACE: Final = "/board"


class Followers:
    """A thread with an event loop in which `count` screens live until `close`."""

    def __init__(self, port: int, token: str, count: int) -> None:
        self.disconnections = 0
        self.snapshots = 0
        self.latest: list[bytes] = [b""] * count
        self._port = port
        self._auth = {"token": token, "hall": ""}
        self._troubled = True
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._lives = [asyncio.run_coroutine_threadsafe(self._live(n), self._loop) for n in range(count)]

    def boards(self) -> list[dict[str, Any]]:
        """What each screen shows now; an empty board for one that has shown nothing yet."""
        return [json.loads(raw.partition(b",")[2])[1] if raw else {} for raw in list(self.latest)]

    def calm(self) -> None:
        """From now on lines are lost only when the server goes."""
        self._troubled = False

    def trouble(self) -> None:
        """Lines are lost by chance again."""
        self._troubled = True

    def close(self) -> None:
        """Hang up."""
        for life in self._lives:
            life.cancel()
        asyncio.run_coroutine_threadsafe(asyncio.sleep(0.1), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _live(self, n: int) -> None:
        dice = random.Random(n)
        while True:
            with suppress(OSError, TimeoutError):
                await self._one_line(n, dice)
            await asyncio.sleep(dice.uniform(*_BACK_AFTER_S))

    async def _one_line(self, n: int, dice: random.Random) -> None:
        def heard(payload: bytes) -> None:
            if payload.startswith(b'42/board,["snapshot"'):
                self.latest[n] = payload
                self.snapshots += 1

        _, screen = await self._loop.create_connection(
            lambda: Screen("127.0.0.1", _NAMESPACE, self._auth, heard), "127.0.0.1", self._port
        )
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await screen.joined
            await self._until_lost(screen, dice)
        finally:
            screen.transport.abort()

    async def _until_lost(self, screen: Screen, dice: random.Random) -> None:
        lost_at = self._loop.time() + dice.expovariate(1 / _MEAN_LIFE_S)
        while not screen.transport.is_closing():
            if self._troubled and self._loop.time() >= lost_at:
                break
            await asyncio.sleep(_LOOK_S)
        self.disconnections += 1
