"""This process's copy of the city, and the messages to its screens: each is numbered, and none has only half a centre."""

import secrets
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from server.core.units import SECOND_MS

_SET_BACK_MS: Final = 5_000
"""Clocks are slewed by less; a whole reading that seems older than this shows that the database's clock was set back."""

Tile = Mapping[str, Any]
Tell = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class News:
    """What was read from the city at `read_at` (UTC milliseconds by the database): tiles, and the codes of deleted centres.

    `whole`: centres without a tile do not exist.
    """

    read_at: int
    tiles: Sequence[Tile]
    gone: Collection[str] = ()
    whole: bool = False


class Mirror:
    """All tiles, by code. `tell` hears each message, under the lock; `clock` gives seconds that only go on."""

    def __init__(self, tell: Tell, clock: Callable[[], float]) -> None:
        self._tell = tell
        self._clock = clock
        self._lock = threading.Lock()
        self._tiles: dict[str, Tile] = {}
        self._read_at: dict[str, int] = {}
        self._by = secrets.token_hex(8)
        self._n = 0
        self._at = 0
        self._heard: float | None = None

    def take(self, news: News, took_s: float | None = None) -> News:
        """Keep what is newer, and tell screens what changed, or that all is well if nothing did. Returns the message.

        `took_s`: so long ago this process itself began to read it. A whole reading of that kind is the truth even if its clock
        is behind that of all before.
        """
        with self._lock:
            if news.whole and took_s is not None and self._is_behind(news.read_at + took_s * SECOND_MS):
                self._read_at, self._at = {}, 0
            changed = [tile for tile in news.tiles if self._is_news(tile, news.read_at)]
            gone = self._gone(news)
            for tile in changed:
                self._tiles[tile["code"]] = tile
            for code in gone:
                del self._tiles[code]
            for code in (tile["code"] for tile in news.tiles):
                self._read_at[code] = max(news.read_at, self._read_at.get(code, 0))
            self._read_at |= dict.fromkeys(gone, news.read_at)
            self._at = max(self._at, news.read_at)
            self._n += 1
            first, self._heard = self._heard is None, self._clock()
            self._tell(self._message(changed, gone, whole=first))
            return News(news.read_at, changed, gone)

    def welcome(self, greet: Callable[[dict[str, Any] | None], None]) -> None:
        """Give a whole snapshot to `greet`; no message is sent meanwhile. Before the first reading there is none: the first message is then whole."""
        with self._lock:
            known = self._heard is not None
            greet(self._message(list(self._tiles.values()), [], whole=True) if known else None)

    def now(self, within_s: float) -> dict[str, Any] | None:
        """A whole snapshot; `None` if the copy was last confirmed too long ago."""
        with self._lock:
            if self._heard is None or self._clock() - self._heard > within_s:
                return None
            return self._message(list(self._tiles.values()), [], whole=True)

    def is_behind(self, news: News) -> bool:
        """Whether it seems so old that the database's clock must have been set back, or that it was held up on its way."""
        with self._lock:
            return self._is_behind(news.read_at)

    def _is_behind(self, read_at: float) -> bool:
        return read_at + _SET_BACK_MS < self._at

    def _is_news(self, tile: Tile, read_at: int) -> bool:
        code = tile["code"]
        return read_at >= self._read_at.get(code, 0) and self._tiles.get(code) != tile

    def _gone(self, news: News) -> list[str]:
        there = {tile["code"] for tile in news.tiles}
        return [
            code
            for code in self._tiles
            if (code in news.gone or (news.whole and code not in there))
            and news.read_at >= self._read_at.get(code, 0)
        ]

    def _message(self, tiles: list[Tile], gone: list[str], *, whole: bool = False) -> dict[str, Any]:
        return {"by": self._by, "n": self._n, "at": self._at, "whole": whole, "centres": tiles, "gone": gone}
