"""What became of a slip, and what that means for the person at the kiosk."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.texts import Text, joined


class PrintEnd(StrEnum):
    """The end of a print job.

    `failed` means that surely nothing was printed, so it is safe to print again. `unknown` means that the
    slip may be out, or may still come out (a printer prints what it holds after a new roll): a blind second
    try could hand one number to two people.
    """

    PRINTED = "printed"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a job ended as it did."""

    CONFIRMED = "confirmed"
    SENT = "sent"
    OUT_OF_PAPER = "out_of_paper"
    OFFLINE = "offline"
    ERROR = "error"
    PRINTER_BUSY = "printer_busy"
    CUT_OFF = "cut_off"
    NO_ANSWER = "no_answer"
    BAD_SLIP = "bad_slip"
    CRASHED = "crashed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended and why."""

    end: PrintEnd
    reason: Reason

    @property
    def text(self) -> Text:
        """What happened and what to do now, for the person at the kiosk, in both languages."""
        return joined(*self.parts)

    @property
    def cause(self) -> Text | None:
        """What went wrong; `None` if nothing did."""
        return _CAUSES.get(self.reason)

    @property
    def parts(self) -> tuple[Text, ...]:
        """The sentences of `text`, each to be translated by itself."""
        cause, advice = self.cause, _ADVICE[self.end]
        return (advice,) if cause is None else (cause, advice)


def printed(reason: Reason = Reason.CONFIRMED) -> Outcome:
    """The outcome of a printed job; `sent` if the printer cannot confirm it."""
    return Outcome(PrintEnd.PRINTED, reason)


def failed(reason: Reason) -> Outcome:
    """The outcome of a job when certainly nothing was printed."""
    return Outcome(PrintEnd.FAILED, reason)


def unknown(reason: Reason) -> Outcome:
    """The outcome of a job that may or may not be on paper."""
    return Outcome(PrintEnd.UNKNOWN, reason)


_ADVICE: dict[PrintEnd, Text] = {
    PrintEnd.PRINTED: {"vi": "Mời ông/bà lấy phiếu ở khe nhận phiếu.", "en": "Please take your slip."},
    PrintEnd.FAILED: {
        "vi": "Phiếu chưa được in. Số của ông/bà vẫn có giá trị: xin ghi nhớ số hoặc quét mã trên màn hình.",
        "en": "No slip was printed. Your number is valid: please remember it or scan the code on the screen.",
    },
    PrintEnd.UNKNOWN: {
        "vi": "Nếu không thấy phiếu, số vẫn có giá trị: xin ghi nhớ số hoặc quét mã trên màn hình.",
        "en": "If there is no slip, your number is valid: please remember it or scan the code on the screen.",
    },
}

_CAUSES: dict[Reason, Text] = {
    Reason.OUT_OF_PAPER: {"vi": "Máy in hết giấy.", "en": "The printer is out of paper."},
    Reason.OFFLINE: {"vi": "Không kết nối được máy in.", "en": "The printer cannot be reached."},
    Reason.ERROR: {"vi": "Máy in báo lỗi.", "en": "The printer reports an error."},
    Reason.PRINTER_BUSY: {"vi": "Máy in đang bận.", "en": "The printer is busy."},
    Reason.CUT_OFF: {"vi": "Máy in bị ngắt khi đang in.", "en": "The printer was cut off while printing."},
    Reason.NO_ANSWER: {"vi": "Máy in không trả lời.", "en": "The printer does not answer."},
    Reason.BAD_SLIP: {"vi": "Không tạo được phiếu in.", "en": "The slip could not be made."},
    Reason.CRASHED: {"vi": "Việc in gặp lỗi.", "en": "Printing went wrong."},
    Reason.STOPPED: {"vi": "Hệ thống đang dừng.", "en": "The system is stopping."},
}
