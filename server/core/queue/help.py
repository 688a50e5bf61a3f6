"""Calls for help: an officer calls the manager, a kiosk calls a helper. A call lasts until it is answered.

A kiosk's call also ends after a time: by then the person has found another way.
"""

from dataclasses import dataclass
from typing import Final

from server.core.events import KioskHelpAnswered, KioskHelpCalled
from server.core.units import MINUTE_MS

KIOSK_MS: Final = 3 * MINUTE_MS
"""How long a kiosk's call lasts, and how long it then shows that somebody is coming."""


@dataclass(frozen=True, slots=True)
class HelpCall:
    """Somebody calls since `at` (UTC milliseconds); `answered_at` says when somebody set off."""

    at: int
    text: str | None = None
    answered_at: int | None = None


def is_another(standing: HelpCall | None, text: str | None = None) -> bool:
    """Whether calling now, with this text, is a new call: pressing twice is one."""
    return standing is None or standing.answered_at is not None or standing.text != text


def is_answered_now(standing: HelpCall | None) -> bool:
    """Whether there is a call to be answered."""
    return standing is not None and standing.answered_at is None


def still(call: HelpCall | None, now: int) -> HelpCall | None:
    """A kiosk's call, unless it has ended by itself at `now`."""
    if call is None:
        return None
    latest = call.at if call.answered_at is None else call.answered_at
    return call if 0 <= now - latest < KIOSK_MS else None


def call_from_kiosk(device: int, before: HelpCall | None, now: int) -> KioskHelpCalled | None:
    """A kiosk calls a helper. `None` when its call stands already."""
    return KioskHelpCalled(device) if is_another(still(before, now)) else None


def answer_kiosk(device: int, before: HelpCall | None, now: int) -> KioskHelpAnswered | None:
    """A helper sets off. `None` if the call has ended or somebody else is going."""
    return KioskHelpAnswered(device) if is_answered_now(still(before, now)) else None
