"""What was refused of a new person, said at the field that it is about, and what to do."""

from flask_babel import gettext

from server.core.person_rules import LONGEST_NAME, RESERVED_RULE, SHORTEST_PASSWORD
from server.core.refusal import Refusal
from server.http.language import page_language
from server.http.texts import problem
from server.service.people.rules import RULES


def wrong_fields(refusal: Refusal | None) -> dict[str, str]:
    """What the form says at which field; nothing where the refusal is about none of them."""
    if refusal is None:
        return {}
    if refusal.code == "username_taken":
        told = problem(refusal, page_language())
        return {"username": f"{told['detail']} {told['action']}"}
    broken = refusal.parameters.get("reason")
    if broken is RESERVED_RULE:
        return {
            "username": gettext("Tên đăng nhập không dùng “any” hay “me”. Chọn tên khác, ví dụ: lan.nguyen.")
        }
    return {name: text for name, text in _texts().items() if RULES[name] is broken}


def _texts() -> dict[str, str]:
    return {
        "name": gettext("Gõ họ tên, nhiều nhất %(most)s chữ.", most=LONGEST_NAME),
        "username": gettext("Tên đăng nhập viết liền, không dấu, ví dụ: lan.nguyen."),
        "password": gettext("Mật khẩu cần ít nhất %(least)s ký tự.", least=SHORTEST_PASSWORD),
    }
