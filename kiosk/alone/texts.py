"""The box's own texts, in both languages."""

from collections.abc import Callable
from typing import Any, Final

from kiosk.texts import Language

Problem = dict[str, Any]

Say = Callable[..., Problem]
"""`say(code, language, **facts)`: a named error as the API words it, with its `status`. Handed in by the wiring."""

_GONE: Final = {"vi": "Máy chủ chưa trả lời.", "en": "The server does not answer."}
_ASK: Final = {
    "vi": "Đang thử lại. Nhờ người hướng dẫn nếu lâu.",
    "en": "Trying again. Ask a helper if it takes long.",
}


def gone(language: Language) -> Problem:
    """The error that the server is not there and that the box cannot do this alone. Further languages get English."""
    written = "vi" if language == "vi" else "en"
    detail, action = _GONE[written], _ASK[written]
    return {"code": "unreachable", "status": 503, "title": detail, "detail": detail, "action": action}
