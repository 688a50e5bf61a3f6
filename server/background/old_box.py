"""The old first box after a takeover that it did not notice: when it is back, it is told to give no more numbers."""

from pathlib import Path
from typing import Final

import structlog

from server.background.standby_line import HttpLine, LineBroken, Refused
from server.store.standby.state import keep_replaced, replaced

_EVERY: Final = 5
"""The number of looks between two tries."""
_log = structlog.get_logger(__name__)


class OldBox:
    """What `goiso standby takeover` left in the data folder if the first box did not answer; nothing if it did."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._looks = 0

    def look(self) -> None:
        """Tell the old box if it answers now."""
        self._looks += 1
        if self._looks % _EVERY != 1 or (first := replaced(self._data)) is None:
            return
        try:
            row = {"seq": first.row.seq, "digest": first.row.digest.hex()}
            HttpLine(first.of, first.token).ask("takeover", row)
        except (LineBroken, Refused) as error:
            _log.debug("old_box_not_told", of=first.of, said=str(error))
            return
        keep_replaced(self._data, None)
        _log.warning("old_box_told", of=first.of)
