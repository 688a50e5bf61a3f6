"""Telling systemd that the server works: its unit starts it again when that is not heard any more."""

import logging
import os
from collections.abc import Callable
from typing import Final

from gunicorn.systemd import sd_notify

from server.background.repeated import Repeated

_US_PER_S: Final = 1_000_000
_OFTEN: Final = 3
"""So many times within what the unit allows, for a machine that is busy just then."""
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
