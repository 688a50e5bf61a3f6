"""Refusals on pages: what people can do is another thing than what programs can do."""

from collections.abc import Mapping
from typing import Final

from server.core.refusal import Refusal
from server.core.texts import BothTexts
from server.http.onward import form_page
from server.http.texts import problem, say

_ACTIONS: Final[Mapping[str, BothTexts]] = {
    "csrf": BothTexts(
        "Những gì vừa nhập chưa được gửi. Mở lại trang rồi nhập lại.",
        "What was typed has not been sent. Open the page again and type it once more.",
    ),
    "method_not_allowed": BothTexts("Mở lại trang rồi thử lại.", "Open the page again and try once more."),
}


def page_problem(refusal: Refusal, language: str) -> dict[str, object]:
    """A refusal for a page, in the language with this tag; `again` is the page to open again, nothing if that is no way out."""
    said = problem(refusal, language)
    action = _ACTIONS.get(refusal.code)
    return said | (
        {"again": ""} if action is None else {"action": say(action, language), "again": form_page()}
    )
