"""A pad of paper numbers as a PDF file: A4 sheets to cut into slips, then the list that officers fill in by hand.

ReportLab is loaded when the first pad is printed: a server that prints none need not hold it in memory. The same pad is the
same file, byte for byte.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

import fontpkg_be_vietnam_pro  # type: ignore[import-untyped]

from server.core.events import PadPrinted
from server.core.model import Field, spelled
from server.core.reports.life_words import OUTCOMES
from server.core.texts import BothTexts, Language
from server.service.context import Context

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_MM: Final = 72 / 25.4
_WIDTH, _HEIGHT = 210 * _MM, 297 * _MM
_MARGIN: Final = 8 * _MM
_ACROSS, _DOWN = 2, 4
_SLIP_WIDTH: Final = (_WIDTH - 2 * _MARGIN) / _ACROSS
_SLIP_HEIGHT: Final = (_HEIGHT - 2 * _MARGIN) / _DOWN
_PAD: Final = 4 * _MM
_BOX: Final = 3.2 * _MM
_ROWS: Final = 25
_ROW: Final = 8.6 * _MM
_WEIGHTS: Final = ("Medium", "Bold", "Black")

_PAPER_NUMBER: Final = BothTexts("SỐ GIẤY", "PAPER NUMBER")
_REPRINT: Final = BothTexts("BẢN IN LẠI", "REPRINT")
_TICK: Final = BothTexts("Lĩnh vực (đánh dấu một ô)", "Field (tick one)")
_TIME: Final = BothTexts("Giờ lấy số", "Time taken")
_KEEP: Final = (
    "Xin giữ phiếu này và chờ: quầy sẽ gọi số của ông/bà.",
    "Please keep this slip and wait: a counter will call your number.",
)
_LIST: Final = BothTexts("Danh sách số giấy {first} – {last}", "List of paper numbers {first} – {last}")
_LIST_HINT: Final = BothTexts(
    "Ghi bằng tay trong ngày mất điện; có điện lại thì nhập ở trang “Số giấy”. Ngày: ……/……/………",
    "Fill in by hand while there is no power; type it in on the page “Paper numbers” afterwards. Day: ……/……/………",
)
_COLUMNS: Final = (
    (BothTexts("Số", "Number"), 22),
    (BothTexts("Lĩnh vực", "Field"), 22),
    (BothTexts("Giờ lấy", "Taken"), 20),
    (BothTexts("Quầy", "Counter"), 16),
    (BothTexts("Công chức", "Officer"), 36),
    (BothTexts("Giờ gọi", "Called"), 20),
    (BothTexts("Giờ xong", "Done"), 20),
    (BothTexts("Kết quả", "Result"), 38),
)


def pad_name(pad: PadPrinted) -> str:
    """What its file is called."""
    return f"so-giay-{pad.prefix}{'-in-lai' if pad.again else ''}.pdf"


def pad_pdf(context: Context, pad: PadPrinted, language: Language) -> bytes:
    """The pad's file; its list is in `language`, its slips in Vietnamese and English."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    _load_fonts()
    file = BytesIO()
    canvas = Canvas(file, pagesize=(_WIDTH, _HEIGHT), invariant=1, lang="vi")
    canvas.setTitle(f"{pad.prefix}: {spelled(pad.prefix, 1)} – {spelled(pad.prefix, pad.count)}")
    numbers = [spelled(pad.prefix, n) for n in range(1, pad.count + 1)]
    centre = context.centre
    fields = list(centre.layout.fields.values())
    sheets = _Sheets(canvas, normalize("NFC", centre.names["vi"]), fields, language, again=pad.again)
    for page in _parts(numbers, _ACROSS * _DOWN):
        sheets.slips(page)
    for page in _parts(numbers, _ROWS):
        sheets.list(page, numbers)
    canvas.save()
    return file.getvalue()


def _parts(numbers: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


def _load_fonts() -> None:
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    for weight in _WEIGHTS:
        path = fontpkg_be_vietnam_pro.ROOT / "files" / f"BeVietnamPro-{weight}.ttf"
        pdfmetrics.registerFont(TTFont(weight, str(path)))


@dataclass(frozen=True, slots=True)
class _Sheets:
    """The pages of one pad; lengths are points, from the lower left corner."""

    canvas: "Canvas"
    centre: str
    fields: Sequence[Field]
    language: Language
    again: bool

    def slips(self, numbers: Sequence[str]) -> None:
        """A page of slips, row by row, with the lines to cut along."""
        for place, number in enumerate(numbers):
            row, column = divmod(place, _ACROSS)
            x = _MARGIN + column * _SLIP_WIDTH
            self._cut(x, _HEIGHT - _MARGIN - (row + 1) * _SLIP_HEIGHT)
            self._slip(number, x + _PAD, _HEIGHT - _MARGIN - row * _SLIP_HEIGHT - _PAD)
        self.canvas.showPage()

    def _cut(self, x: float, y: float) -> None:
        self.canvas.saveState()
        self.canvas.setDash(2, 3)
        self.canvas.setLineWidth(0.5)
        self.canvas.rect(x, y, _SLIP_WIDTH, _SLIP_HEIGHT)
        self.canvas.restoreState()

    def _slip(self, number: str, x: float, top: float) -> None:
        width = _SLIP_WIDTH - 2 * _PAD
        self._text(self.centre, x, top - 8, "Bold", 9, width)
        self._text(number, x, top - 52, "Black", 50, width * 0.72)
        right = x + width * 0.75
        self._both(_PAPER_NUMBER, right, top - 30, 7, width * 0.25)
        if self.again:
            self._both(_REPRINT, right, top - 50, 8, width * 0.25)
        self._text(f"{_TICK.vi} / {_TICK.en}", x, top - 68, "Bold", 7.5, width)
        bottom = top - _SLIP_HEIGHT + 2 * _PAD
        self._boxes(x, top - 74, width, top - 74 - (bottom + 34))
        blank = "…… : ……      Ngày …… / …… / ………"
        self._text(f"{_TIME.vi} / {_TIME.en}:  {blank}", x, bottom + 21, "Medium", 8, width)
        for text, y, size in zip(_KEEP, (9, 0), (7.5, 6.5), strict=True):
            self._text(text, x, bottom + y, "Medium", size, width)

    def _boxes(self, x: float, top: float, width: float, height: float) -> None:
        """A box to tick for each field, in two columns, or in three smaller ones if there are many fields."""
        columns = 2 if len(self.fields) <= 14 else 3  # noqa: PLR2004
        rows = -(-len(self.fields) // columns)
        step = min(13.0, height / max(1, rows))
        box = min(_BOX, step - 2)
        for place, field in enumerate(self.fields):
            column, row = divmod(place, rows)
            left, base = x + column * width / columns, top - (row + 1) * step + 2
            self.canvas.rect(left, base, box, box)
            room = width / columns - box - 7
            self._text(normalize("NFC", field.names["vi"]), left + box + 3, base + 1, "Medium", 8, room)

    def list(self, numbers: Sequence[str], every: Sequence[str]) -> None:
        """A page of the list that officers fill in."""
        x, y, width = _MARGIN, _HEIGHT - _MARGIN - 14, _WIDTH - 2 * _MARGIN
        title = self.language.say(_LIST, first=every[0], last=every[-1])
        self._text(f"{title} · {self.centre}", x, y, "Bold", 12, width)
        self._text(self.language.say(_LIST_HINT), x, y - 15, "Medium", 8, width)
        y -= 22
        self._line([self.language.say(text) for text, _ in _COLUMNS], y, "Bold")
        for number in numbers:
            y -= _ROW
            self._line([number], y, "Medium")
        self._legend(x, y - _ROW - 10, width)
        self.canvas.showPage()

    def _line(self, cells: Sequence[str], top: float, weight: str) -> None:
        x = _MARGIN
        for place, (_, millimetres) in enumerate(_COLUMNS):
            self.canvas.rect(x, top - _ROW, millimetres * _MM, _ROW)
            if place < len(cells):
                self._text(cells[place], x + 4, top - _ROW + 8, weight, 10, millimetres * _MM - 8)
            x += millimetres * _MM

    def _legend(self, x: float, y: float, width: float) -> None:
        """What the fields' codes and the results mean."""
        names = [f"{field.code}: {self._name(field)}" for field in self.fields]
        outcomes = [self.language.say(text) for text in OUTCOMES.values()]
        for parts in (names, outcomes):
            for line in self._lines(parts, width):
                self._text(line, x, y, "Medium", 7, width)
                y -= 9

    def _name(self, field: Field) -> str:
        return normalize("NFC", field.names.get(self.language.tag) or field.names["vi"])

    def _lines(self, parts: Sequence[str], width: float) -> Iterator[str]:
        line = ""
        for part in parts:
            longer = f"{line} · {part}" if line else part
            if line and self.canvas.stringWidth(longer, "Medium", 7) > width:
                yield line
                longer = part
            line = longer
        yield line

    def _both(self, text: BothTexts, x: float, y: float, size: float, width: float) -> None:
        """A text in Vietnamese, with the English below."""
        self._text(text.vi, x, y, "Bold", size, width)
        self._text(text.en, x, y - size, "Medium", size - 1.5, width)

    def _text(self, text: str, x: float, y: float, weight: str, size: float, width: float) -> None:  # noqa: PLR0913, PLR0917
        """One line; a long one is set smaller, and cut where it would become too small to read."""
        taken = self.canvas.stringWidth(text, weight, size)
        size = max(5.0, min(size, size * width / max(taken, 1)))
        while len(text) > 1 and self.canvas.stringWidth(text, weight, size) > width + 0.01:
            text = text.removesuffix("…")[:-1].rstrip() + "…"
        self.canvas.setFont(weight, size)
        self.canvas.drawString(x, y, text)
