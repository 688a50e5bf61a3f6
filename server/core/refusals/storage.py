"""The machine: its disk, its data file, faults of the server."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

_ASK_A_HELPER: Final = BothTexts("Vui lòng nhờ người hướng dẫn giúp.", "Please ask a helper.")
_TELL_THE_TECHNICIAN: Final = BothTexts(
    "Báo cho người phụ trách kỹ thuật. Các số đã cấp vẫn còn nguyên.",
    "Tell the technician. Numbers already given are safe.",
)

STORAGE: Final[Mapping[str, Kind]] = {
    "storage_full": Kind(
        507,
        BothTexts("Ổ đĩa đầy", "The disk is full"),
        BothTexts(
            "Không ghi được vì ổ đĩa đã đầy; chưa có gì thay đổi.", "The disk is full; nothing was changed."
        ),
        _TELL_THE_TECHNICIAN,
    ),
    "storage_readonly": Kind(
        503,
        BothTexts("Không ghi được dữ liệu", "The data cannot be written"),
        BothTexts(
            "Tệp dữ liệu chỉ cho đọc; chưa có gì thay đổi.",
            "The data file is read-only; nothing was changed.",
        ),
        _TELL_THE_TECHNICIAN,
    ),
    "storage_damaged": Kind(
        503,
        BothTexts("Tệp dữ liệu bị hỏng", "The data file is damaged"),
        BothTexts(
            "Không đọc được tệp dữ liệu; chưa có gì thay đổi.",
            "The data file is damaged; nothing was changed.",
        ),
        BothTexts(
            "Dừng máy chủ và khôi phục bản sao lưu gần nhất.",
            "Stop the server and restore the latest backup.",
        ),
    ),
    "storage_busy": Kind(
        503,
        BothTexts("Máy chủ đang bận", "The server is busy"),
        BothTexts(
            "Chưa ghi được yêu cầu này; chưa có gì thay đổi.",
            "The request was not written; nothing was changed.",
        ),
        BothTexts("Thử lại sau vài giây.", "Try again in a few seconds."),
    ),
    "internal": Kind(
        500,
        BothTexts("Có lỗi ở máy chủ", "Something went wrong"),
        BothTexts("Máy chủ gặp lỗi; sự việc đã được ghi lại.", "The server had an error; it was logged."),
        _ASK_A_HELPER,
    ),
}
