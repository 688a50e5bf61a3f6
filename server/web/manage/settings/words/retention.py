"""Words of the settings of what is kept for how long."""

from typing import Final

from server.core.texts import BothTexts
from server.web.manage.settings.words.shapes import PartWords, Words

RETENTION: Final = PartWords(
    BothTexts("Thời hạn lưu", "What is kept for how long"),
    BothTexts(
        "Từng bước của mỗi lượt được giữ trong nhật ký bao lâu",
        "For how long the journal keeps the steps of each visit",
    ),
    "folder",
    {
        "steps_days": Words(
            BothTexts("Giữ từng bước trong", "Steps are kept for"),
            BothTexts(
                "Quá hạn, ngày đó được gói lại: số liệu giữ nguyên, còn ai bấm gì lúc nào và vì sao gọi thì không còn."
                " Đã gói thì không lấy lại được. Ít nhất 31 ngày.",
                "After that a day is packed: all figures stay; who pressed what and when, and why a number was called, is gone."
                " It cannot be taken back. At least 31 days.",
            ),
            unit=BothTexts("ngày", "days"),
            zero=BothTexts("giữ mãi", "for ever"),
            wrong=BothTexts("Ít nhất 31 ngày, hoặc 0.", "At least 31 days, or 0."),
        ),
    },
)
