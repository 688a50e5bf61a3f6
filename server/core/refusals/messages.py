"""Messages to people's own phones: who gets none, and why."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

_LOOK: Final = BothTexts(
    "Xin ông/bà chú ý màn hình và loa gọi số.", "Please watch the screens and listen for your number."
)
MESSAGES: Final[Mapping[str, Kind]] = {
    "messages_off": Kind(
        409,
        BothTexts("Trung tâm không nhắn tin", "No messages are sent"),
        BothTexts(
            "Trung tâm hiện không nhắn tin bằng cách này.", "This centre sends no messages in this way now."
        ),
        _LOOK,
    ),
    "messages_too_late": Kind(
        409,
        BothTexts("Số này không còn chờ", "This number waits no more"),
        BothTexts(
            "Chỉ nhắn cho người đang chờ đến lượt.",
            "Messages are only for people whose turn is still to come.",
        ),
        _LOOK,
    ),
    "messages_not_agreed": Kind(
        422,
        BothTexts("Chưa đồng ý", "You have not agreed"),
        BothTexts(
            "Cần ông/bà đánh dấu đồng ý thì chúng tôi mới được dùng số điện thoại.",
            "We may use your phone number only once you agree.",
        ),
        BothTexts("Đánh dấu vào ô đồng ý rồi gửi lại.", "Tick the box and send it again."),
    ),
    "phone_not_mobile": Kind(
        422,
        BothTexts("Số điện thoại không đúng", "This is no mobile number"),
        BothTexts("Đây không phải số di động Việt Nam.", "This is no Vietnamese mobile number."),
        BothTexts(
            "Ghi đủ 10 chữ số, ví dụ 0912 345 678 hoặc +84 912 345 678.",
            "Write all 10 digits, such as 0912 345 678 or +84 912 345 678.",
        ),
    ),
    "phone_has_its_fill": Kind(
        409,
        BothTexts("Số điện thoại đã dùng cho nhiều phiếu", "This phone waits for several numbers"),
        BothTexts(
            "Số điện thoại này đang chờ tin của {most} phiếu, là nhiều nhất.",
            "This phone waits for messages of {most} numbers, which is the most.",
        ),
        _LOOK,
    ),
}
