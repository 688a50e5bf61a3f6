"""Signing in by PIN at a counter machine: few digits, so few tries."""

import threading
from collections.abc import Hashable
from typing import Final

from server.core.errors import Refusal
from server.core.units import SECOND_MS
from server.service.context import Context
from server.service.people.accounts import Person, check_pin

WRONG_PINS: Final = 5
LOCKED_S: Final = 300
MACHINE_TRIES: Final = 10
MACHINE_WITHIN_S: Final = 60


class Tries:
    """Counts tries by key: after `most` within `within_s` seconds, none for as long again. Kept in memory."""

    def __init__(self, most: int, within_s: int) -> None:
        self._most = most
        self._within_ms = within_s * SECOND_MS
        self._made: dict[Hashable, list[int]] = {}
        self._lock = threading.Lock()

    def take(self, key: Hashable, now: int) -> int:
        """Count a try at `now` (milliseconds): 0, or the milliseconds until the next one is allowed.

        It is counted before anybody knows how it ends, so many at once are not more than one by one.
        """
        with self._lock:
            self._forget(now)
            made = self._made.setdefault(key, [])
            if len(made) >= self._most:
                return made[-1] + self._within_ms - now
            made.append(now)
            return 0

    def clear(self, key: Hashable) -> None:
        """The last try was right: begin anew."""
        with self._lock:
            self._made.pop(key, None)

    def _forget(self, now: int) -> None:
        self._made = {key: kept for key, made in self._made.items() if (kept := self._kept(made, now))}

    def _kept(self, made: list[int], now: int) -> list[int]:
        fresh = [at for at in made if 0 <= now - at < self._within_ms]
        return made if fresh and len(made) >= self._most else fresh


class Pins:
    """Who may try a PIN now, and whether it is right."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._by_name = Tries(WRONG_PINS, LOCKED_S)
        self._by_machine = Tries(MACHINE_TRIES, MACHINE_WITHIN_S)

    def sign_in(self, machine: int, username: str, pin: str) -> Person:
        """The officer with this name and PIN. Raises `pin_failed`, `pin_locked`, `too_many_requests`.

        Five wrong PINs within five minutes lock the name for five minutes.
        """
        now = self._context.clock()
        if self._by_machine.take(machine, now):
            raise Refusal("too_many_requests")
        left_ms = self._by_name.take(username, now)
        if left_ms:
            raise Refusal("pin_locked", minutes=-(-left_ms // (60 * SECOND_MS)))
        person = check_pin(self._context, username, pin)
        self._by_name.clear(username)
        return person
