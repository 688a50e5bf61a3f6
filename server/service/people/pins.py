"""Signing in by PIN at a counter machine, and with a password anywhere: so few digits, so few tries.

That somebody is locked out is an event, once for each lockout.
"""

import threading
from collections.abc import Hashable
from typing import Final

from server.core.events import SignInLockedOut
from server.core.people import MANAGER, Person
from server.core.refusal import Refusal
from server.core.units import SECOND_MS
from server.service.context import Context
from server.service.people.sign_in import Proven, known

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

    def used_up(self, key: Hashable) -> bool:
        """Whether the next try is refused."""
        with self._lock:
            return len(self._made.get(key, ())) >= self._most

    def clear(self, key: Hashable) -> None:
        """The last try was right: begin anew."""
        with self._lock:
            self._made.pop(key, None)

    def _forget(self, now: int) -> None:
        self._made = {key: kept for key, made in self._made.items() if (kept := self._kept(made, now))}

    def _kept(self, made: list[int], now: int) -> list[int]:
        fresh = [at for at in made if 0 <= now - at < self._within_ms]
        return made if fresh and len(made) >= self._most else fresh


def check_pin(context: Context, username: str, pin: str) -> Person:
    """The officer with this name and PIN. Raises `pin_failed`, equally slowly for either.

    How often somebody may try is for `Pins` to say. A manager has no PIN: four digits do not guard what a
    manager may do.
    """
    return by_pin(context, username, pin).person


def by_pin(context: Context, username: str, pin: str) -> Proven:
    """The same, ready for a session to begin."""
    person, secrets = known(context, username)
    if (
        not context.passwords.matches(secrets.pin_hash if secrets else None, pin)
        or person is None
        or person.role == MANAGER
    ):
        raise Refusal("pin_failed")
    return Proven(person, secrets)


class Lockouts:
    """Writes down that a name or a machine may not try for a while, once for each lockout."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._noted: dict[tuple[str, str], int] = {}
        self._lock = threading.Lock()

    def note(self, whom: str, username: str, way: str, seconds: int, actor: str) -> None:
        """`whom` may not try for `seconds`: the name, or the machine where `username` was tried.

        A name that nobody has is left out: whatever was typed in the wrong place, a password perhaps, must not
        stay in the journal.
        """
        now = self._context.clock()
        with self._lock:
            self._noted = {key: until for key, until in self._noted.items() if until > now}
            if (way, whom) in self._noted:
                return
            self._noted[way, whom] = now + seconds * SECOND_MS
        person, _ = known(self._context, username)
        event = SignInLockedOut("" if person is None else username, way, seconds)
        self._context.store.write(lambda tr: tr.record(event, actor))


class Pins:
    """Who may try a PIN now, and whether it is right."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._by_name = Tries(WRONG_PINS, LOCKED_S)
        self._by_machine = Tries(MACHINE_TRIES, MACHINE_WITHIN_S)
        self.lockouts = Lockouts(context)

    def sign_in(self, machine: int, username: str, pin: str) -> Proven:
        """The officer with this name and PIN. Raises `pin_failed`, `pin_locked`, `too_many_requests`.

        Five wrong PINs within five minutes lock the name for five minutes.
        """
        now = self._context.clock()
        if self._by_machine.take(machine, now):
            raise Refusal("too_many_requests")
        left_ms = self._by_name.take(username, now)
        if left_ms:
            raise Refusal("pin_locked", minutes=-(-left_ms // (60 * SECOND_MS)))
        try:
            proven = by_pin(self._context, username, pin)
        except Refusal:
            if self._by_name.used_up(username):
                self.lockouts.note(username, username, "pin", LOCKED_S, f"counter:{machine}")
            raise
        self._by_name.clear(username)
        return proven
