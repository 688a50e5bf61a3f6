"""The state of the line to the city, kept in the data folder: it survives a restart, and the doctor can read it without the server."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from server.core.files import CITY_HEARD
from server.core.link.now import CatalogueNow, LinkNow, Parted, Trouble
from server.core.units import MINUTE_MS
from server.link.joined import write_private

_KEPT_MS: Final = MINUTE_MS
"""It is written at least this often while the city answers."""
_PARTS: Final[Mapping[str, Callable[..., Any]]] = {
    "trouble": Trouble,
    "parted": Parted,
    "catalogue": CatalogueNow,
}


def kept(folder: Path) -> LinkNow | None:
    """The last written state of the line; `None` if no readable one is kept."""
    try:
        facts = json.loads((folder / CITY_HEARD).read_text(encoding="utf-8"))
        parts = {name: make(**facts[name]) for name, make in _PARTS.items() if facts[name] is not None}
        return LinkNow(**(facts | parts))
    except (OSError, ValueError, TypeError, KeyError):
        return None


class Kept:
    """Writes the state of the line into the data folder. Only one thread uses it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before: LinkNow | None = None
        self._at = 0

    def since_before(self, now: LinkNow) -> LinkNow:
        """The state of a new line, with the time when the city was last heard before this start."""
        before = kept(self._folder)
        same = before is not None and (before.city, before.joined_at) == (now.city, now.joined_at)
        return replace(now, heard_at=before.heard_at) if before is not None and same else now

    def keep(self, now: LinkNow, at: int, *, closing: bool = False) -> None:
        """Write the state when it matters: when a trouble begins, changes or ends, after some time, and at the end.

        A folder that cannot be written is reported elsewhere; rows are still sent to the city.
        """
        matters = closing or self._before is None or not _alike(self._before, now)
        if not matters and 0 <= at - self._at < _KEPT_MS:
            return
        with suppress(OSError):
            write_private(self._folder, CITY_HEARD, asdict(now))
        self._before, self._at = now, at


def _alike(before: LinkNow, now: LinkNow) -> bool:
    return (before.trouble, before.parted, before.catalogue) == (now.trouble, now.parted, now.catalogue)
