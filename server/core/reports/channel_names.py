"""Where numbers are taken, as people call it."""

from collections.abc import Mapping
from typing import Final

from server.core.model import Channel
from server.core.texts import BothTexts

CHANNELS: Final[Mapping[str, BothTexts]] = {
    Channel.KIOSK: BothTexts("Máy lấy số", "Kiosk"),
    Channel.HELPER: BothTexts("Người hướng dẫn", "Helper"),
    Channel.OFFICER: BothTexts("Công chức", "Officer"),
    Channel.PHONE: BothTexts("Điện thoại", "Phone"),
    Channel.PAPER: BothTexts("Số giấy", "Paper"),
}
