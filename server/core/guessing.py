"""The rules of brakes on guessing, and their numbers: the more wrong tries, the longer the wait for the next one."""

from dataclasses import dataclass, replace
from typing import Final

from server.core.units import SECOND_MS

FORGET_MS: Final = 24 * 3600 * SECOND_MS
"""After this time without a wrong try, earlier ones no longer count."""


@dataclass(frozen=True, slots=True)
class WrongTries:
    """Wrong tries so far, until when none is allowed, and when the last one was (UTC milliseconds)."""

    wrong: int = 0
    until: int = 0
    last: int = 0

    def left(self, now: int) -> int:
        """The milliseconds until the next try is allowed."""
        return max(0, self.until - now)

    def at(self, now: int) -> "WrongTries":
        """The tries that still count."""
        return WrongTries(last=now) if now - self.last > FORGET_MS else self


@dataclass(frozen=True, slots=True)
class Patience:
    """`free` wrong tries, then one after each of `waits_s`, the last of them again and again."""

    free: int
    waits_s: tuple[int, ...]

    def taken(self, made: WrongTries, now: int) -> WrongTries:
        """The tries after one more, which counts as wrong; call this only for a try that is allowed now."""
        tried = replace(made, wrong=made.wrong + 1, last=now)
        if tried.wrong < self.free:
            return tried
        wait_s = self.waits_s[min(tried.wrong - self.free, len(self.waits_s) - 1)]
        return replace(tried, until=now + wait_s * SECOND_MS)


@dataclass(frozen=True, slots=True)
class Within:
    """`most` tries within `seconds`, then none for the same time; the wait never grows."""

    most: int
    seconds: int


_WAITS_S: Final = (60, 120, 240, 480, 900)
PASSWORDS: Final = Patience(20, _WAITS_S)
"""A password for one name, at a centre and at the city, and the code of the first run."""
FROM_AN_ADDRESS: Final = Patience(60, _WAITS_S)
"""Passwords for any names, from one address, at the city."""
PINS: Final = Within(5, 300)
"""PINs for one name, at any machine."""
PINS_AT_A_MACHINE: Final = Patience(15, (300, 900, 3600, 4 * 3600, 12 * 3600, 24 * 3600))
"""PINs for any names, at one machine."""
TRIES_AT_A_MACHINE: Final = Within(10, 60)
"""The same, however they end."""
