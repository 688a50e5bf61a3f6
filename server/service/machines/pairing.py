"""Pairing: a machine without a token shows a short code, the manager confirms it, and the machine gets its token.

One way for every kind of machine. What is offered is kept in memory alone: after a restart each machine asks for a
new code by itself.
"""

import secrets
import threading
from dataclasses import dataclass
from typing import Final

from server.core.queue.halls import hall_shown
from server.core.refusal import Refusal
from server.core.screens.place import ScreenPlace
from server.service.context import Context
from server.service.machines.points import IN_A_HALL
from server.service.people.devices import (
    AT_A_COUNTER,
    DEVICE_KINDS,
    NewDevice,
    check_counter,
    checked_name,
    enrol,
)
from server.service.people.enrolment import first_page
from server.service.people.tokens import digest, new_token
from server.service.screens import screen_places
from server.store import Transaction

CODE_DIGITS: Final = 6
LASTS_S: Final = 600
MOST: Final = 200
MOST_BY_ADDRESS: Final = 10


@dataclass(frozen=True, slots=True)
class PairingOffer:
    """What a machine is told: the code to show, the secret to ask with, and until when (UTC milliseconds)."""

    code: str
    secret: str
    expires_at: int


@dataclass(frozen=True, slots=True)
class Asking:
    """A machine that shows a code: its kind, its network address, and until when (UTC milliseconds) the code is good."""

    code: str
    kind: str
    address: str
    expires_at: int


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What the manager makes of a machine; `place` is a screen's, and every screen needs one."""

    device: NewDevice
    place: ScreenPlace | None = None


@dataclass(slots=True)
class _Open:
    """One machine that waits. `token` is there once a manager has confirmed it, under `name`."""

    asking: Asking
    token: str | None = None
    next: str = ""
    name: str = ""


class Pairings:
    """The machines that wait to be paired."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._open: dict[bytes, _Open] = {}
        self._lock = threading.Lock()

    def begin(self, address: str, kind: str = screen_places.KIND) -> PairingOffer:
        """A new code for a machine of this kind at this network address. Raises `bad_request`, `too_many_requests`.

        Each address has a few codes at most: the oldest one makes room.
        """
        if kind not in DEVICE_KINDS:
            raise Refusal("bad_request", reason=f"kind: {' | '.join(DEVICE_KINDS)}")
        secret = secrets.token_urlsafe(32)
        with self._lock:
            self._forget()
            self._make_room(address)
            asking = Asking(self._free_code(), kind, address, self._context.clock() + LASTS_S * 1000)
            self._open[digest(secret)] = _Open(asking)
        return PairingOffer(asking.code, secret, asking.expires_at)

    def claim(self, secret: str) -> tuple[str, str] | None:
        """(token, first page) once a manager has confirmed the code; `None` before. Raises `unknown_pairing`.

        An answer that was lost on the way is given again until the code would have expired.
        """
        with self._lock:
            self._forget()
            found = self._open.get(digest(secret))
        if found is None:
            raise Refusal("unknown_pairing")
        return None if found.token is None else (found.token, found.next)

    def asking(self, code: str) -> Asking:
        """Which machine shows `code`, for the manager who typed it. Raises `unknown_pairing`, `pairing_used`."""
        with self._lock:
            return self._found(code).asking

    def accept(self, code: str, confirmed: Confirmed, actor: str) -> int:
        """Enrol the machine that shows `code`, as the manager confirmed it; returns the device.

        Raises `unknown_pairing`, `pairing_used`, `pairing_other_kind`, `bad_request`, `device_name_taken`,
        `unknown_counter` and what `server.core.screens.place.check_place` raises; the code then stays good.
        """
        new, place = _checked(self._context, confirmed), confirmed.place
        with self._lock:
            found = self._found(code)
            if found.asking.kind != new.kind:
                raise Refusal(
                    "pairing_other_kind",
                    asks=DEVICE_KINDS[found.asking.kind],
                    confirmed=DEVICE_KINDS[new.kind],
                )
            device, token = self._enrol(new, place, actor)
            found.token, found.name = token, new.name
            found.next = place.address if place is not None else first_page(new.kind)
        return device

    def _found(self, code: str) -> _Open:
        """Who shows this code and waits. Raises `unknown_pairing`, `pairing_used`."""
        self._forget()
        found = next((each for each in self._open.values() if each.asking.code == code), None)
        if found is None:
            raise Refusal("unknown_pairing")
        if found.token is not None:
            raise Refusal("pairing_used", name=found.name)
        return found

    def _enrol(self, new: NewDevice, place: ScreenPlace | None, actor: str) -> tuple[int, str]:
        token = new_token()

        def both(transaction: Transaction) -> int:
            device = enrol(transaction, new, token, actor)
            if place is not None:
                screen_places.record(transaction, device, place, actor)
            return device

        return self._context.store.write(both), token

    def _free_code(self) -> str:
        taken = {each.asking.code for each in self._open.values()}
        while (code := f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}") in taken:
            pass
        return code

    def _make_room(self, address: str) -> None:
        own = [
            key for key, each in self._open.items() if each.asking.address == address and each.token is None
        ]
        for key in own[: max(0, len(own) - MOST_BY_ADDRESS + 1)]:
            del self._open[key]
        if len(self._open) >= MOST:
            raise Refusal("too_many_requests")

    def _forget(self) -> None:
        now, most = self._context.clock(), LASTS_S * 1000
        self._open = {
            key: each for key, each in self._open.items() if 0 < each.asking.expires_at - now <= most
        }


def _checked(context: Context, confirmed: Confirmed) -> NewDevice:
    """The machine with its name written in one way, once all of it can be; see `Pairings.accept`."""
    new, place = confirmed.device, confirmed.place
    if new.kind not in DEVICE_KINDS or (place is not None) != (new.kind == screen_places.KIND):
        raise Refusal("bad_request", reason=f"kind: {' | '.join(DEVICE_KINDS)}")
    check_counter(context, new.counter)
    if place is not None:
        screen_places.check(context, place)
    counter = new.counter if new.kind in AT_A_COUNTER else None
    hall = new.hall if new.kind in IN_A_HALL else None
    if hall:
        hall_shown(context.centre.layout, hall)
    return NewDevice(new.kind, checked_name(new.name), counter, hall or None)
