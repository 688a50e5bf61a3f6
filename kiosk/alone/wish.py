"""What a touch asks for."""

import hashlib
from dataclasses import dataclass
from typing import Any, Final

from kiosk.alone.rules import Read

_KEPT: Final = ("field", "procedure", "priority", "language", "dossiers")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants: the `key` of the touch, a digest of its body, and what of it the number keeps.

    `card_shown` says that a citizen's card was scanned for it.
    """

    key: str
    request: bytes
    asked: dict[str, Any]
    card_shown: bool = False


def read_wish(key: str, body: bytes, read: Read) -> Wish:
    """The wish of a touch; a number whose wish the server refuses could never join. Raises `WrongWish`."""
    said = read(key, body)
    return Wish(
        key,
        digest(body),
        {name: said[name] for name in _KEPT if name != "dossiers" or said.get(name) is not None},
        said.get("card") is not None,
    )


def digest(body: bytes) -> bytes:
    """What stands for a body, to tell a repeat from another wish under the same key."""
    return hashlib.sha256(body).digest()
