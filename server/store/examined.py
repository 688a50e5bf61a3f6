"""What the doctor has found to be right, kept beside the database: the next backup need not find it out again."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from server.core.differences import NO_SENSE
from server.core.files import EXAMINED
from server.core.units import HOUR_MS
from server.store.private import private_files

_WHOLE_AGAIN_MS: Final = 30 * 24 * HOUR_MS


@dataclass(frozen=True, slots=True)
class Examined:
    """An examination that found nothing, by the program `version` (`program.py`: with a fingerprint of its code).

    The journal ended with row `seq`, whose digest is `digest`; `days` are the days that were over, each with the
    digest over its rows (`day_digests`). `whole_at` is when all of the journal was replayed last, UTC milliseconds.
    """

    version: str
    whole_at: int
    seq: int
    digest: str
    days: Mapping[str, str] = field(default_factory=dict)

    def counts(self, version: str, now: int) -> bool:
        """Whether it still spares anything at `now`: it is this version's, and no month has passed."""
        return self.version == version and 0 <= now - self.whole_at < _WHOLE_AGAIN_MS


def read(folder: Path) -> Examined | None:
    """What is kept of the last examination; `None` where nothing is, or nothing that makes sense."""
    try:
        found = Examined(**json.loads((folder / EXAMINED).read_text(encoding="utf-8")))
        bytes.fromhex(found.digest)
        return found if _has_its_types(found) else None
    except (OSError, *NO_SENSE):
        return None


def _has_its_types(found: Examined) -> bool:
    numbers = isinstance(found.seq, int) and isinstance(found.whole_at, int)
    return numbers and isinstance(found.days, dict)


def keep(folder: Path, examined: Examined) -> None:
    """Keep it there. Where nothing can be written, the next examination takes as long as this one."""
    draft = folder / f"{EXAMINED}.part"
    with suppress(OSError), private_files():
        draft.write_text(json.dumps(asdict(examined)), encoding="utf-8")
        draft.replace(folder / EXAMINED)
