"""The first box after a takeover that it did not hear of: once it is there again it is told to give nothing more."""

import json
from pathlib import Path
from typing import Any, Final

import structlog

from server.background.standby_line import HttpLine, LineBroken, Refused
from server.service.standby.handing_over import REPLACED

_EVERY: Final = 5
"""It is asked every so many looks."""
_log = structlog.get_logger(__name__)


class OldBox:
    """What `goiso standby takeover` has left in the data folder of a first box that did not answer; nothing, where it did."""

    def __init__(self, data: Path) -> None:
        self._path = data / REPLACED
        self._looks = 0
        self._line: HttpLine | None = None

    def look(self) -> None:
        """Tell it, if it answers now."""
        self._looks += 1
        if self._looks % _EVERY != 1 or not self._path.exists():
            return
        told: dict[str, Any] = json.loads(self._path.read_text("utf-8"))
        self._line = self._line or HttpLine(told["of"], told["token"])
        try:
            self._line.ask("takeover", {"seq": told["seq"], "digest": told["digest"]})
        except (LineBroken, Refused) as error:
            _log.debug("old_box_not_told", of=told["of"], said=str(error))
            return
        self._path.unlink()
        _log.warning("old_box_told", of=told["of"])
