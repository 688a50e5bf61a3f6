"""The test slip: its content, and its result in words for the people who look after the printer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kiosk.outcome import Outcome, PrintEnd, Reason
from kiosk.texts import Text, joined


@dataclass(frozen=True, slots=True)
class TrialSlip:
    """What one test slip says: whose it is, on which printer, when, an address to scan, what the printer answers.

    `printed_at` is aware, in the centre's zone.
    """

    centre: str
    printer: str
    printed_at: datetime
    url: str
    heard: tuple[Text, ...]

    @property
    def number(self) -> str:
        """Its name in lists of slips."""
        return "Phiếu thử"


def told(outcome: Outcome) -> Text:
    """What became of a test slip and what to do now."""
    if outcome.end is PrintEnd.PRINTED:
        return _SENT if outcome.reason is Reason.SENT else _CONFIRMED
    now = _UNKNOWN if outcome.end is PrintEnd.UNKNOWN else _CURES.get(outcome.reason, _AGAIN)
    return now if outcome.cause is None else joined(outcome.cause, now)


_CONFIRMED: Final[Text] = {
    "vi": "Máy in xác nhận đã in xong phiếu thử. Hãy xem thước có đủ hai vạch ngoài cùng, chữ có đủ dấu, mã có quét được.",
    "en": "The printer confirms the test slip. Look whether both outermost marks of the ruler are there, the letters have "
    "all their marks, and the code can be scanned.",
}
_SENT: Final[Text] = {
    "vi": "Phiếu thử đã gửi đi; máy in này không xác nhận được. Hãy nhìn xem phiếu có ra không; nếu không, kiểm tra "
    "nguồn điện, dây cáp, giấy, rồi in thử lại.",
    "en": "The test slip was sent; this printer cannot confirm it. Look whether it came out; if not, check power, cable and "
    "paper, and print again.",
}
_UNKNOWN: Final[Text] = {
    "vi": "Chưa rõ phiếu thử đã ra hay chưa. Hãy nhìn khe nhận phiếu; nếu không có phiếu, tắt và bật lại máy in rồi in thử lại.",
    "en": "It is not known whether the test slip came out. Look at the slot; if it is not there, turn the printer off and "
    "on, and print again.",
}
_AGAIN: Final[Text] = {
    "vi": "Phiếu thử chưa được in. Hãy in thử lại; nếu vẫn không được, nhờ người phụ trách kỹ thuật.",
    "en": "The test slip was not printed. Print again; if it fails again, ask whoever looks after the machines.",
}
_CURES: Final[Mapping[Reason, Text]] = {
    Reason.OUT_OF_PAPER: {
        "vi": "Phiếu thử chưa được in. Hãy thay cuộn giấy mới, đóng nắp, rồi in thử lại.",
        "en": "The test slip was not printed. Put in a new roll, close the cover, and print again.",
    },
    Reason.OFFLINE: {
        "vi": "Phiếu thử chưa được in. Hãy kiểm tra nguồn điện, dây cáp và địa chỉ máy in, rồi in thử lại.",
        "en": "The test slip was not printed. Check the printer's power, cable and address, and print again.",
    },
    Reason.ERROR: {
        "vi": "Phiếu thử chưa được in. Hãy đóng nắp, gỡ giấy kẹt, tắt và bật lại máy in, rồi in thử lại.",
        "en": "The test slip was not printed. Close the cover, clear any paper jam, turn the printer off and on, and print again.",
    },
    Reason.PRINTER_BUSY: {
        "vi": "Phiếu thử chưa được in. Hãy chờ máy in xong việc đang làm, rồi in thử lại.",
        "en": "The test slip was not printed. Wait until the printer has finished, and print again.",
    },
}
