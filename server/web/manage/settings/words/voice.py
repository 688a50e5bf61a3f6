"""Words of the voice's settings."""

from typing import Final

from server.core.texts import BothTexts
from server.web.manage.settings.words.shapes import PartWords, Words

_SPEED: Final = BothTexts("1 là bình thường.", "1 is normal.")
_LOUDNESS: Final = BothTexts("Từ 0 đến 1 so với mức của loa.", "0 to 1 of what the loudspeaker is set to.")

VOICE: Final = PartWords(
    BothTexts("Giọng đọc", "Voice"),
    BothTexts("Đọc số bằng loa", "Calls spoken in the halls"),
    "sound",
    {
        "enabled": Words(BothTexts("Đọc số bằng loa", "Speak calls")),
        "where": Words(
            BothTexts("Loa nào đọc", "What is heard"),
            choices={
                "screens": BothTexts("Loa của các màn hình sảnh", "The screens of the hall"),
                "server": BothTexts("Loa của máy chủ", "The loudspeaker of the server"),
                "both": BothTexts("Cả hai cùng lúc", "Both, in step"),
            },
        ),
        "hall": Words(
            BothTexts("Sảnh có loa của máy chủ", "Hall of the server's loudspeaker"),
            widget="one",
            of="halls",
            none=BothTexts("Sảnh đầu tiên", "The first hall"),
        ),
        "speed": Words(BothTexts("Tốc độ đọc", "Speed"), _SPEED),
        "volume": Words(BothTexts("Âm lượng", "Volume"), _LOUDNESS),
        "english": Words(
            BothTexts("Đọc thêm tiếng Anh cho mọi lượt gọi", "Speak every call in English too"),
        ),
        "clips": Words(
            BothTexts("Thư mục giọng thu sẵn", "Folder of recorded words"),
            BothTexts(
                "Đường dẫn trên máy chủ; để trống nếu không dùng.", "A path on the server; empty for none."
            ),
            wrong=BothTexts("Không có thư mục này trên máy chủ.", "There is no such folder on the server."),
        ),
        "hours": Words(
            BothTexts("Giờ đọc khác", "Other volume or speed at some hours"),
            BothTexts(
                "Khoảng giờ khớp đầu tiên được dùng; ô trống giữ như trên.",
                "The first that fits counts; what is empty stays as above.",
            ),
            wrong=BothTexts("Mỗi khoảng phải kết thúc sau khi bắt đầu.", "Each must end after it begins."),
            widget="rows",
        ),
    },
)
VOICE_HOURS: Final = {
    "from": Words(BothTexts("Từ", "From")),
    "until": Words(BothTexts("Đến", "Until")),
    "volume": Words(BothTexts("Âm lượng", "Volume"), _LOUDNESS),
    "speed": Words(BothTexts("Tốc độ đọc", "Speed"), _SPEED),
}
"""Words of a row of `hours`; of a session, the first two."""
