"""Reading the files again, for the pages that are made here: they need no database."""

import json
from pathlib import Path
from typing import Any


def read(folder: Path, name: str) -> dict[str, Any] | None:
    """The content of a file; `None` if there is none. Raises `Unreadable` if it is not a JSON object."""
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
