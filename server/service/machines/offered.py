"""The release that kiosks' boxes are offered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offered:
    """The version, its wheels (name, size in bytes, SHA-256 in hexadecimal), and by whom it is signed; without files there is none."""

    version: str
    files: Sequence[Mapping[str, str | int]]
    key: str
    signature: str
