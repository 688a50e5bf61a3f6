"""The roll-out in words: states, changes, what is wrong with a row."""

from collections.abc import Mapping
from typing import Any, Final

from server.city.catalogue import states
from server.core.procedures.plan import ProcedureChange, Wrong
from server.core.procedures.procedure import Procedure
from server.core.texts import BothTexts

STATES: Final[Mapping[str, BothTexts]] = {
    states.NONE: BothTexts("Chưa đưa đến", "Not offered"),
    states.OFFERED: BothTexts("Đã đưa đến, chưa trả lời", "Offered, no answer yet"),
    states.WAITING: BothTexts("Đã tải, chờ sang ngày mới", "Here, waits for the next day"),
    states.TAKEN: BothTexts("Đang dùng", "In use"),
    states.REFUSED: BothTexts("Từ chối", "Refused"),
    states.OLDER: BothTexts("Còn ở phiên bản khác", "Still at another version"),
}
VERSION_STATES: Final[Mapping[str, BothTexts]] = {
    "draft": BothTexts("Bản nháp", "Draft"),
    "trial": BothTexts("Đang thử", "On trial"),
    "whole": BothTexts("Toàn thành phố", "Everywhere"),
    "taken_back": BothTexts("Đã thu hồi", "Taken back"),
}
_WHATS: Final[Mapping[str, BothTexts]] = {
    "new": BothTexts("Thêm mới", "New"),
    "changed": BothTexts("Sửa", "Changed"),
    "out_of_use": BothTexts("Ngừng dùng", "Out of use"),
    "in_use_again": BothTexts("Dùng lại", "In use again"),
}
_FACTS: Final[Mapping[str, BothTexts]] = {
    "short_name": BothTexts("tên ngắn", "short name"),
    "name": BothTexts("tên thủ tục", "name"),
    "english_name": BothTexts("tên tiếng Anh", "English name"),
    "field": BothTexts("lĩnh vực", "field"),
    "said": BothTexts("cách gọi", "plain words"),
    "papers": BothTexts("giấy tờ", "papers"),
    "papers_en": BothTexts("giấy tờ tiếng Anh", "papers in English"),
    "national_field": BothTexts("lĩnh vực quốc gia", "national field"),
    "level": BothTexts("cấp thực hiện", "level"),
    "audience": BothTexts("đối tượng", "audience"),
}


def change_view(change: ProcedureChange, language: str) -> dict[str, Any]:
    """One row of what changes: its code, what happens, its name, and which facts differ."""
    differ = [] if change.before is None else _differ(change.before, change.after, language)
    return {
        "code": change.after.code,
        "what": _WHATS[change.what].said(language),
        "name": change.after.short,
        "facts": ", ".join(differ),
    }


def wrong_view(wrong: Wrong, language: str) -> dict[str, Any]:
    """One row that cannot be taken, and why."""
    return {"row": wrong.row, "why": "; ".join(reason.said(language) for reason in wrong.reasons)}


def _differ(before: Procedure, after: Procedure, language: str) -> list[str]:
    return [
        text.said(language) for name, text in _FACTS.items() if getattr(before, name) != getattr(after, name)
    ]
