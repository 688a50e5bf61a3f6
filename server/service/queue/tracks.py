"""Tracking codes: what the slip's QR carries. Made from the ticket's id and a secret, so none is stored."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from typing import Final

_ID_BYTES: Final = 5
_SEAL_BYTES: Final = 7
_PERSON_BYTES: Final = 8


class TrackCodes:
    """Codes of 16 URL-safe characters; nobody can make one for another ticket without `secret`.

    `restores` are the `seq` and the digest of each entry from which on the data go on after a backup, in order. Ids that
    were given after that backup are given again: slips from then open nothing, since their seals lack the digest.
    """

    def __init__(self, secret: bytes, restores: Sequence[tuple[int, bytes]] = ()) -> None:
        self._secret = secret
        self._restores = restores

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
        told = ticket.to_bytes(_ID_BYTES, "big")
        since = next(
            (digest[:_PERSON_BYTES] for seq, digest in reversed(self._restores) if seq < ticket), b""
        )
        return hashlib.blake2s(told, key=self._secret, digest_size=_SEAL_BYTES, person=since).digest()
