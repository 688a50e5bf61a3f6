"""A printer's status, in words that tell the staff what to do, and whether it can print in that status.

What else a state comes to is in `server/core/printers.py`, which a guard holds equal to this.
"""

from enum import StrEnum

from kiosk.texts import Text


class PrinterStatus(StrEnum):
    """What the printer said of itself when last asked."""

    READY = "ready"
    PAPER_LOW = "paper_low"
    OUT_OF_PAPER = "out_of_paper"
    OFFLINE = "offline"
    ERROR = "error"
    BUSY = "busy"
    UNHEARD = "unheard"

    @property
    def text(self) -> Text:
        """The status in both languages, with what to do now."""
        return _TEXTS[self]

    @property
    def can_print(self) -> bool:
        """Whether a job sent now will come out."""
        return self in {PrinterStatus.READY, PrinterStatus.PAPER_LOW, PrinterStatus.UNHEARD}


_TEXTS: dict[PrinterStatus, Text] = {
    PrinterStatus.READY: {"vi": "Máy in sẵn sàng.", "en": "The printer is ready."},
    PrinterStatus.PAPER_LOW: {
        "vi": "Máy in sắp hết giấy. Hãy chuẩn bị cuộn giấy mới.",
        "en": "The printer is low on paper. Have a new roll at hand.",
    },
    PrinterStatus.OUT_OF_PAPER: {
        "vi": "Máy in hết giấy. Hãy thay cuộn giấy mới.",
        "en": "The printer is out of paper. Put in a new roll.",
    },
    PrinterStatus.OFFLINE: {
        "vi": "Không kết nối được máy in. Hãy kiểm tra nguồn điện và dây cáp.",
        "en": "The printer cannot be reached. Check its power and its cable.",
    },
    PrinterStatus.ERROR: {
        "vi": "Máy in báo lỗi. Hãy đóng nắp, gỡ giấy kẹt, rồi tắt và bật lại máy.",
        "en": "The printer reports an error. Close its cover, clear any paper jam, then turn it off and on.",
    },
    PrinterStatus.UNHEARD: {
        "vi": "Máy in không cho biết tình trạng. Phiếu vẫn được in; hãy nhìn xem giấy có ra.",
        "en": "The printer does not tell how it is. Slips are printed; look whether paper comes out.",
    },
    PrinterStatus.BUSY: {
        "vi": "Máy in đang bận. Hãy chờ một lát.",
        "en": "The printer is busy. Wait a moment.",
    },
}
