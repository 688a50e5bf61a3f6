"""A digest of the journal as people write it down and type it in again: `1234:9f3a 11c2 0b7d 44e1 …`."""

import re
from dataclasses import dataclass
from typing import Final

SHORTEST: Final = 16
"""So many hexadecimal digits of it must be written down: nobody makes another journal that begins with the same ones."""
_LONGEST: Final = 64
_GROUP: Final = 4
_WRITTEN: Final = re.compile(rf"([1-9][0-9]{{0,17}}):([0-9a-f]{{{SHORTEST},{_LONGEST}}})")


@dataclass(frozen=True, slots=True)
class WrittenDown:
    """What somebody wrote down: the row `seq`, and at least the first `SHORTEST` hexadecimal digits of its digest."""

    seq: int
    start: str


def grouped(digest: bytes) -> str:
    """A digest in hexadecimal, in groups of four."""
    text = digest.hex()
    return " ".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def written_down(text: str) -> WrittenDown | None:
    """What `1234:9f3a11c2…` says; `None` when that cannot be read.

    Spaces, capitals and the points or commas of a large number do not count.
    """
    row, colon, start = re.sub(r"\s", "", text).lower().partition(":")
    found = _WRITTEN.fullmatch(re.sub("[.,]", "", row) + colon + start)
    return None if found is None else WrittenDown(int(found[1]), found[2])
