"""The words of the page and the poster of quiet hours, in every language that people are offered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from server.core.queue.opening_words import WEEKDAYS
from server.core.quiet_hours import WEEKS, QuietHour, QuietHours
from server.core.texts import BothTexts

_SHORT: Final = (
    BothTexts("T2", "Mon"),
    BothTexts("T3", "Tue"),
    BothTexts("T4", "Wed"),
    BothTexts("T5", "Thu"),
    BothTexts("T6", "Fri"),
    BothTexts("T7", "Sat"),
    BothTexts("CN", "Sun"),
)
_TEXTS: Final[Mapping[str, BothTexts]] = {
    "title": BothTexts("Giờ vắng", "Quiet hours"),
    "about": BothTexts(
        "Thời gian chờ thường gặp của người đến trong từng giờ, tính theo {weeks} tuần gần đây. Ngày đông hơn có thể chờ lâu hơn.",
        "The usual wait of people who come in each hour, from the last {weeks} weeks. On a busier day it can be longer.",
    ),
    "caption": BothTexts(
        "Thời gian chờ thường gặp theo ngày và giờ, tính bằng phút",
        "The usual wait by day and hour, in minutes",
    ),
    "unknown": BothTexts(
        "Chưa đủ số liệu để nói giờ nào vắng.", "Too little is known yet to say when it is quiet."
    ),
    "hour": BothTexts("Giờ", "Hour"),
    "few": BothTexts("chưa đủ số liệu", "too little is known"),
    "closed": BothTexts("đóng cửa", "closed"),
    "quiet": BothTexts("dưới 10 phút", "under 10 minutes"),
    "middle": BothTexts("10–19 phút", "10–19 minutes"),
    "busy": BothTexts("từ 20 phút", "20 minutes and more"),
    "minutes": BothTexts("phút", "minutes"),
}
_QUIETEST: Final = BothTexts(
    "Vắng nhất: {when}, thường chờ {wait}.", "Quietest: {when}, usually a wait of {wait}."
)
_BUSIEST: Final = BothTexts(
    "Đông nhất: {when}, thường chờ {wait}.", "Busiest: {when}, usually a wait of {wait}."
)
_MORNING: Final = BothTexts("sáng {day} {start}–{end} giờ", "{day} morning, {start}–{end} o'clock")
_AFTERNOON: Final = BothTexts("chiều {day} {start}–{end} giờ", "{day} afternoon, {start}–{end} o'clock")
_UNDER_A_MINUTE: Final = BothTexts("dưới 1 phút", "under a minute")
_MINUTES: Final = BothTexts("khoảng {minutes} phút", "about {minutes} minutes")
_NOON: Final = 12
_QUIET_S: Final = 600
_BUSY_S: Final = 1200

Say = Callable[..., str]
"""Says a text in one language: `say(text, **parameters)`."""


@dataclass(frozen=True, slots=True)
class CellWords:
    """A cell in the form that pages show: how busy it is, its minutes if they are known, and both in words."""

    level: str
    minutes: str
    words: str


@dataclass(frozen=True, slots=True)
class QuietPage:
    """The page in one language: `days` are the short and the full names, `rows` the hours with their cells."""

    texts: Mapping[str, str]
    sentences: tuple[str, ...]
    days: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[CellWords, ...]], ...]


def quiet_page(found: QuietHours, say: Say) -> QuietPage:
    """What people read."""
    texts = {name: say(text, weeks=WEEKS) for name, text in _TEXTS.items()}
    names = tuple((say(_SHORT[day - 1]), _capital(say(WEEKDAYS[day - 1]))) for day in found.weekdays)
    rows = tuple(
        (f"{row[0].hour}–{row[0].hour + 1}", tuple(_shown(cell, texts, say) for cell in row))
        for row in found.rows
        if row
    )
    return QuietPage(texts, _sentences(found, texts, say), names, rows)


def _sentences(found: QuietHours, texts: Mapping[str, str], say: Say) -> tuple[str, ...]:
    known = found.known
    if len(known) < 2:  # noqa: PLR2004 - one hour alone is neither quieter nor busier
        return (texts["unknown"],)
    ends = ((_QUIETEST, known[0]), (_BUSIEST, known[-1]))
    return tuple(say(text, when=_when(cell, say), wait=_wait(cell.wait_s or 0, say)) for text, cell in ends)


def _when(cell: QuietHour, say: Say) -> str:
    part = _MORNING if cell.hour < _NOON else _AFTERNOON
    return say(part, day=say(WEEKDAYS[cell.weekday - 1]), start=cell.hour, end=cell.hour + 1)


def _wait(wait_s: int, say: Say) -> str:
    minutes = round(wait_s / 60)
    return say(_MINUTES, minutes=minutes) if minutes else say(_UNDER_A_MINUTE)


def _shown(cell: QuietHour, texts: Mapping[str, str], say: Say) -> CellWords:
    if not cell.open:
        return CellWords("closed", "", texts["closed"])
    if cell.wait_s is None:
        return CellWords("few", "–", texts["few"])
    level = "quiet" if cell.wait_s < _QUIET_S else "middle" if cell.wait_s < _BUSY_S else "busy"
    return CellWords(level, str(round(cell.wait_s / 60)), _wait(cell.wait_s, say))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
