"""gunicorn's log without the messages that say nothing new."""

import math
import sys
import time
from typing import Any, Final

from gunicorn.glogging import Logger

APP_LOAD_ERROR: Final = 4
"""The exit status of a worker that cannot load its app; gunicorn does not restart it then."""
_ONCE_S: Final = 60.0


class Log(Logger):  # type: ignore[misc]
    """gunicorn's log, without a traceback for each silent connection, and silent after an app that said why it ends."""

    _told = False
    _refused_at = -math.inf
    _refused = 0

    def warning(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log a warning; those about invalid requests at most once a minute, with their number, because somebody may send many."""
        if not str(msg).startswith("Invalid request"):
            super().warning(msg, *args, **kwargs)
            return
        self._refused += 1
        if time.monotonic() >= self._refused_at + _ONCE_S:
            super().warning("%s (%d since the last time this was logged)", msg, self._refused)
            self._refused_at, self._refused = time.monotonic(), 0

    def error(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log an error, unless the worker ended for a reason that the app has already said."""
        self._told = self._told or args[1:] == (APP_LOAD_ERROR,)
        if not self._told:
            super().error(msg, *args, **kwargs)

    def exception(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log the error being handled, unless it is only a silent connection."""
        if not isinstance(sys.exception(), BlockingIOError):
            super().exception(msg, *args, **kwargs)
