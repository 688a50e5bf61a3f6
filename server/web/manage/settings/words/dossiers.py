"""Words of the settings of the dossier system's list."""

from typing import Final

from server.core.texts import BothTexts
from server.web.manage.settings.words.shapes import PartWords, Words

DOSSIERS: Final = PartWords(
    BothTexts("Tra cứu hồ sơ", "Dossiers"),
    BothTexts(
        "Danh sách nhập từ phần mềm một cửa: ai tra được, giữ bao lâu",
        "The list of the dossier system: who may ask, how long it is kept",
    ),
    "folder",
    {
        "public": Words(
            BothTexts("Cho người dân tra hồ sơ theo mã", "Let people ask by the dossier's code"),
            BothTexts(
                "Ở máy lấy số và trên điện thoại, chỉ hiện trạng thái và ngày hẹn trả. Chưa nhập danh sách thì chưa có mục này.",
                "At kiosks and on phones: state and due day alone. Nothing is shown until a list was taken in.",
            ),
        ),
        "keep_days": Words(
            BothTexts("Xóa danh sách hồ sơ sau", "Delete the list after"),
            BothTexts(
                "Tính từ lúc nhập. Danh sách nhập sau thay cho danh sách trước.",
                "After it was taken in. A later list takes the place of the one before.",
            ),
            unit=BothTexts("ngày", "days"),
        ),
    },
)
