"""Who made a release: the server signs it with its own key, and a box trusts the first key that it saw.

Anybody in the network may stand in the server's place where there is no HTTPS; a digest alone says nothing of that.
"""

import base64
import hashlib
from typing import Final

from kiosk.alone.memory import Memory

_PURPOSE: Final = b"goiso release\n"
_FACT: Final = "release_key"


class Stranger(Exception):
    """The release is not signed with the first key that this box saw."""


def signed(secret: bytes, text: bytes) -> dict[str, str]:
    """The signature of a text and the key to check it by, both in base64; `secret` is kept by the server alone."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - 8 MB that few servers need

    key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(_PURPOSE + secret).digest())
    return {
        "key": base64.b64encode(key.public_key().public_bytes_raw()).decode(),
        "signature": base64.b64encode(key.sign(_PURPOSE + text)).decode(),
    }


def must_be_signed(memory: Memory, token: str, key: str, signature: str, text: bytes) -> None:
    """Raise `Stranger` unless a text is signed with the key that this box met first under its token.

    A box that a person enrols again has a new token, and trusts the next key that it sees.
    """
    under = hashlib.sha256(token.encode()).hexdigest()
    known = memory.fact(_FACT)
    if known is None or known["under"] != under:
        _must_fit(key, signature, text)
        memory.keep(**{_FACT: {"key": key, "under": under}})
        return
    if known["key"] != key:
        raise Stranger("another key")
    _must_fit(key, signature, text)


def _must_fit(key: str, signature: str, text: bytes) -> None:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - 8 MB for once in a release
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
        public.verify(base64.b64decode(signature, validate=True), _PURPOSE + text)
    except (ValueError, InvalidSignature) as error:
        raise Stranger("no valid signature") from error
