"""Words of the alerts' settings."""

from typing import Final

from server.core.alerts import Metric
from server.core.texts import BothTexts
from server.web.manage.settings.words.shapes import EN_NAME, MINUTES, VI_NAME, PartWords, Words

_METRICS: Final = {
    Metric.LONGEST_WAIT.value: BothTexts("Người chờ lâu nhất (phút)", "The longest wait (minutes)"),
    Metric.WAITING.value: BothTexts("Số người đang chờ", "How many people wait"),
    Metric.UNSERVED.value: BothTexts(
        "Số người chờ ở lĩnh vực không có quầy", "People who wait where no counter serves"
    ),
    Metric.SILENT.value: BothTexts(
        "Máy lấy số, màn hình hoặc máy chủ thứ hai im lặng (phút)",
        "A kiosk, screen or second box that is silent (minutes)",
    ),
    Metric.PRINTER.value: BothTexts("Máy in có sự cố", "A printer in trouble"),
    Metric.BACKUP.value: BothTexts(
        "Bản sao lưu gần nhất đã cũ (giờ)", "The age of the latest backup (hours)"
    ),
    Metric.ARRIVALS.value: BothTexts(
        "Số người đến so với ngày thường (%)", "Arrivals compared with a usual day (%)"
    ),
    Metric.CALLED.value: BothTexts(
        "Số được gọi mà chưa phục vụ (phút)", "A number called and not served (minutes)"
    ),
    Metric.SERVING.value: BothTexts("Một lượt phục vụ (phút)", "One person at a counter (minutes)"),
    Metric.PARKED.value: BothTexts("Số đang chờ bổ sung (phút)", "A number that is parked (minutes)"),
}

ALERTS: Final = PartWords(
    BothTexts("Cảnh báo", "Alerts"),
    BothTexts(
        "Khi nào trang quản lý báo động: chờ lâu, quầy trống, máy hỏng",
        "When the manager's page raises an alert: long waits, no counter, machines in trouble",
    ),
    "bell",
    {
        "code": Words(
            BothTexts("Mã cảnh báo", "Code"),
            BothTexts(
                "Chữ thường không dấu và chữ số, ví dụ cho-lau; không đổi được sau khi thêm.",
                "Small letters and digits, such as long-wait; it cannot be changed once it was added.",
            ),
        ),
        "vi": Words(VI_NAME),
        "en": Words(EN_NAME),
        "metric": Words(BothTexts("Việc được đo", "What is measured"), choices=_METRICS),
        "limit": Words(
            BothTexts("Báo từ mức", "From this value on"),
            BothTexts(
                "Theo đơn vị của việc được đo: phút, giờ, người hoặc %. Máy in có sự cố luôn được báo.",
                "In its own unit: minutes, hours, people or percent. A printer in trouble is always told.",
            ),
        ),
        "field": Words(
            BothTexts("Chỉ riêng lĩnh vực", "Only for one field"),
            BothTexts(
                "Thiết bị, máy in và lượt đến luôn tính cho cả trung tâm.",
                "Machines, printers and arrivals are always those of the whole centre.",
            ),
            wrong=BothTexts(
                "Việc được đo này không thuộc riêng lĩnh vực nào.", "This is not measured by field."
            ),
            widget="one",
            of="fields",
            none=BothTexts("Mọi lĩnh vực", "All fields"),
        ),
        "for_minutes": Words(
            BothTexts("Kéo dài ít nhất", "For at least"),
            BothTexts("0: báo ngay.", "0 tells at once."),
            unit=MINUTES,
            zero=BothTexts("báo ngay", "at once"),
        ),
        "roles": Words(
            BothTexts("Báo cho ai", "Who is told"),
            BothTexts(
                "Không chọn ai: mọi người xem được trang trong ngày.",
                "None ticked: everybody who sees the day's page.",
            ),
            choices={
                "viewer": BothTexts("Người xem số liệu", "Viewers"),
                "manager": BothTexts("Người quản lý", "Managers"),
                "admin": BothTexts("Người quản trị", "Administrators"),
            },
            widget="several",
            none=BothTexts("Mọi người xem được trang trong ngày", "Everybody who sees the day's page"),
        ),
        "repeat_minutes": Words(
            BothTexts("Nhắc lại sau mỗi", "Told again every"),
            BothTexts(
                "Đến khi có người nhận xử lý. 0: không nhắc lại.",
                "Until somebody takes it over. 0 for never.",
            ),
            unit=MINUTES,
            zero=BothTexts("không nhắc lại", "never"),
        ),
        "active": Words(BothTexts("Đang dùng", "In use")),
    },
    BothTexts("cảnh báo", "alert"),
    BothTexts("Chưa có cảnh báo nào.", "There are no alerts."),
)
