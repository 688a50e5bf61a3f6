"""Tells systemd and gunicorn that the server works; they restart it when they no longer hear that."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from gunicorn.systemd import sd_notify

from server.background.repeated import Repeated

_US_PER_S: Final = 1_000_000
_OFTEN: Final = 3
"""How many times it is told within the unit's limit, in case the machine is busy."""
_LOADING_S: Final = 5.0
_log: Final = logging.getLogger(__name__)


def watched(works: Callable[[], bool]) -> Repeated | None:
    """Tell systemd as long as `works` is true; `None` if the server is not a unit with a watchdog (`WatchdogSec`)."""
    allowed = os.environ.get("WATCHDOG_USEC", "")
    if not allowed.isdecimal() or "NOTIFY_SOCKET" not in os.environ:
        return None

    def tell() -> None:
        if works():
            sd_notify("WATCHDOG=1", _log)

    return Repeated("watchdog", tell, int(allowed) / _US_PER_S / _OFTEN)


@contextmanager
def loading(notify: Callable[[], None], every_s: float = _LOADING_S) -> Iterator[None]:
    """Tell both while the app is loading: gunicorn by `notify`, and systemd if it listens. Both count from the start."""

    def tell() -> None:
        notify()
        sd_notify("WATCHDOG=1", _log)

    telling = Repeated("loading", tell, every_s)
    try:
        yield
    finally:
        telling.close()
