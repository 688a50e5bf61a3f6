"""Tracking codes: what the slip's QR carries. Made from the ticket's id and a secret, so none is stored."""

import base64
import binascii
import hashlib
import hmac
from typing import Final

_ID_BYTES: Final = 5
_SEAL_BYTES: Final = 7


class TrackCodes:
    """Codes of 16 URL-safe characters; nobody can make one for another ticket without `secret`."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def code(self, ticket: int) -> str:
        """The tracking code of a ticket."""
        return base64.urlsafe_b64encode(self._seal(ticket) + ticket.to_bytes(_ID_BYTES, "big")).decode()

    def ticket(self, code: str) -> int | None:
        """The ticket's id; `None` for a code that this centre never gave."""
        try:
            raw = base64.b64decode(code, altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        if len(raw) != _SEAL_BYTES + _ID_BYTES:
            return None
        ticket = int.from_bytes(raw[_SEAL_BYTES:], "big")
        return ticket if hmac.compare_digest(raw[:_SEAL_BYTES], self._seal(ticket)) else None

    def _seal(self, ticket: int) -> bytes:
        return hashlib.blake2s(
            ticket.to_bytes(_ID_BYTES, "big"), key=self._secret, digest_size=_SEAL_BYTES
        ).digest()
