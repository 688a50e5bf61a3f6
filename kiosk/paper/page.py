"""The slip laid out: its parts, from top to bottom."""

from PIL import Image

from kiosk.paper.logo import logo
from kiosk.paper.phrases import counter_words, people_words
from kiosk.paper.qr import qr
from kiosk.paper.sheet import Column, Sheet
from kiosk.paper.sizes import sizes_of
from kiosk.paper.typeset import Font, Weight, fit, font, wrap
from kiosk.slip import Slip, Width
from kiosk.texts import Text

_REPRINT: Text = {"vi": "BẢN IN LẠI", "en": "Reprint"}
_HEADING: Text = {"vi": "SỐ THỨ TỰ", "en": "YOUR NUMBER"}
_AHEAD: Text = {"vi": "Trước ông/bà", "en": "Ahead of you"}
_WAIT: Text = {"vi": "Chờ khoảng", "en": "Estimated wait"}
NO_COUNTER: Text = {"vi": "Chưa có quầy mở", "en": "No counter open yet"}
ASK: Text = {
    "vi": "Vui lòng chờ hoặc hỏi người hướng dẫn.",
    "en": "Please wait, or ask a helper.",
}
_FOLLOW: Text = {"vi": "Quét mã để xem khi nào đến lượt", "en": "Scan to follow your turn"}
_KEEP: Text = {"vi": "Xin giữ phiếu và nhìn màn hình", "en": "Please keep this slip and watch the screen"}
_THANKS: Text = {"vi": "Cảm ơn ông/bà!", "en": "Thank you!"}
_OFFLINE: Text = {"vi": "SỐ DỰ PHÒNG", "en": "OFFLINE NUMBER"}
_ALONE: Text = {
    "vi": "Máy lấy số mất kết nối. Số có giá trị, gọi theo giờ lấy.",
    "en": "The kiosk was working alone. Valid, called by time of issue.",
}
_DOSSIERS: Text = {"vi": "Số hồ sơ", "en": "Dossiers"}
_PRIORITY: Text = {"vi": "Ưu tiên", "en": "Priority"}


class Page:
    """One slip on one width of paper. Every label comes twice: the slip's language large, the other small."""

    def __init__(self, slip: Slip, width: Width) -> None:
        self._slip, self._sizes, self._sheet = slip, sizes_of(width), Sheet(width)
        self._all = Column(self._sizes.margin, width - 2 * self._sizes.margin)

    def set(self) -> Image.Image:
        """Set every part and cut the sheet: 1-bit. Raises `ValueError` when the QR code does not fit."""
        if self._slip.reprint:
            self._mark()
        self._head()
        self._number()
        self._field()
        self._visit()
        self._alone() if self._slip.offline else self._waiting()
        self._follow()
        self._thanks()
        return self._sheet.finish()

    def _mark(self) -> None:
        top, gap = self._sheet.y, self._sizes.gap
        self._sheet.space(gap // 2)
        self._both(_REPRINT, self._sizes.label, "SemiBold")
        self._sheet.space(gap)
        self._sheet.inverted(top, self._all)
        self._sheet.space(gap // 2)

    def _head(self) -> None:
        self._sheet.space(self._sizes.gap // 2)
        self._logo()
        self._text(self._slip.centre, "Bold", self._sizes.centre, most=3)
        self._text(self._slip.ward, "SemiBold", self._sizes.ward, most=2)
        self._place()
        self._own_lines(self._slip.header)
        self._rule()

    def _place(self) -> None:
        """Where the number is called, if there are several places."""
        if self._slip.place:
            self._sheet.space(self._sizes.gap // 2)
            self._both(self._slip.place, self._sizes.counter)
        if self._slip.address:
            self._text(self._own(self._slip.address), "Medium", self._sizes.body, most=2)

    def _logo(self) -> None:
        """The logo, centred, as high as allowed and at most half as wide as the paper."""
        if self._slip.logo is None:
            return
        picture = logo(self._slip.logo, self._all.width // 2, self._sizes.logo)
        if picture is not None:
            self._sheet.picture(picture, self._all.x + (self._all.width - picture.width) // 2)
            self._sheet.space(picture.height + self._sizes.gap // 2)

    def _number(self) -> None:
        self._both(_HEADING, self._sizes.label)
        self._sheet.space(self._sizes.gap)
        face = fit(self._slip.number, "Black", self._all.width, self._sizes.number)
        self._sheet.figures(self._slip.number, face, self._all)
        self._sheet.space(2 * self._sizes.gap)

    def _field(self) -> None:
        top, gap = self._sheet.y, self._sizes.gap
        self._sheet.space(gap // 2)
        inside = Column(self._all.x + gap, self._all.width - 2 * gap)
        self._both(self._slip.field, self._sizes.field, "SemiBold", inside)
        self._sheet.space(gap)
        self._sheet.inverted(top, self._all)
        if self._slip.counters:
            self._sheet.space(gap // 2)
            words = counter_words(self._slip.counters, self._everywhere, self._slip.counter_names)
            self._both(words, self._sizes.counter)
        if self._slip.go_to:
            self._sheet.space(gap // 2)
            self._both(self._slip.go_to, self._sizes.counter)

    def _visit(self) -> None:
        if self._slip.procedure:
            self._sheet.space(self._sizes.gap)
            self._text(self._slip.procedure, "Medium", self._sizes.body, most=self._sizes.procedure_lines)
        if self._slip.dossiers:
            self._sheet.space(self._sizes.gap // 2)
            self._text(f"{self._own(_DOSSIERS)}: {self._slip.dossiers}", "Bold", self._sizes.body, most=1)
        if self._slip.priority:
            self._sheet.space(self._sizes.gap // 2)
            label = self._own(_PRIORITY)
            self._text(f"{label}: {self._slip.priority}", "Bold", self._sizes.body, most=2)
        self._rule()

    def _waiting(self) -> None:
        if self._slip.wait is None:
            self._unserved()
        else:
            self._ahead_and_wait(self._slip.wait)
        self._rule()

    def _ahead_and_wait(self, wait: str) -> None:
        top, half = self._sheet.y, self._all.width // 2
        right = Column(self._all.x + half, self._all.width - half)
        self._cell(_AHEAD, self._people(), Column(self._all.x, half))
        self._sheet.y = top
        self._cell(_WAIT, wait, right)
        self._sheet.bar(top, right.x, 2)

    def _unserved(self) -> None:
        """Say that nobody serves the field, and what to do, in place of the wait."""
        self._cell(_AHEAD, self._people(), self._all)
        self._rule()
        self._both(NO_COUNTER, self._sizes.label)
        self._sheet.space(self._sizes.gap)
        self._both(ASK, self._sizes.body)

    def _people(self) -> str:
        return self._own(people_words(self._slip.ahead, self._everywhere))

    def _alone(self) -> None:
        top, gap = self._sheet.y, self._sizes.gap
        self._sheet.space(gap // 2)
        self._both(_OFFLINE, self._sizes.label)
        self._sheet.space(gap)
        self._sheet.inverted(top, self._all)
        self._sheet.space(gap // 2)
        self._both(_ALONE, self._sizes.body)
        self._rule()

    def _cell(self, label: Text, shown: str, column: Column) -> None:
        first, second = self._in_order(label)
        room = column.width - 2 * self._sizes.gap
        self._sheet.lines([first], fit(first, "SemiBold", room, self._sizes.body), column)
        self._sheet.lines([shown], fit(shown, "ExtraBold", room, self._sizes.figure), column)
        self._sheet.lines([second], fit(second, "Medium", room, self._sizes.second), column)

    def _follow(self) -> None:
        if self._slip.track_url is None:
            if taken := self._taken():
                self._text(taken, "SemiBold", self._sizes.body, most=1)
            return
        code = qr(self._slip.track_url, self._sizes.qr)
        if code.width > self._all.width:
            raise ValueError("the tracking address is too long for a QR code on this paper")
        top = self._sheet.y
        self._sheet.picture(code, self._all.x)
        x = self._all.x + code.width + self._sizes.gap // 2
        self._beside(Column(x, self._all.x + self._all.width - x))
        # The code brings its own white border.
        self._sheet.y = max(self._sheet.y, top + code.height - self._sizes.gap)

    def _beside(self, column: Column) -> None:
        first, second = self._in_order(_FOLLOW)
        self._sheet.space(self._sizes.gap)
        self._ragged(first, font("Bold", self._sizes.body), column)
        self._ragged(second, font("Medium", self._sizes.second), column)
        self._sheet.space(self._sizes.gap)
        if taken := self._taken():
            self._ragged(taken, fit(taken, "SemiBold", column.width, self._sizes.body), column)

    def _taken(self) -> str:
        return self._slip.issued_at.strftime("%H:%M · %d/%m/%Y") if self._slip.issued_at else ""

    def _ragged(self, text: str, face: Font, column: Column) -> None:
        self._sheet.lines(wrap(text, face, column.width, most=4), face, column, centred=False)

    def _thanks(self) -> None:
        self._rule()
        self._both(_KEEP, self._sizes.body)
        self._text(" · ".join(self._in_order(_THANKS)), "SemiBold", self._sizes.body, most=2)
        self._own_lines(self._slip.footer)
        self._sheet.space(self._sizes.gap)

    def _own_lines(self, lines: tuple[str, ...]) -> None:
        """The centre's own lines, smaller than its name."""
        if lines:
            self._sheet.space(self._sizes.gap // 2)
        for line in lines:
            self._text(line, "Medium", self._sizes.second, most=2)

    def _rule(self) -> None:
        self._sheet.space(self._sizes.gap)
        self._sheet.rule(self._all, 2)
        self._sheet.space(self._sizes.gap // 2)

    def _both(self, text: Text, size: int, small: Weight = "Medium", column: Column | None = None) -> None:
        first, second = self._in_order(text)
        self._text(first, "Bold", size, most=3, column=column)
        if second != first:
            self._text(second, small, self._sizes.second, most=2, column=column)

    def _in_order(self, text: Text) -> tuple[str, str]:
        return self._own(text), text["en" if self._slip.language == "vi" else "vi"]

    def _own(self, text: Text) -> str:
        """A text in the slip's language, or in English if it is not translated."""
        return self._everywhere(text).get(self._slip.language) or text["en"]

    def _everywhere(self, text: Text) -> Text:
        own = self._slip.texts.get(text["vi"])
        return text if own is None else {**text, self._slip.language: own}

    def _text(self, text: str, weight: Weight, size: int, most: int, column: Column | None = None) -> None:
        column, face = column or self._all, font(weight, size)
        self._sheet.lines(wrap(text, face, column.width, most), face, column)
