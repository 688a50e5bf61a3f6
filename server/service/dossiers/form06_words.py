"""What the columns of Form 06 are called, where each comes from, and why one is empty."""

from collections.abc import Mapping
from typing import Final

from server.core.dossiers.form06 import Missing
from server.core.texts import BothTexts

TITLE: Final = BothTexts("Biểu 06", "Form 06")
COLUMNS: Final[Mapping[int, tuple[str, BothTexts]]] = {
    3: ("to_handle", BothTexts("Nhận giải quyết, tổng", "To handle, all")),
    4: ("received_online", BothTexts("Trong kỳ, trực tuyến", "Received online")),
    5: ("received_direct", BothTexts("Trong kỳ, trực tiếp và bưu chính", "Received directly and by post")),
    6: ("from_before", BothTexts("Từ kỳ trước", "From before")),
    7: ("handled", BothTexts("Đã giải quyết, tổng", "Handled, all")),
    8: ("handled_early", BothTexts("Trước hạn", "Before the due day")),
    9: ("handled_on_day", BothTexts("Đúng hạn", "On the due day")),
    10: ("handled_late", BothTexts("Quá hạn", "After the due day")),
    11: ("open", BothTexts("Đang giải quyết, tổng", "Being handled, all")),
    12: ("open_in_time", BothTexts("Đang giải quyết, trong hạn", "Being handled, in time")),
    13: ("open_late", BothTexts("Đang giải quyết, quá hạn", "Being handled, overdue")),
}
"""By the number that the form prints: the name for programs, and what people read."""
QUEUE: Final[Mapping[str, tuple[str, BothTexts]]] = {
    "dossiers_received": (
        "counter_received",
        BothTexts(
            "Tiếp nhận trực tiếp tại quầy (một phần của cột 5)", "Received at counters (a part of column 5)"
        ),
    ),
    "results_returned": (
        "counter_returned",
        BothTexts("Trả kết quả ngay tại quầy", "Results returned at counters"),
    ),
    "online_helped": (
        "online_helped",
        BothTexts(
            "Nộp trực tuyến, được hỗ trợ tại quầy (không thuộc cột 5)",
            "Online, helped here (not in column 5)",
        ),
    ),
}
"""What the queue itself counts, by the name of its figure."""
MISSING: Final[Mapping[Missing, BothTexts]] = {
    Missing.NO_LIST: BothTexts("chưa có nguồn: chưa nhập danh sách hồ sơ", "no source: no list was taken in"),
    Missing.OTHER_DAYS: BothTexts(
        "chưa có nguồn: danh sách đã nhập không bao trùm kỳ này", "no source: the list is of other days"
    ),
    Missing.NO_CHANNEL: BothTexts(
        "chưa có nguồn: danh sách không ghi đủ hình thức nộp",
        "no source: the list does not say how all were filed",
    ),
    Missing.NO_DUE: BothTexts(
        "chưa có nguồn: danh sách không ghi đủ ngày hẹn trả",
        "no source: the list does not say when all were due",
    ),
    Missing.NO_FINISHED: BothTexts(
        "chưa có nguồn: danh sách không có ngày kết thúc", "no source: the list has no days of results"
    ),
}
LIST: Final = BothTexts(
    "{source}: hồ sơ từ {first} đến {last}, {rows} hồ sơ, {by} nhập lúc {at}",
    "{source}: {first} to {last}, {rows} dossiers, taken in by {by} at {at}",
)
"""The source of columns 3 to 13, in one line."""
