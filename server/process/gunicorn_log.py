"""What gunicorn logs, without what is no news."""

import sys
from typing import Any, Final

from gunicorn.glogging import Logger

APP_LOAD_ERROR: Final = 4
"""With this exit status a worker ends that cannot load its app; gunicorn does not start it again then."""


class Log(Logger):  # type: ignore[misc]
    """gunicorn's log, without a traceback for each line that fell silent, and silent after an app that said why it ends."""

    _told = False

    def error(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log it, unless the worker ended because of what the app has told already, in words."""
        self._told = self._told or args[1:] == (APP_LOAD_ERROR,)
        if not self._told:
            super().error(msg, *args, **kwargs)

    def exception(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log the error being handled, unless it is silence."""
        if not isinstance(sys.exception(), BlockingIOError):
            super().exception(msg, *args, **kwargs)
