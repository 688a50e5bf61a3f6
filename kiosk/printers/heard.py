"""Which questions a printer can answer, found out by asking it; forgotten when the program ends."""

from dataclasses import dataclass
from typing import Final

from kiosk.status import PrinterStatus
from kiosk.texts import Text


@dataclass(slots=True)
class Heard:
    """What one printer has answered; `None` until it was asked.

    `status` says whether it answers DLE EOT with anything that helps, `done` whether it answers GS r; after
    `nonsense`, bytes that answer nothing, its word is not taken for GS r either. Over a line that is `one_way`
    nothing can be asked.
    """

    status: bool | None = None
    done: bool | None = None
    nonsense: bool = False
    one_way: bool = False

    def status_of(self, told: PrinterStatus) -> PrinterStatus:
        """What a complete answer means. From a printer that has only ever said "offline", without a reason, it means nothing."""
        if told is PrinterStatus.OFFLINE and not self.status:
            return PrinterStatus.UNHEARD
        self.status, self.nonsense = True, False
        return told

    @property
    def texts(self) -> tuple[Text, ...]:
        """What it can answer and what that means for slips, one sentence each."""
        if self.one_way:
            return (_ONE_WAY,)
        told = (_STATUS[self.status], _DONE[self.done])
        return (*told, _NONSENSE) if self.nonsense else told


_ONE_WAY: Final[Text] = {
    "vi": "Đường nối này chỉ gửi đi: không hỏi được máy in. Phiếu đã gửi được coi là đã in.",
    "en": "This line only sends: the printer cannot be asked. A slip counts as printed once it is sent.",
}
_STATUS: Final[dict[bool | None, Text]] = {
    True: {
        "vi": "DLE EOT (tình trạng): có trả lời. Hết giấy, mở nắp, lỗi được báo trước khi in.",
        "en": "DLE EOT (status): answers. No paper, an open cover and errors are told before printing.",
    },
    False: {
        "vi": "DLE EOT (tình trạng): không trả lời. Hết giấy hay mở nắp thì phải tự nhìn.",
        "en": "DLE EOT (status): no answer. Look yourself whether paper is out or the cover open.",
    },
    None: {"vi": "DLE EOT (tình trạng): chưa hỏi.", "en": "DLE EOT (status): not asked yet."},
}
_DONE: Final[dict[bool | None, Text]] = {
    True: {
        "vi": "GS r (in xong): có trả lời. Máy in xác nhận từng phiếu.",
        "en": "GS r (slip done): answers. The printer confirms each slip.",
    },
    False: {
        "vi": "GS r (in xong): không trả lời. Phiếu đã gửi được coi là đã in.",
        "en": "GS r (slip done): no answer. A slip counts as printed once it is sent.",
    },
    None: {"vi": "GS r (in xong): chưa hỏi.", "en": "GS r (slip done): not asked yet."},
}
_NONSENSE: Final[Text] = {
    "vi": "Máy in gửi lại các byte không phải câu trả lời; chúng bị bỏ qua.",
    "en": "The printer sends bytes that answer nothing; they are passed over.",
}
