"""The test slip laid out: a ruler across the paper, all letters with their marks, the code, what the printer answers."""

from typing import Final

from PIL import Image

from kiosk.paper.qr import qr
from kiosk.paper.sheet import Column, Sheet, leading
from kiosk.paper.sizes import sizes_of
from kiosk.paper.typeset import Weight, font, wrap
from kiosk.slip import Width
from kiosk.texts import Text
from kiosk.trial_slip import TrialSlip

LETTERS: Final = (
    "AÁÀẢÃẠ ĂẮẰẲẴẶ ÂẤẦẨẪẬ EÉÈẺẼẸ ÊẾỀỂỄỆ IÍÌỈĨỊ OÓÒỎÕỌ ÔỐỒỔỖỘ ƠỚỜỞỠỢ UÚÙỦŨỤ ƯỨỪỬỮỰ YÝỲỶỸỴ Đ",
    "aáàảãạ ăắằẳẵặ âấầẩẫậ eéèẻẽẹ êếềểễệ iíìỉĩị oóòỏõọ ôốồổỗộ ơớờởỡợ uúùủũụ ưứừửữự yýỳỷỹỵ đ",
)
"""Every vowel of Vietnamese with all tone marks, in capitals and in small letters."""

_HEADING: Final[Text] = {"vi": "PHIẾU THỬ", "en": "TEST SLIP"}
_WIDTH: Final[Text] = {"vi": "Khổ in {dots} chấm, {mm} mm", "en": "{dots} dots across, {mm} mm"}
_EDGES: Final[Text] = {
    "vi": "Phải thấy hai vạch đậm ở hai mép giấy.",
    "en": "Both thick marks at the edges must be seen.",
}
_ANSWERS: Final[Text] = {"vi": "MÁY IN TRẢ LỜI", "en": "WHAT THE PRINTER ANSWERS"}
_NOT_A_NUMBER: Final[Text] = {"vi": "Không phải số thứ tự.", "en": "This is not a queue number."}
DOTS_PER_MM: Final = 8
_EDGE: Final = 4


class TrialPage:
    """One test slip on one width of paper."""

    def __init__(self, slip: TrialSlip, width: Width) -> None:
        self._slip, self._sizes, self._sheet, self._width = slip, sizes_of(width), Sheet(width), width
        self._all = Column(self._sizes.margin, width - 2 * self._sizes.margin)

    def set(self) -> Image.Image:
        """Set every part and cut the sheet: 1-bit. Raises `ValueError` when the QR code does not fit."""
        self._ruler()
        self._both(_HEADING, self._sizes.label)
        self._line(self._slip.centre, "SemiBold", self._sizes.body)
        self._line(self._slip.printed_at.strftime("%H:%M:%S · %d/%m/%Y"), "Bold", self._sizes.body)
        self._line(self._slip.printer, "Medium", self._sizes.second)
        self._width_in_words()
        for letters in LETTERS:
            self._sheet.space(self._sizes.gap)
            self._line(letters, "SemiBold", self._sizes.body)
        self._code()
        self._answers()
        self._both(_NOT_A_NUMBER, self._sizes.body)
        self._ruler()
        return self._sheet.finish()

    def _ruler(self) -> None:
        """A mark every millimetre, longer ones at five and ten, a thick one at each edge of what can be printed."""
        top = self._sheet.y
        self._sheet.rule(Column(0, self._width), 2)
        for mm in range(1, self._width // DOTS_PER_MM):
            self._sheet.y = top + (32 if mm % 10 == 0 else 20 if mm % 5 == 0 else 12)
            self._sheet.bar(top, mm * DOTS_PER_MM, 2)
        self._sheet.y = top + 44
        self._sheet.bar(top, 0, _EDGE)
        self._sheet.bar(top, self._width - _EDGE, _EDGE)
        self._tens()
        self._sheet.space(self._sizes.gap)

    def _tens(self) -> None:
        face, line = font("Medium", self._sizes.second), self._sheet.y
        for mm in range(10, self._width // DOTS_PER_MM - 4, 10):
            self._sheet.y = line
            self._sheet.lines([str(mm)], face, Column(mm * DOTS_PER_MM - 30, 60))
        self._sheet.y = line + leading(face)

    def _width_in_words(self) -> None:
        facts = {"dots": self._width, "mm": self._width // DOTS_PER_MM}
        for text in (_WIDTH, _EDGES):
            self._both(
                {language: said.format(**facts) for language, said in text.items()}, self._sizes.second
            )

    def _code(self) -> None:
        code = qr(self._slip.url, self._sizes.qr)
        if code.width > self._width:
            raise ValueError(
                f"the code of {self._slip.url} is {code.width} dots wide, the paper {self._width}"
            )
        self._sheet.picture(code, (self._width - code.width) // 2)
        self._sheet.space(code.height)
        self._line(self._slip.url, "Medium", self._sizes.second)

    def _answers(self) -> None:
        self._both(_ANSWERS, self._sizes.body)
        for text in self._slip.heard:
            self._line(text["vi"], "Medium", self._sizes.second)
        self._sheet.space(self._sizes.gap)

    def _both(self, text: Text, size: int) -> None:
        self._line(text["vi"], "Bold", size)
        self._line(text["en"], "Medium", self._sizes.second)

    def _line(self, text: str, weight: Weight, size: int) -> None:
        face = font(weight, size)
        self._sheet.lines(wrap(text, face, self._all.width, most=6), face, self._all)
