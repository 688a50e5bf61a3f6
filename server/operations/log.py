"""The log: lines on standard output, for journald or a file. Writing a line never fails, whatever happens to its target.

No line holds a secret: an error is logged with its trace but without variables, a request with its route but not its address.

The newest lines are kept in memory for a support bundle, without anything that somebody could have typed.
"""

import os
import sys
import time
import traceback
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import structlog

from server.core.doctor import redacted

_KEPT: Final = 400
_FRAMES: Final = 12
_BEFORE_WRITING: Final = tuple(structlog.get_config()["processors"][:-1])
"""structlog's own steps for a line, except for writing it."""
_Bound: Any = structlog.make_filtering_bound_logger(0)


class KeptLines:
    """The newest lines of this process: time, level, event, and facts without personal data."""

    def __init__(self) -> None:
        self._lines: deque[dict[str, Any]] = deque(maxlen=_KEPT)

    def keep(self, level: str, event: str, facts: dict[str, Any]) -> None:
        """Keep a line; of an error, keep its type and place but not its message."""
        line = {"at": round(time.time()), "level": level, "event": str(event).split(" ", 1)[0]}
        error = sys.exc_info()[1] if facts.pop("exc_info", None) or level == "exception" else None
        if error is not None:
            line |= {"error": type(error).__name__, "from": _places(error)}
        self._lines.append(line | redacted.facts(facts))

    def newest(self) -> list[dict[str, Any]]:
        """The kept lines, the oldest first."""
        return list(self._lines)


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


KEPT: Final = KeptLines()


class _Sure(_Bound):  # type: ignore[misc] # structlog makes the class
    """A logger whose lines are lost rather than raised: on a full disk, or when nobody reads the pipe any more.

    What is logged is mostly an error that is being handled; raising here would end the thread that handles it.
    """

    def _proxy_to_logger(self, method_name: str, event: str | None = None, **facts: Any) -> Any:
        with suppress(Exception):
            KEPT.keep(method_name, event or "", dict(facts))
        with suppress(Exception):
            return super()._proxy_to_logger(method_name, event, **facts)
        return None


def keep_safe() -> None:
    """Make every logger of this process, also those made before, lose a line rather than raise, and keep secrets out."""
    structlog.configure(wrapper_class=_Sure, processors=[*_BEFORE_WRITING, _renderer()])


def _renderer() -> structlog.dev.ConsoleRenderer:
    """Lines for people. An error shows only its trace: with `rich` installed, structlog would add all variables, passwords included."""
    in_colours = not os.environ.get("NO_COLOR") and sys.stdout is not None and sys.stdout.isatty()
    return structlog.dev.ConsoleRenderer(colors=in_colours, exception_formatter=structlog.dev.plain_traceback)
