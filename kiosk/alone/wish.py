"""What a touch asks for."""

import hashlib
from dataclasses import dataclass
from typing import Any, Final

from kiosk.alone.rules import Read

_KEPT: Final = ("field", "procedure", "priority", "language", "dossiers")


@dataclass(frozen=True, slots=True)
class Wish:
    """A request for a number: the `key` of the touch, a digest of its body, and the parts that the number keeps.

    `card_shown` says that a citizen's card was scanned for it.
    """

    key: str
    request: bytes
    asked: dict[str, Any]
    card_shown: bool = False


def read_wish(key: str, body: bytes, read: Read) -> Wish:
    """Read a touch and check it: a number from a request that the server refuses could never join. Raises `WrongWish`."""
    said = read(key, body)
    return Wish(
        key,
        digest(body),
        {name: said[name] for name in _KEPT if name != "dossiers" or said.get(name) is not None},
        said.get("card") is not None,
    )


def digest(body: bytes) -> bytes:
    """A digest of a body, to tell a repeat from another request with the same key."""
    return hashlib.sha256(body).digest()
