"""What a first box's folder keeps about second boxes: when each was last heard of. Not in a backup: it is no fact of the centre."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final

from server.core.standby import Heard
from server.store.private import private_files

_HEARD: Final = "standby-heard.part"


def keep_heard(folder: Path, boxes: Mapping[int, Heard]) -> None:
    """Remember each second box by its token, durably. Raises `OSError`."""
    draft = folder / f"{_HEARD}.part"
    with private_files(), draft.open("w", encoding="utf-8") as file:
        json.dump({str(token): asdict(box) for token, box in boxes.items()}, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / _HEARD)


def heard_of(folder: Path) -> dict[int, Heard]:
    """Each second box by its token; none where nothing is kept that can be read."""
    try:
        found = json.loads((folder / _HEARD).read_text("utf-8"))
        return {int(token): Heard(**box) for token, box in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
