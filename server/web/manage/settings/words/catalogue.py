"""Words of the settings of the city's catalogue."""

from typing import Final

from server.core.texts import BothTexts
from server.web.manage.settings.words.shapes import PartWords, Words

CATALOGUE: Final = PartWords(
    BothTexts("Danh mục của thành phố", "The city's catalogue"),
    BothTexts(
        "Có nhận danh mục thủ tục mà thành phố đưa xuống không",
        "Whether the catalogue that the city hands down is taken",
    ),
    "folder",
    {
        "from_city": Words(
            BothTexts("Nhận danh mục của thành phố", "Take the city's catalogue"),
            BothTexts(
                "Danh mục mới được dùng từ đầu ngày làm việc sau; những gì trung tâm đã tự sửa luôn giữ nguyên.",
                "A new catalogue is used from the next day on; what the centre changed itself stays as it is.",
            ),
        ),
        "why_not": Words(
            BothTexts("Lý do khi không nhận", "Why not"),
            BothTexts(
                "Thành phố đọc được lý do này. Đừng ghi tên hay thông tin của người dân.",
                "The city reads this. Write no names and nothing about citizens.",
            ),
        ),
    },
)
