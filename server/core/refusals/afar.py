"""Numbers that are asked for from afar."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

_COME: Final = BothTexts(
    "Mời ông/bà đến trực tiếp và lấy số ở máy trong sảnh.",
    "Please come and take a number at the kiosk in the hall.",
)

AFAR: Final[Mapping[str, Kind]] = {
    "afar_off": Kind(
        403,
        BothTexts("Nơi này không cấp số từ xa", "No numbers from afar here"),
        BothTexts("Trung tâm này không cấp số từ xa.", "This centre gives no numbers from afar."),
        _COME,
    ),
    "afar_share": Kind(
        409,
        BothTexts("Giờ này đã hết số từ xa", "No more numbers from afar this hour"),
        BothTexts(
            "Mỗi giờ lĩnh vực này cấp {share} số từ xa và giờ này đã cấp hết.",
            "This field gives {share} numbers from afar an hour, and this hour's are taken.",
        ),
        BothTexts(
            "Mời ông/bà thử lại vào giờ sau, hoặc đến trực tiếp lấy số ở máy trong sảnh.",
            "Please try again in the next hour, or come and take a number at the kiosk in the hall.",
        ),
    ),
    "afar_too_late": Kind(
        409,
        BothTexts("Yêu cầu đã hết hạn", "The request has run out"),
        BothTexts(
            "Yêu cầu đến trung tâm khi đã hết hạn; chưa cấp số nào.",
            "The request reached the centre after its time; no number was given.",
        ),
        BothTexts("Mời ông/bà lấy số lại.", "Please ask for a number again."),
    ),
    "not_from_afar": Kind(
        409,
        BothTexts("Số này không lấy từ xa", "Not a number from afar"),
        BothTexts(
            "Số {number} được lấy tại trung tâm, không cần báo có mặt.",
            "Number {number} was taken at the centre; nobody need check in.",
        ),
        BothTexts("Xin ông/bà chờ gọi số.", "Please wait for the call."),
    ),
    "check_in_at_kiosk": Kind(
        403,
        BothTexts("Báo có mặt ở máy lấy số", "Check in at the kiosk"),
        BothTexts("Trung tâm này không dùng mã tại sảnh.", "This centre has no code on its hall screens."),
        BothTexts(
            "Xin quét mã của số này ở máy lấy số, hoặc báo người hướng dẫn.",
            "Please scan this number's code at the kiosk, or tell a helper.",
        ),
    ),
}
