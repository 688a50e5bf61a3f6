"""What people call the figures and the facts of a visit: the titles of tables and files."""

from collections.abc import Mapping
from typing import Final

from server.core.reports import marks
from server.core.texts import BothTexts
from server.service.reports.asked import By

FIGURES: Final[Mapping[str, BothTexts]] = {
    "visits": BothTexts("Lượt công dân", "Visits"),
    "cancelled": BothTexts("Hủy số", "Cancelled"),
    "not_called": BothTexts("Chưa được gọi", "Not called"),
    "no_shows": BothTexts("Vắng mặt", "No-shows"),
    "services": BothTexts("Lượt phục vụ tại quầy", "Services"),
    "finished": BothTexts("Lượt hoàn thành", "Finished"),
    "lapsed": BothTexts("Quên kết thúc", "Not ended by anybody"),
    "transfers": BothTexts("Chuyển quầy", "Transfers"),
    "parked": BothTexts("Chờ bổ sung", "Parked"),
    "put_back": BothTexts("Trả về hàng chờ", "Put back in line"),
    "dossiers_received": BothTexts("Hồ sơ tiếp nhận", "Dossiers received"),
    "results_returned": BothTexts("Hồ sơ trả kết quả", "Results returned"),
    "supplements": BothTexts("Hồ sơ cần bổ sung", "Supplements asked for"),
    "refused": BothTexts("Hồ sơ từ chối", "Refused"),
    "advised": BothTexts("Lượt tư vấn, hướng dẫn", "Advised"),
    "elsewhere": BothTexts("Hướng dẫn đến cơ quan khác", "Sent elsewhere"),
    "provisional": BothTexts("Tạm nhận hồ sơ", "Provisional"),
    "online_helped": BothTexts("Hỗ trợ nộp trực tuyến", "Online, helped here"),
    "waits": BothTexts("Lượt chờ", "Waits"),
    "wait_median_s": BothTexts("Chờ trung vị", "Wait, median"),
    "wait_p90_s": BothTexts("Chờ, 90% không quá", "Wait, 90% within"),
    "wait_max_s": BothTexts("Chờ lâu nhất", "Wait, longest"),
    "above_limit": BothTexts("Chờ quá giới hạn", "Waits above the limit"),
    "above_limit_share": BothTexts("Tỷ lệ chờ quá giới hạn", "Share above the limit"),
    "told": BothTexts("Có báo trước giờ chờ", "Waits foretold"),
    "told_in_time": BothTexts("Được gọi không muộn hơn báo trước", "Called no later than foretold"),
    "told_in_time_share": BothTexts("Tỷ lệ gọi không muộn", "Share called no later"),
    "told_sooner": BothTexts("Được gọi sớm hơn báo trước", "Called sooner than foretold"),
    "way_median_s": BothTexts("Từ lúc gọi đến lúc tới quầy, trung vị", "Way to the counter, median"),
    "service_median_s": BothTexts("Phục vụ, trung vị", "Service, median"),
    "stay_median_s": BothTexts("Từ lúc đến đến lúc xong, trung vị", "Whole stay, median"),
}
"""By the names of `server.core.reports.figures.Figures`, in the order of tables."""

KEYS: Final[Mapping[By, BothTexts]] = {
    By.TOTAL: BothTexts("Tổng", "Total"),
    By.DAY: BothTexts("Ngày", "Day"),
    By.WEEKDAY: BothTexts("Thứ", "Weekday"),
    By.WEEK: BothTexts("Tuần", "Week"),
    By.MONTH: BothTexts("Tháng", "Month"),
    By.HOUR: BothTexts("Giờ đến", "Hour of arrival"),
    By.FIELD: BothTexts("Lĩnh vực", "Field"),
    By.COUNTER: BothTexts("Quầy", "Counter"),
    By.OFFICER: BothTexts("Công chức", "Officer"),
    By.PROCEDURE: BothTexts("Thủ tục", "Procedure"),
    By.CHANNEL: BothTexts("Nơi lấy số", "Number taken at"),
    By.HALL: BothTexts("Sảnh", "Hall"),
    By.POINT: BothTexts("Điểm tiếp nhận", "Point"),
    By.CLASS: BothTexts("Diện ưu tiên", "Priority class"),
}

VISITS: Final[Mapping[str, BothTexts]] = {
    "day": BothTexts("Ngày", "Day"),
    "number": BothTexts("Số", "Number"),
    "came": BothTexts("Giờ đến", "Arrival"),
    "field": BothTexts("Lĩnh vực", "Field"),
    "procedure": BothTexts("Thủ tục", "Procedure"),
    "class": BothTexts("Diện ưu tiên", "Priority class"),
    "channel": BothTexts("Nơi lấy số", "Number taken at"),
    "point": BothTexts("Điểm tiếp nhận", "Point"),
    "counter": BothTexts("Quầy", "Counter"),
    "officer": BothTexts("Công chức", "Officer"),
    "called_at": BothTexts("Giờ gọi", "Called"),
    "served_at": BothTexts("Giờ bắt đầu", "Begun"),
    "ended_at": BothTexts("Giờ kết thúc", "Ended"),
    "end": BothTexts("Kết thúc", "How it ended"),
    "wait_s": BothTexts("Chờ", "Wait"),
    "way_s": BothTexts("Tới quầy", "Way"),
    "service_s": BothTexts("Phục vụ", "Service"),
    "stay_s": BothTexts("Cả lượt", "Whole stay"),
    "above_limit": BothTexts("Chờ quá giới hạn", "Above the limit"),
}
"""The facts of a visit, in the order of tables."""

OUTCOMES: Final = (
    "dossiers_received",
    "results_returned",
    "supplements",
    "refused",
    "advised",
    "elsewhere",
    "provisional",
    "online_helped",
)
"""The figures that count dossiers; a visit has each of them, too."""

ENDS: Final[Mapping[str, tuple[str, BothTexts]]] = {
    "": ("open", BothTexts("Chưa xong", "Not over")),
    marks.FINISHED: ("finished", BothTexts("Hoàn thành", "Finished")),
    marks.MISSED: ("no_show", BothTexts("Vắng mặt", "No-show")),
    marks.LAPSED: ("lapsed", BothTexts("Quên kết thúc", "Not ended by anybody")),
    marks.TRANSFERRED: ("transferred", BothTexts("Chuyển quầy", "Transferred")),
    marks.PARKED: ("parked", BothTexts("Chờ bổ sung", "Parked")),
    marks.RETURNED: ("put_back", BothTexts("Trả về hàng chờ", "Put back in line")),
    marks.GIVEN_UP: ("cancelled", BothTexts("Hủy số", "Cancelled")),
}
"""How a stay ended, by its mark: the name for programs, and what people read."""
YES: Final = BothTexts("Có", "Yes")
