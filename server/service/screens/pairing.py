"""Pairing: a screen without a token shows a short code, the manager types it, and the screen gets its token.

What is offered is kept in memory alone: after a restart each screen asks for a new code by itself.
"""

import secrets
import threading
from dataclasses import dataclass
from typing import Final

from server.core.refusal import Refusal
from server.core.screens.place import ScreenPlace
from server.service.context import Context
from server.service.people.devices import check_name, enrol
from server.service.people.tokens import digest
from server.service.screens import places
from server.store import Transaction

CODE_DIGITS: Final = 6
LASTS_S: Final = 600
MOST: Final = 200
MOST_BY_ADDRESS: Final = 10


@dataclass(frozen=True, slots=True)
class Offer:
    """What a screen is told: the code to show, the secret to ask with, and until when (UTC milliseconds)."""

    code: str
    secret: str
    expires_at: int


@dataclass(slots=True)
class _Open:
    """One screen that waits. `token` is there once a manager has typed the code."""

    code: str
    address: str
    expires_at: int
    token: str | None = None
    next: str = ""


class Pairings:
    """The screens that wait to be paired."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._open: dict[bytes, _Open] = {}
        self._lock = threading.Lock()

    def begin(self, address: str) -> Offer:
        """A new code for a screen at this network address. Raises `too_many_requests`.

        Each address has a few codes at most: the oldest one makes room.
        """
        secret = secrets.token_urlsafe(32)
        with self._lock:
            self._forget()
            self._make_room(address)
            offer = _Open(self._free_code(), address, self._context.clock() + LASTS_S * 1000)
            self._open[digest(secret)] = offer
        return Offer(offer.code, secret, offer.expires_at)

    def claim(self, secret: str) -> tuple[str, str] | None:
        """(token, first page) once a manager has typed the code; `None` before. Raises `unknown_pairing`.

        An answer that was lost on the way is given again until the code would have expired.
        """
        with self._lock:
            self._forget()
            found = self._open.get(digest(secret))
        if found is None:
            raise Refusal("unknown_pairing")
        return None if found.token is None else (found.token, found.next)

    def accept(self, code: str, name: str, place: ScreenPlace, actor: str) -> int:
        """Enrol the screen that shows `code` and give it its place; answers the device.

        Raises `unknown_pairing`, `device_name_taken` and what `server.core.screens.place.check_place` raises.
        """
        places.check(self._context, place)
        with self._lock:
            self._forget()
            found = next((o for o in self._open.values() if o.code == code and o.token is None), None)
            if found is None:
                raise Refusal("unknown_pairing")
            device, token = self._enrol(name, place, actor)
            found.token, found.next = token, place.address
        return device

    def _enrol(self, name: str, place: ScreenPlace, actor: str) -> tuple[int, str]:
        token = secrets.token_urlsafe(32)

        def both(transaction: Transaction) -> int:
            check_name(transaction, places.KIND, name)
            device = enrol(transaction, places.KIND, name, token, actor)
            places.record(transaction, device, place, actor)
            return device

        return self._context.store.write(both), token

    def _free_code(self) -> str:
        taken = {offer.code for offer in self._open.values()}
        while (code := f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}") in taken:
            pass
        return code

    def _make_room(self, address: str) -> None:
        own = [key for key, offer in self._open.items() if offer.address == address and offer.token is None]
        for key in own[: max(0, len(own) - MOST_BY_ADDRESS + 1)]:
            del self._open[key]
        if len(self._open) >= MOST:
            raise Refusal("too_many_requests")

    def _forget(self) -> None:
        now, most = self._context.clock(), LASTS_S * 1000
        self._open = {key: offer for key, offer in self._open.items() if 0 < offer.expires_at - now <= most}
