"""Which of two versions of the program is the newer one."""

import re
from typing import Final

_NUMBERS: Final = re.compile(r"(\d+)\.(\d+)(?:\.(\d+))?")


def is_newer(version: str, than: str) -> bool:
    """Whether a version like `0.3.0` is newer than another; an invalid version is not."""
    one, other = _numbers(version), _numbers(than)
    return one is not None and other is not None and one > other


def _numbers(version: str) -> tuple[int, ...] | None:
    found = _NUMBERS.match(version)
    return None if found is None else tuple(int(part or 0) for part in found.groups())
