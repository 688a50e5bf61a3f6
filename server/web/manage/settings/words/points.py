"""Words of the places where the centre receives besides its main one."""

from collections.abc import Mapping
from typing import Final

from server.core.texts import BothTexts
from server.web.manage.settings.words.shapes import EN_NAME, VI_NAME, PartWords, Words

POINTS: Final = PartWords(
    BothTexts("Điểm tiếp nhận", "Points"),
    BothTexts(
        "Nơi tiếp nhận khác ngoài trụ sở chính: cơ sở hai, điểm ở thôn vào thứ Bảy",
        "Places besides the main office: a second building, a hamlet on Saturdays",
    ),
    "screen",
    {
        "code": Words(
            BothTexts("Mã điểm", "Code"),
            BothTexts(
                "Chữ không dấu, chữ số, gạch nối; không đổi được sau khi thêm.",
                "Letters, digits, hyphens; it cannot be changed once it was added.",
            ),
        ),
        "vi": Words(VI_NAME),
        "en": Words(EN_NAME),
        "address_vi": Words(
            BothTexts("Địa chỉ", "Address in Vietnamese"),
            BothTexts("Hiện trên phiếu và trên điện thoại.", "Shown on slips and phones."),
            wrong=BothTexts(
                "Phải có địa chỉ bằng tiếng Việt.", "The address is needed in Vietnamese beside English."
            ),
        ),
        "address_en": Words(
            BothTexts("Địa chỉ bằng tiếng Anh", "Address in English"),
            BothTexts("Để trống: dùng tiếng Việt.", "Empty: as in Vietnamese."),
        ),
        "hours": Words(
            BothTexts("Giờ của điểm này", "Hours of this place"),
            BothTexts(
                "Ngày không ghi ở đây thì điểm này đóng cửa. Không ghi gì: như giờ của trung tâm.",
                "It is closed on the days that are not named here. None: as the centre.",
            ),
            wrong=BothTexts("Mỗi khoảng phải kết thúc sau khi bắt đầu.", "Each must end after it begins."),
            widget="rows",
        ),
        "exceptions": Words(
            BothTexts("Ngày riêng của điểm này", "Dates that are otherwise here"),
            BothTexts(
                "Mỗi dòng là một buổi của ngày đó; để trống giờ: đóng cửa cả ngày. Ngày không ghi thì như ở trung tâm.",
                "Each row is a session of that date; without times it is closed. Other dates are as at the centre.",
            ),
            wrong=BothTexts(
                "Ghi cả hai giờ hoặc để trống cả hai; kết thúc sau khi bắt đầu.",
                "Both times or neither; each ends after it begins.",
            ),
            widget="rows",
        ),
    },
    BothTexts("điểm tiếp nhận", "point"),
    BothTexts(
        "Trung tâm chỉ có trụ sở chính. Thêm khi còn nơi tiếp nhận khác, rồi chọn điểm cho từng sảnh.",
        "There is only the main office. Add a place where there is another, then choose it for its halls.",
    ),
)
POINT_DAYS: Final[Mapping[str, Words]] = {
    "day": Words(
        BothTexts("Ngày", "Date"),
        wrong=BothTexts("Phải là một ngày có thật.", "It must be a day that there is."),
    ),
    "reason_vi": Words(BothTexts("Lý do", "Reason in Vietnamese")),
    "reason_en": Words(BothTexts("Lý do bằng tiếng Anh", "Reason in English")),
}
"""Words of a row of `exceptions`, besides its times."""
