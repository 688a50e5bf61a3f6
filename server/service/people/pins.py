"""Signing in by PIN at a counter machine, and with a password anywhere: a PIN has few digits, so it gets few tries.

A name is locked for five minutes at every machine; that never grows, so that a person with one machine cannot lock
officers out. The machine's own lock grows, up to a day: a stolen machine can try some twenty PINs on the first day, and
then one a day. Each lockout is one event.
"""

import threading
from collections import Counter
from collections.abc import Hashable

from server.core.events import SignInLockedOut, SignInReleased
from server.core.guessing import PINS, PINS_AT_A_MACHINE, TRIES_AT_A_MACHINE, Within
from server.core.people import Person
from server.core.refusal import Refusal
from server.core.roles import WITH_PIN
from server.core.units import MINUTE_MS, SECOND_MS
from server.service.context import Context
from server.service.people.brakes import Brake
from server.service.people.kept_tries import CountedTries, KeptTries
from server.service.people.sign_in import Proven, known, meant

_NAME, _MACHINE, _WRONG = "pin", "pin_machine", "pin_wrong"
"""What is kept over a restart, by these names. The ten tries a minute of a machine are not: a restart takes longer."""


class TriesWithin:
    """Counts tries by key, as many as `allowed` says within its time.

    Counted in memory; `facts` and `restore` carry it over a restart.
    """

    def __init__(self, allowed: Within) -> None:
        self._most = allowed.most
        self._within_ms = allowed.seconds * SECOND_MS
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

    def facts(self, key: Hashable) -> list[int]:
        """When tries were made for this key, to be restored."""
        with self._lock:
            return list(self._made.get(key, ()))

    def restore(self, key: Hashable, facts: list[int]) -> None:
        """Count on from what was counted before."""
        with self._lock:
            self._made[key] = list(facts)

    def clear(self, key: Hashable) -> None:
        """The last try was right: forget the wrong ones."""
        with self._lock:
            self._made.pop(key, None)

    def _forget(self, now: int) -> None:
        self._made = {
            key: kept for key, made in self._made.items() if (kept := self._still_counted(made, now))
        }

    def _still_counted(self, made: list[int], now: int) -> list[int]:
        fresh = [at for at in made if 0 <= now - at < self._within_ms]
        return made if fresh and len(made) >= self._most else fresh


def check_pin(context: Context, username: str, pin: str) -> Person:
    """The officer with this name and PIN. Raises `pin_failed`, equally slowly for either; `account_off`.

    How often somebody may try is for `Pins` to say. Only an officer has a PIN: four digits do not guard what
    others may do.
    """
    return by_pin(context, username, pin).person


def by_pin(context: Context, username: str, pin: str) -> Proven:
    """The same, ready for a session to begin."""
    person, secrets = known(context, username)
    if (
        not context.passwords.matches(secrets.pin_hash if secrets else None, pin)
        or person is None
        or person.role not in WITH_PIN
    ):
        raise Refusal("pin_failed")
    if not person.active:
        raise Refusal("account_off")
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
        event = SignInLockedOut("" if person is None else person.username, way, seconds)
        self._context.store.write(lambda tr: tr.record(event, actor))


class Pins:
    """Who may try a PIN now, and whether it is right."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._by_name = TriesWithin(PINS)
        self._by_machine = TriesWithin(TRIES_AT_A_MACHINE)
        self._machine = Brake(PINS_AT_A_MACHINE)
        self._wrong: dict[int, Counter[str]] = {}
        self.lockouts = Lockouts(context)
        self._stored = KeptTries(context)
        self._restore()

    def sign_in(self, machine: int, username: str, pin: str) -> Proven:
        """The officer with this name and PIN. Raises `pin_failed`, `account_off` and what `_check_tries` raises."""
        username = meant(self._context, username)
        self._check_tries(machine, username)
        try:
            proven = by_pin(self._context, username, pin)
        except Refusal:
            self._wrong.setdefault(machine, Counter())[username] += 1
            self._note(machine, username)
            self._keep(machine, [username])
            raise
        self._by_name.clear(username)
        forgiven = self._wrong.get(machine, Counter()).pop(username, 0)
        self._machine.forgive(machine, 1 + forgiven)
        if forgiven:
            self._keep(machine, [username])
        return proven

    def locked(self, machine: int) -> bool:
        """Whether this machine takes no PINs now, or none for a name that was tried at it."""
        names = list(self._wrong.get(machine, ()))
        now = self._context.clock()
        return bool(self._machine.left(machine, now)) or any(map(self._by_name.used_up, names))

    def release(self, machine: int, actor: str) -> None:
        """Forget the wrong PINs of this machine, and the locks of the names that were tried at it."""
        self._context.store.write(lambda tr: tr.record(SignInReleased(machine), actor))
        self._machine.clear(machine)
        self._by_machine.clear(machine)
        names = list(self._wrong.pop(machine, Counter()))
        for username in names:
            self._by_name.clear(username)
        self._keep(machine, names)

    def _restore(self) -> None:
        for username, made in self._stored.load(_NAME).items():
            self._by_name.restore(username, made)
        for machine, facts in self._stored.load(_MACHINE).items():
            self._machine.restore(int(machine), facts)
        for machine, wrong in self._stored.load(_WRONG).items():
            self._wrong[int(machine)] = Counter(wrong)

    def _keep(self, machine: int, names: list[str]) -> None:
        """Write what is counted now for this machine and for these names, as far as somebody has them."""
        wrong = {
            name: n
            for name, n in list(self._wrong.get(machine, Counter()).items())
            if self._is_somebodys(name)
        }
        counted = [
            CountedTries(_NAME, name, self._by_name.facts(name)) for name in names if self._is_somebodys(name)
        ]
        counted.append(CountedTries(_MACHINE, str(machine), self._machine.facts(machine)))
        counted.append(CountedTries(_WRONG, str(machine), wrong))
        self._stored.keep(counted)

    def _is_somebodys(self, username: str) -> bool:
        return known(self._context, username)[0] is not None

    def _check_tries(self, machine: int, username: str) -> None:
        """Raise `too_many_requests`, `pin_machine_locked`, `pin_locked`.

        Five wrong PINs within five minutes lock the name for five minutes. Right PINs forgive the wrong ones of
        their own name alone: who has one cannot go on guessing those of others.
        """
        now = self._context.clock()
        if self._by_machine.take(machine, now):
            raise Refusal("too_many_requests")
        left_ms = self._machine.left(machine, now)
        if left_ms:
            raise Refusal("pin_machine_locked", minutes=-(-left_ms // MINUTE_MS))
        left_ms = self._by_name.take(username, now)
        if left_ms:
            raise Refusal("pin_locked", minutes=-(-left_ms // MINUTE_MS))
        self._machine.take(machine, now)

    def _note(self, machine: int, username: str) -> None:
        actor = f"counter:{machine}"
        if self._by_name.used_up(username):
            self.lockouts.note(username, username, "pin", PINS.seconds, actor)
        left_ms = self._machine.left(machine, self._context.clock())
        if left_ms:
            self.lockouts.note(actor, username, "pin_machine", left_ms // SECOND_MS, actor)
