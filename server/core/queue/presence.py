"""The presence code: four digits on the hall's screens, computed from a secret and the time, so that no code is stored."""

import hashlib
import hmac
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from server.core.units import MINUTE_MS

_DIGITS: Final = 4
_ACCEPTED: Final = 2
_REMEMBERED: Final = 12


class CodeCheck(StrEnum):
    """The result of checking an entered code."""

    RIGHT = "right"
    OLD = "old"
    WRONG = "wrong"


class Presence:
    """Codes that change every `minutes()`; with 0 no code is needed. Without `secret` nobody can predict one."""

    def __init__(self, secret: bytes, minutes: Callable[[], int]) -> None:
        self._secret, self._minutes = secret, minutes

    def code(self, now: int) -> str | None:
        """The code of this moment (UTC milliseconds); `None` when none is asked for."""
        slot_ms = self._slot_ms()
        return self._of(now // slot_ms) if slot_ms else None

    def check(self, said: str, now: int) -> CodeCheck:
        """Whether the entered code is the present or previous one; `OLD` for one of the last twelve."""
        slot_ms = self._slot_ms()
        if not slot_ms:
            return CodeCheck.RIGHT
        slot = now // slot_ms
        for back in range(_REMEMBERED):
            if hmac.compare_digest(self._of(slot - back).encode(), said.encode()):
                return CodeCheck.RIGHT if back < _ACCEPTED else CodeCheck.OLD
        return CodeCheck.WRONG

    def _slot_ms(self) -> int:
        return self._minutes() * MINUTE_MS

    def _of(self, slot: int) -> str:
        seal = hmac.digest(self._secret, str(slot).encode(), hashlib.sha256)
        return f"{int.from_bytes(seal[:8], 'big') % 10**_DIGITS:0{_DIGITS}d}"
