"""Telling those who watch that the server works: systemd and gunicorn start it again when that is not heard any more."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from gunicorn.systemd import sd_notify

from server.background.repeated import Repeated

_US_PER_S: Final = 1_000_000
_OFTEN: Final = 3
"""So many times within what the unit allows, for a machine that is busy just then."""
_LOADING_S: Final = 5.0
_log: Final = logging.getLogger(__name__)


def watched(works: Callable[[], bool]) -> Repeated | None:
    """Tell it for as long as `works` says yes; `None` where the server is no unit with a watchdog (`WatchdogSec`)."""
    allowed = os.environ.get("WATCHDOG_USEC", "")
    if not allowed.isdecimal() or "NOTIFY_SOCKET" not in os.environ:
        return None

    def tell() -> None:
        if works():
            sd_notify("WATCHDOG=1", _log)

    return Repeated("watchdog", tell, int(allowed) / _US_PER_S / _OFTEN)


@contextmanager
def loading(notify: Callable[[], None], every_s: float = _LOADING_S) -> Iterator[None]:
    """Tell both while the app is loaded: gunicorn by `notify`, systemd where it listens. Both count from the start on."""

    def tell() -> None:
        notify()
        sd_notify("WATCHDOG=1", _log)

    telling = Repeated("loading", tell, every_s)
    try:
        yield
    finally:
        telling.close()
