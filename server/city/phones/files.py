"""Reading the files again, for the pages that are made here: they need no database."""

import json
from pathlib import Path
from typing import Any


def read(folder: Path, name: str) -> dict[str, Any] | None:
    """What a file says; `None` where there is none. Raises `Unreadable` for one that is no object of JSON."""
    try:
        found = json.loads((folder / f"{name}.json").read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise Unreadable(name) from error
    if not isinstance(found, dict):
        raise Unreadable(name)
    return found


class Unreadable(Exception):
    """The file is there and cannot be read: it will be written again within a minute."""
