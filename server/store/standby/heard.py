"""What a first box's folder keeps about second boxes: when each was last heard of. Not in a backup: it is no fact of the centre."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final

from server.core.standby import HeardBox

_HEARD: Final = "standby-heard.part"
_OWNER: Final = 0o600


def keep_heard(folder: Path, boxes: Mapping[int, HeardBox]) -> None:
    """Remember each second box by its token, durably, for the folder's owner alone. Raises `OSError`."""
    draft = folder / f"{_HEARD}.part"
    with open(draft, "w", encoding="utf-8", opener=_for_owner) as file:
        json.dump({str(token): asdict(box) for token, box in boxes.items()}, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / _HEARD)


def _for_owner(path: str, flags: int) -> int:
    """What the process makes meanwhile is left as it is, which the umask would not be."""
    return os.open(path, flags, _OWNER)


def heard_of(folder: Path) -> dict[int, HeardBox]:
    """Each second box by its token; empty if nothing readable is kept."""
    try:
        found = json.loads((folder / _HEARD).read_text("utf-8"))
        return {int(token): HeardBox(**box) for token, box in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
