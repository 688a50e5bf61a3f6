"""Words of the settings of numbers that are asked for from afar."""

from typing import Final

from server.core.texts import BothTexts
from server.web.manage.settings.words.shapes import PartWords, Words

REMOTE: Final = PartWords(
    BothTexts("Lấy số từ xa", "Numbers from afar"),
    BothTexts(
        "Số lấy ở nhà, qua trang của thành phố; đến nơi mới được gọi",
        "Taken at home, on the city's page; not called before their person is here",
    ),
    "ticket",
    {
        "share": Words(
            BothTexts("Phần dành cho số lấy từ xa", "Share of numbers from afar"),
            BothTexts(
                "Trong số người mà các quầy đang mở phục vụ được mỗi giờ, cho từng lĩnh vực. 0: không cấp số từ xa.",
                "Of those whom the open counters can serve in an hour, for each field. 0 gives none.",
            ),
            unit=BothTexts("%", "%"),
            zero=BothTexts("không cấp", "none"),
        ),
        "keep_minutes": Words(
            BothTexts("Chưa đến thì giữ chỗ thêm", "Who is not here keeps the place for"),
            BothTexts(
                "Tính từ lúc đến lượt. Người có mặt được gọi trước; hết giờ thì số hết hiệu lực.",
                "Counted from their turn. Those who are here are called meanwhile; then the number lapses.",
            ),
            unit=BothTexts("phút", "minutes"),
        ),
    },
)
