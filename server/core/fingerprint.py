"""One short text for many files: it changes if any of them is changed, renamed, added or removed."""

import hashlib
from collections.abc import Iterable


def fingerprint(files: Iterable[tuple[str, bytes]], digits: int) -> str:
    """So many hexadecimal digits for files, each with its name, in this order."""
    digest = hashlib.sha256()
    for name, content in files:
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:digits]
