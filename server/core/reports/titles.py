"""What people call the figures."""

from collections.abc import Mapping
from typing import Final

from server.core.texts import BothTexts

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
    "wait_median_s": BothTexts("Một nửa chờ không quá", "Wait, median"),
    "wait_p90_s": BothTexts("Chờ, 90% không quá", "Wait, 90% within"),
    "wait_max_s": BothTexts("Chờ lâu nhất", "Wait, longest"),
    "above_limit": BothTexts("Chờ quá giới hạn", "Waits above the limit"),
    "above_limit_share": BothTexts("Tỷ lệ chờ quá giới hạn", "Share above the limit"),
    "told": BothTexts("Có báo trước giờ chờ", "Waits foretold"),
    "told_in_time": BothTexts("Được gọi không muộn hơn báo trước", "Called no later than foretold"),
    "told_in_time_share": BothTexts("Tỷ lệ gọi không muộn", "Share called no later"),
    "told_sooner": BothTexts("Được gọi sớm hơn báo trước", "Called sooner than foretold"),
    "way_median_s": BothTexts("Từ lúc gọi đến lúc tới quầy, một nửa không quá", "Way to the counter, median"),
    "service_median_s": BothTexts("Phục vụ, một nửa không quá", "Service, median"),
    "stay_median_s": BothTexts("Từ lúc đến đến lúc xong, một nửa không quá", "Whole stay, median"),
}
"""By the names of `server.core.reports.figures.Figures`, in the order of tables."""

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

_FIRST: Final = (
    (
        BothTexts("Lượt và thời gian chờ", "Visits and waits"),
        (
            "visits",
            "services",
            "finished",
            "no_shows",
            "cancelled",
            "not_called",
            "waits",
            "wait_median_s",
            "wait_p90_s",
            "wait_max_s",
            "above_limit",
            "above_limit_share",
        ),
    ),
    (
        BothTexts("Hồ sơ và hướng dẫn", "Dossiers and advice"),
        OUTCOMES,
    ),
)
_TOLD: Final = {name for _, names in _FIRST for name in names}
PARTS: Final = (
    *_FIRST,
    (
        BothTexts("Tại quầy và giờ báo trước", "At the counter, and waits foretold"),
        tuple(name for name in FIGURES if name not in _TOLD),
    ),
)
"""All figures, in three parts that fit a screen and a sheet."""
