"""A network that cannot be trusted, between a server and whoever dials `port`: it delays, cuts, and lets lines die silently."""

import asyncio
import random
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Self

_PIECE = 4096
_START_S = 30


class BadLine:
    """A relay to a port of this machine, in a thread of its own. Each piece takes up to `delay_s` seconds, by its own dice.

    So what two people send at once arrives in either order: `overtaken` counts the pieces that one sent later came before.
    `seed` makes it the same again.
    """

    def __init__(self, to_port: int, seed: int = 0) -> None:
        self.delay_s, self.refuses, self.cuts, self.overtaken = 0.0, False, 0, 0
        self._came, self._latest = 0, 0
        self._to, self._dice = to_port, random.Random(seed)
        self._lines: set[_Line] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        server = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(self._come, "127.0.0.1", 0), self._loop
        ).result(_START_S)
        self.port = server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self.cut()
        asyncio.run_coroutine_threadsafe(_end_all(), self._loop).result(_START_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def cut(self) -> None:
        """Reset every line that is open now."""
        self._on_all(_Line.cut)

    def fall_silent(self) -> None:
        """Let every line that is open now carry nothing more, and stay open: neither end hears of it."""
        self._on_all(_Line.fall_silent)

    def _on_all(self, what: Callable[["_Line"], None]) -> None:
        def act() -> None:
            for line in list(self._lines):
                self.cuts += 1
                what(line)

        self._loop.call_soon_threadsafe(act)

    async def _come(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = _Line(writer)
        try:
            if self.refuses:
                return
            there, here = await asyncio.open_connection("127.0.0.1", self._to)
            line.ends.append(here)
            self._lines.add(line)
            await asyncio.gather(self._carry(line, reader, here), self._carry(line, there, writer))
        except OSError:
            pass  # the server is not there: whoever dialled hears that
        finally:
            self._lines.discard(line)
            line.cut()

    async def _carry(self, line: "_Line", from_: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        while piece := await from_.read(_PIECE):
            self._came += 1
            place = self._came
            if self.delay_s:
                await asyncio.sleep(self._dice.uniform(0, self.delay_s))
            self.overtaken += place < self._latest
            self._latest = max(place, self._latest)
            if not line.silent:
                to.write(piece)
                await to.drain()
        if line.silent:
            await asyncio.Event().wait()  # an end that is gone is not told to the other one
        with suppress(OSError):
            to.write_eof()


class _Line:
    """One line: both ends that are written to."""

    def __init__(self, end: asyncio.StreamWriter) -> None:
        self.ends, self.silent = [end], False

    def cut(self) -> None:
        for end in self.ends:
            end.transport.abort()

    def fall_silent(self) -> None:
        self.silent = True


async def _end_all() -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
