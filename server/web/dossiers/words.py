"""The words of the page on which people ask how far their dossier is, in every language that they are offered."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from server.core.dossiers.states import WORDS
from server.core.texts import BothTexts
from server.service.dossiers.looking import Found

TEXTS: Final[Mapping[str, BothTexts]] = {
    "title": BothTexts("Hồ sơ của tôi đến đâu", "How far is my dossier"),
    "code": BothTexts("Mã hồ sơ trên giấy tiếp nhận", "The dossier's code on your receipt"),
    "example": BothTexts("Ví dụ: H26.14-261103-0003", "For example: H26.14-261103-0003"),
    "ask": BothTexts("Tra hồ sơ", "Look it up"),
    "only": BothTexts(
        "Chỉ hiện trạng thái và ngày hẹn trả. Mã ông/bà nhập không được lưu.",
        "Only its state and due day are shown. The code that you type is not kept.",
    ),
}
DUE: Final = BothTexts("Ngày hẹn trả: {day}.", "Due on {day}.")
NO_DUE: Final = BothTexts("Chưa có ngày hẹn trả.", "No due day is known.")
OVERDUE: Final = BothTexts(
    "Đã quá ngày hẹn trả. Mời ông/bà hỏi công chức ở quầy.", "The due day is over. Please ask at a counter."
)
AS_OF: Final = BothTexts("Theo dữ liệu đến ngày {day} ({age}).", "As of {day} ({age}).")
TODAY: Final = BothTexts("hôm nay", "today")
DAYS_AGO: Final = BothTexts("cách đây {days} ngày", "{days} days ago")
Say = Callable[..., str]
"""Says a text in one language: `say(text, **parameters)`."""


def answer(found: Found, say: Say) -> list[str]:
    """The answer about a dossier in sentences: its state first, its age last."""
    due = found.dossier.due
    lines = [say(WORDS[found.dossier.state])]
    lines.append(say(NO_DUE) if due is None else say(DUE, day=_said(date.fromisoformat(due))))
    if found.overdue:
        lines.append(say(OVERDUE))
    age = say(DAYS_AGO, days=found.age_days) if found.age_days > 0 else say(TODAY)
    return [*lines, say(AS_OF, day=_said(found.as_of), age=age)]


def _said(day: date) -> str:
    return f"{day:%d/%m/%Y}"
