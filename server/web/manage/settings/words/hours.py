"""Words of the opening hours: the week, the exceptions, and the rows of both."""

from typing import Final

from server.core.texts import BothTexts
from server.web.manage.settings.words.shapes import PartWords, Words

_DAYS: Final = {
    "1": BothTexts("Thứ Hai", "Monday"),
    "2": BothTexts("Thứ Ba", "Tuesday"),
    "3": BothTexts("Thứ Tư", "Wednesday"),
    "4": BothTexts("Thứ Năm", "Thursday"),
    "5": BothTexts("Thứ Sáu", "Friday"),
    "6": BothTexts("Thứ Bảy", "Saturday"),
    "7": BothTexts("Chủ Nhật", "Sunday"),
}
HOURS: Final = PartWords(
    BothTexts("Giờ làm việc", "Opening hours"),
    BothTexts("Ngày và giờ cấp số", "The days and times at which numbers are given"),
    "clock",
    {
        "weekdays": Words(
            BothTexts("Ngày làm việc", "Working days"),
            BothTexts(
                "Bỏ dấu ngày không làm việc. Khi có ngày nghỉ, ghi ít nhất một buổi ở mục Các buổi cấp số.",
                "Untick the days that are off. Where there is one, at least one session is needed below.",
            ),
            wrong=BothTexts(
                "Có ngày nghỉ thì ghi ít nhất một buổi ở mục Các buổi cấp số.",
                "Where a day is off, add at least one session below.",
            ),
            choices=_DAYS,
            widget="several",
        ),
        "sessions": Words(
            BothTexts("Các buổi cấp số", "Sessions"),
            BothTexts(
                "Chỉ cấp số trong các buổi này. Không có buổi nào: cấp số suốt ngày. Kết thúc 00:00 là nửa đêm."
                " Ai đã lấy số thì qua giờ nghỉ trưa vẫn giữ nguyên lượt.",
                "Numbers are given only in them. Without any: all day. An end of 00:00 is midnight."
                " Whoever has a number keeps their place over lunch.",
            ),
            wrong=BothTexts(
                "Mỗi buổi phải kết thúc sau khi bắt đầu.", "Each session must end after it begins."
            ),
            widget="rows",
        ),
        "days": Words(
            BothTexts("Ngày trong tuần có giờ khác", "Weekdays with other hours"),
            BothTexts(
                "Ngày có ghi ở đây chỉ cấp số trong các buổi ghi ở đây; ví dụ thứ Bảy chỉ buổi sáng.",
                "A day that is named here has these sessions alone, such as Saturday only the morning.",
            ),
            wrong=BothTexts(
                "Phải là ngày làm việc, và kết thúc sau khi bắt đầu.",
                "It must be a working day, and end after it begins.",
            ),
            widget="rows",
        ),
        "turn_away": Words(
            BothTexts(
                "Ngừng cấp số khi không kịp tiếp trong ngày",
                "Give no number that could not be served that day",
            ),
            BothTexts(
                "Khi dự kiến chờ quá giờ kết thúc buổi cuối. Công chức vẫn cấp số được.",
                "When the likely wait ends after the last session. An officer still may.",
            ),
        ),
    },
)
EXCEPTIONS: Final = PartWords(
    BothTexts("Ngày nghỉ, ngày làm bù", "Holidays and other days"),
    BothTexts(
        "Những ngày không như thường lệ: nghỉ lễ, làm bù, đổi giờ",
        "Days that are not as usual: holidays, make-up working days, other hours",
    ),
    "clock",
    {
        "date": Words(
            BothTexts("Ngày", "Date"),
            BothTexts(
                "Hôm nay hoặc một ngày sắp tới; không đổi được sau khi thêm.",
                "Today or a day to come; it cannot be changed once it was added.",
            ),
            wrong=BothTexts("Phải là một ngày có thật.", "It must be a day that there is."),
        ),
        "vi": Words(
            BothTexts("Lý do", "Reason in Vietnamese"),
            BothTexts(
                "Hiện cho người dân khi đóng cửa, ví dụ: Nghỉ Tết Nguyên đán.",
                "Shown to people while it is closed, such as: Nghỉ Tết Nguyên đán.",
            ),
        ),
        "en": Words(
            BothTexts("Lý do bằng tiếng Anh", "Reason in English"),
            BothTexts("Để trống: hiện tiếng Việt.", "Empty: the Vietnamese is shown."),
        ),
        "sessions": Words(
            BothTexts("Các buổi cấp số của ngày này", "Sessions of this day"),
            BothTexts(
                "Không có buổi nào: đóng cửa cả ngày. Làm bù hay đổi giờ thì ghi đủ các buổi.",
                "Without any: closed all day. For a working day or other hours, write all its sessions.",
            ),
            wrong=BothTexts(
                "Mỗi buổi phải kết thúc sau khi bắt đầu.", "Each session must end after it begins."
            ),
            widget="rows",
            none=BothTexts("đóng cửa cả ngày", "closed all day"),
        ),
    },
    entry=BothTexts("ngày", "day"),
    without=BothTexts("Mọi ngày đều theo giờ thường lệ.", "Every day is as usual."),
)
FIELD_HOURS: Final = Words(
    BothTexts("Giờ cấp số riêng", "Hours of its own"),
    BothTexts(
        "Trong giờ làm việc, lĩnh vực này chỉ được cấp số vào các giờ này. Không ghi gì: như giờ của trung tâm."
        " Công chức vẫn cấp số được.",
        "Within the opening hours its numbers are given only then. None: as the centre. An officer still may.",
    ),
    wrong=BothTexts("Mỗi khoảng phải kết thúc sau khi bắt đầu.", "Each must end after it begins."),
    widget="rows",
)
WEEKDAY: Final = Words(
    BothTexts("Ngày", "Day"), choices=_DAYS, widget="choice", none=BothTexts("Mỗi ngày", "Every day")
)
