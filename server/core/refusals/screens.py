"""Screens of the hall: where they stand."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

SCREENS: Final[Mapping[str, Kind]] = {
    "unknown_hall": Kind(
        404,
        BothTexts("Không có sảnh này", "Unknown hall"),
        BothTexts(
            "Trung tâm không có sảnh “{hall}”. Các sảnh: {halls}.",
            "This centre has no hall “{hall}”. Its halls: {halls}.",
        ),
        BothTexts(
            "Người quản lý chọn lại sảnh cho màn hình này.",
            "The manager chooses another hall for this screen.",
        ),
    ),
    "counter_needed": Kind(
        422,
        BothTexts("Chưa chọn quầy", "No counter chosen"),
        BothTexts(
            "Bảng quầy là màn hình nhỏ trên một quầy, nên cần biết là quầy nào.",
            "A counter panel stands above one counter, so it needs to know which.",
        ),
        BothTexts("Chọn quầy cho màn hình này.", "Choose this screen's counter."),
    ),
    "unknown_layout": Kind(
        404,
        BothTexts("Màn hình không có bố cục này", "Unknown layout"),
        BothTexts("Không có bố cục màn hình “{layout}”.", "Screens have no layout “{layout}”."),
        BothTexts(
            "Sửa địa chỉ của màn hình này: sau “layout=” ghi một trong các từ {layouts}.",
            "Correct this screen's address: after “layout=” comes one of {layouts}.",
        ),
    ),
    "too_many_screens": Kind(
        503,
        BothTexts("Quá nhiều màn hình", "Too many screens"),
        BothTexts(
            "Máy chủ đã nối đủ {cap} màn hình và quầy.",
            "The server already serves {cap} screens and counters.",
        ),
        BothTexts(
            "Đóng bớt trang không dùng, hoặc tăng “sockets” trong cấu hình.",
            "Close pages that nobody uses, or raise “sockets” in the configuration.",
        ),
    ),
}
