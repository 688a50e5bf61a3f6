"""What gunicorn logs, without what is no news."""

import math
import sys
import time
from typing import Any, Final

from gunicorn.glogging import Logger

APP_LOAD_ERROR: Final = 4
"""With this exit status a worker ends that cannot load its app; gunicorn does not start it again then."""
_ONCE_S: Final = 60.0


class Log(Logger):  # type: ignore[misc]
    """gunicorn's log, without a traceback for each line that fell silent, and silent after an app that said why it ends."""

    _told = False
    _refused_at = -math.inf
    _refused = 0

    def warning(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log it; what is no request, at most once a minute, and how often: whoever sends it may send much."""
        if not str(msg).startswith("Invalid request"):
            super().warning(msg, *args, **kwargs)
            return
        self._refused += 1
        if time.monotonic() >= self._refused_at + _ONCE_S:
            super().warning("%s (%d since the last time this was logged)", msg, self._refused)
            self._refused_at, self._refused = time.monotonic(), 0

    def error(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log it, unless the worker ended because of what the app has told already, in words."""
        self._told = self._told or args[1:] == (APP_LOAD_ERROR,)
        if not self._told:
            super().error(msg, *args, **kwargs)

    def exception(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log the error being handled, unless it is silence."""
        if not isinstance(sys.exception(), BlockingIOError):
            super().exception(msg, *args, **kwargs)
