"""Words of the slip's settings."""

from typing import Final

from server.core.texts import BothTexts
from server.web.manage.settings.words.shapes import PartWords, Words

_ALSO_ENGLISH: Final = BothTexts(
    "In trên phiếu bằng tiếng khác; để trống thì in các dòng tiếng Việt.",
    "Printed on slips in other languages; left empty, the Vietnamese lines are.",
)
_LETTERS: Final = BothTexts(
    "Có chữ mà phông chữ của phiếu không có.", "There is a letter that the slip's font does not have."
)
SLIP: Final = PartWords(
    BothTexts("Phiếu", "Slip"),
    BothTexts("Các dòng riêng của trung tâm trên phiếu in", "The centre's own lines on the printed slip"),
    "ticket",
    {
        "header": Words(
            BothTexts("Các dòng đầu phiếu", "Lines at the head"),
            BothTexts(
                "Dưới tên trung tâm. Mỗi dòng một hàng; nhiều nhất 3 dòng, mỗi dòng 60 ký tự.",
                "Below the centre's name, one a row; at most 3 lines of 60 letters.",
            ),
            wrong=_LETTERS,
            widget="lines",
        ),
        "header_en": Words(
            BothTexts("Các dòng đầu phiếu bằng tiếng Anh", "Lines at the head in English"),
            _ALSO_ENGLISH,
            wrong=_LETTERS,
            widget="lines",
        ),
        "footer": Words(
            BothTexts("Các dòng cuối phiếu", "Lines at the foot"),
            BothTexts(
                "Ví dụ số điện thoại hoặc địa chỉ. Nhiều nhất 3 dòng, mỗi dòng 60 ký tự.",
                "For example a telephone number or an address. At most 3 lines of 60 letters.",
            ),
            wrong=_LETTERS,
            widget="lines",
        ),
        "footer_en": Words(
            BothTexts("Các dòng cuối phiếu bằng tiếng Anh", "Lines at the foot in English"),
            _ALSO_ENGLISH,
            wrong=_LETTERS,
            widget="lines",
        ),
    },
)
