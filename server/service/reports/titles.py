"""What people call the rows of a report and the facts of a visit: the titles of tables and files."""

from collections.abc import Mapping
from typing import Final

from server.core.reports import marks
from server.core.reports.titles import FIGURES
from server.core.texts import BothTexts
from server.service.reports.asked import RowsBy

KEYS: Final[Mapping[RowsBy, BothTexts]] = {
    RowsBy.TOTAL: BothTexts("Tổng", "Total"),
    RowsBy.DAY: BothTexts("Ngày", "Day"),
    RowsBy.WEEKDAY: BothTexts("Thứ", "Weekday"),
    RowsBy.WEEK: BothTexts("Tuần", "Week"),
    RowsBy.MONTH: BothTexts("Tháng", "Month"),
    RowsBy.HOUR: BothTexts("Giờ đến", "Hour of arrival"),
    RowsBy.FIELD: BothTexts("Lĩnh vực", "Field"),
    RowsBy.COUNTER: BothTexts("Quầy", "Counter"),
    RowsBy.OFFICER: BothTexts("Công chức", "Officer"),
    RowsBy.PROCEDURE: BothTexts("Thủ tục", "Procedure"),
    RowsBy.CHANNEL: BothTexts("Nơi lấy số", "Number taken at"),
    RowsBy.HALL: BothTexts("Sảnh", "Hall"),
    RowsBy.POINT: BothTexts("Điểm tiếp nhận", "Point"),
    RowsBy.CLASS: BothTexts("Diện ưu tiên", "Priority class"),
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

COUNTERS: Final[Mapping[str, BothTexts]] = {
    "visits": FIGURES["visits"],
    "open_s": BothTexts("Mở cửa", "Open"),
    "busy_s": BothTexts("Có người ở quầy", "With somebody"),
    "idle_s": BothTexts("Rảnh, không ai chờ", "Idle, nobody waiting"),
    "idle_waiting_s": BothTexts("Rảnh khi có người chờ", "Idle while somebody waited"),
    "paused_s": BothTexts("Tạm nghỉ", "On breaks"),
    "pauses": BothTexts("Số lần nghỉ", "Breaks"),
    "reasons": BothTexts("Lý do nghỉ", "Reasons of breaks"),
}
"""How counters spent their time, in the order of tables."""

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
