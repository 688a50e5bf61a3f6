"""Several places where one centre receives."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

POINTS: Final[Mapping[str, Kind]] = {
    "unknown_point": Kind(
        404,
        BothTexts("Không có điểm tiếp nhận này", "Unknown point"),
        BothTexts(
            "Trung tâm không có điểm tiếp nhận “{point}”.",
            "This centre receives nobody at a point “{point}”.",
        ),
        BothTexts("Chọn một điểm tiếp nhận đang dùng.", "Choose one of the centre's points."),
    ),
    "point_has_people": Kind(
        409,
        BothTexts("Điểm tiếp nhận còn người", "People are at this point"),
        BothTexts(
            "Còn {people} người ở {point} đang chờ, đang được tiếp hoặc được giữ chỗ.",
            "{people} people at {point} wait, are being served or are kept a place.",
        ),
        BothTexts(
            "Tiếp hết hoặc hủy các số đó trước, hoặc bỏ điểm này sau giờ làm việc.",
            "Serve or cancel their numbers first, or remove the point after hours.",
        ),
    ),
    "ticket_elsewhere": Kind(
        409,
        BothTexts("Số này chờ ở nơi khác", "This number waits at another place"),
        BothTexts(
            "Số {number} chờ ở {point}: không gọi người sang điểm khác.",
            "{number} waits at {point}: nobody is called over to another place.",
        ),
        BothTexts(
            "Để quầy ở đó gọi rồi chuyển sang, hoặc lấy số mới ở đây.",
            "Let a counter there call and transfer it, or take a new number here.",
        ),
    ),
    "machine_without_place": Kind(
        409,
        BothTexts("Máy này chưa có nơi đặt", "This machine has no place"),
        BothTexts(
            "Sảnh “{hall}” mà máy được đặt không còn dùng, nên không biết người lấy số sẽ được gọi ở đâu.",
            "The hall “{hall}” where this machine was placed is no longer in use, so nobody knows where its people would be called.",
        ),
        BothTexts(
            "Người quản lý chọn lại sảnh cho máy ở mục Thiết bị.",
            "The manager chooses another hall for it under Devices.",
        ),
    ),
}
