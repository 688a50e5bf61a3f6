"""Two that work on one stream at the same time: one in a thread of its own, whatever the size, in little memory."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Final

_PIECE: Final = 1 << 20


@contextmanager
def pushed_into(pull: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """A stream to write to; a thread runs `pull` on what is written. What it raised is raised here, when this is left."""
    outgoing, incoming = os.pipe()
    beside = _Beside(pull, os.fdopen(outgoing, "rb"))
    push = os.fdopen(incoming, "wb")
    try:
        yield push
        push.flush()
    except BrokenPipeError:
        beside.end()  # why it reads no more
        raise
    finally:
        with suppress(BrokenPipeError):
            push.close()
        beside.join()
    beside.end()


@contextmanager
def pulled_from(push: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """A stream to read from; a thread runs `push` to fill it. What it raised is raised here once all before that was read."""
    outgoing, incoming = os.pipe()
    beside = _Beside(push, os.fdopen(incoming, "wb"))
    pull = os.fdopen(outgoing, "rb")
    try:
        try:
            yield pull
        except Exception:
            if not pull.read(1):
                beside.end()  # it ended too early: why
            raise
        while pull.read(_PIECE):
            pass
        beside.end()
    finally:
        pull.close()
        beside.join()


class _Beside:
    """The thread: it works on its end of the stream and closes it."""

    def __init__(self, work: Callable[[IO[bytes]], None], end: IO[bytes]) -> None:
        self._work, self._end = work, end
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="stream", daemon=True)
        self._thread.start()

    def join(self) -> None:
        """Wait for its end."""
        self._thread.join()

    def end(self) -> None:
        """Wait for its end. Raises what it raised."""
        self._thread.join()
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        try:
            self._work(self._end)
            self._end.flush()
        except Exception as error:
            self._error = error
        finally:
            with suppress(OSError):
                self._end.close()
