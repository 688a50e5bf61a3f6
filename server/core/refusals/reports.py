"""Asking for figures."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

_CHOOSE: Final = BothTexts("Chọn lại khoảng ngày.", "Choose the days again.")

REPORTS: Final[Mapping[str, Kind]] = {
    "range_backwards": Kind(
        422,
        BothTexts("Ngày cuối trước ngày đầu", "The end is before the beginning"),
        BothTexts(
            "Khoảng ngày này bắt đầu {first} mà kết thúc {last}.",
            "This range begins on {first} and ends on {last}.",
        ),
        _CHOOSE,
    ),
    "day_to_come": Kind(
        422,
        BothTexts("Ngày này chưa đến", "This day is still to come"),
        BothTexts(
            "Chưa có số liệu của ngày {day}; hôm nay là {today}.",
            "There are no figures of {day} yet; today is {today}.",
        ),
        _CHOOSE,
    ),
    "moment_to_come": Kind(
        422,
        BothTexts("Giờ này chưa đến", "This time is still to come"),
        BothTexts("Chưa đến {at}; bây giờ là {now}.", "{at} is still to come; now it is {now}."),
        BothTexts("Chọn giờ sớm hơn.", "Choose an earlier time."),
    ),
    "no_report_folder": Kind(
        409,
        BothTexts("Chưa đặt thư mục báo cáo", "No folder for reports is set"),
        BothTexts("Chưa đặt thư mục để ghi báo cáo.", "There is no folder to write reports into."),
        BothTexts(
            "Đặt thư mục ở Cài đặt, Báo cáo tự ghi.", "Set it in the settings, Reports written by themselves."
        ),
    ),
    "range_too_long": Kind(
        422,
        BothTexts("Khoảng ngày quá dài", "The range is too long"),
        BothTexts("Một báo cáo được nhiều nhất {years} năm.", "One report is of at most {years} years."),
        _CHOOSE,
    ),
}
