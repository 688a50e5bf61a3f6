"""What the doctor has found to be right, kept beside the database: the next backup need not find it out again."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Final

from server.core.differences import NO_SENSE
from server.core.files import EXAMINED
from server.core.units import HOUR_MS
from server.store.private import private_files

_AGAIN_MS: Final = 30 * 24 * HOUR_MS
"""No day is spared for longer; what is due is spread over all backups of that time."""

Day = tuple[str, int]
"""A day that was over: the digest over its rows (`day_digests`), and when its steps were replayed, UTC milliseconds."""


@dataclass(frozen=True, slots=True)
class Examined:
    """An examination that found nothing, by the program `version` (`program.py`: with a fingerprint of its code).

    It was at `at`, UTC milliseconds. The journal ended with row `seq`, whose digest is `digest`; `days` are the days that were over,
    `groups` the digests over what was put together of them (`group_digests`).
    """

    version: str
    at: int
    seq: int
    digest: str
    days: Mapping[str, Day] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)

    def counts(self, version: str, now: int) -> bool:
        """Whether it still spares anything at `now`: it is this version's, and not of a clock that was ahead."""
        return self.version == version and 0 <= now - self.at < _AGAIN_MS

    def spared(self, now: int) -> frozenset[str]:
        """The days that need not be replayed again at `now`.

        Of the others are so many, those replayed longest ago first, as the time since then is a part of the longest.
        """
        oldest = sorted(self.days, key=lambda day: (self.days[day][1], day))
        due = -(-len(oldest) * (now - self.at) // _AGAIN_MS)
        return frozenset(day for day in oldest[due:] if 0 <= now - self.days[day][1] < _AGAIN_MS)


def read(folder: Path) -> Examined | None:
    """What is kept of the last examination; `None` where nothing is, or nothing that makes sense."""
    try:
        found = Examined(**json.loads((folder / EXAMINED).read_text(encoding="utf-8")))
        bytes.fromhex(found.digest)
        if not _has_its_types(found):
            return None
        return replace(found, days={day: (digest, at) for day, (digest, at) in found.days.items()})
    except (OSError, *NO_SENSE):
        return None


def program_of(folder: Path) -> str | None:
    """The version of the program that examined last, as `0.2.0`; `None` where none did. Whatever else a newer one keeps there is passed over."""
    try:
        said = json.loads((folder / EXAMINED).read_text(encoding="utf-8"))["version"]
        return str(said.partition("+")[0])
    except (OSError, AttributeError, *NO_SENSE):
        return None


def _has_its_types(found: Examined) -> bool:
    numbers = isinstance(found.seq, int) and isinstance(found.at, int)
    days = isinstance(found.days, dict) and all(map(_is_day, found.days.values()))
    groups = isinstance(found.groups, dict) and all(
        isinstance(digest, str) for digest in found.groups.values()
    )
    return numbers and days and groups


def _is_day(day: object) -> bool:
    match day:
        case [str(), int()]:
            return True
        case _:
            return False


def keep(folder: Path, examined: Examined) -> None:
    """Keep it there. Where nothing can be written, the next examination takes as long as this one."""
    draft = folder / f"{EXAMINED}.part"
    with suppress(OSError), private_files():
        draft.write_text(json.dumps(asdict(examined)), encoding="utf-8")
        draft.replace(folder / EXAMINED)
