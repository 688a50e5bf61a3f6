"""Who may do what at the city: every permission by name, and those of each role. This is the only table of it."""

from collections.abc import Mapping
from typing import Final

from server.core.texts import BothTexts

PERMISSIONS: Final[Mapping[str, BothTexts]] = {
    "account.change": BothTexts("đổi mật khẩu của chính mình", "change their own password"),
    "audit.read": BothTexts("xem nhật ký thao tác", "read who did what"),
    "board.read": BothTexts("xem bảng theo dõi các trung tâm", "see the board of the centres"),
    "catalogue.manage": BothTexts(
        "đưa danh mục thủ tục đến các trung tâm, thu hồi", "roll out the catalogue, take it back"
    ),
    "catalogue.read": BothTexts(
        "xem danh mục thủ tục và nơi đã nhận", "see the catalogue and who has taken it"
    ),
    "centres.manage": BothTexts(
        "thêm trung tâm, cấp và thu hồi mã kết nối", "add centres, give and revoke their access"
    ),
    "fleet.act": BothTexts("xử lý cảnh báo của trung tâm", "act on what is wrong at a centre"),
    "fleet.read": BothTexts("xem tình trạng thiết bị", "see how machines are"),
    "people.manage": BothTexts("thêm, sửa, tắt người dùng", "add, change and switch off people"),
    "reports.read": BothTexts("xem báo cáo", "read reports"),
}
"""Each permission and what it allows, in people's words."""

_VIEWER: Final = frozenset({"account.change", "board.read", "catalogue.read", "fleet.read", "reports.read"})

ADMINISTRATOR: Final = "administrator"
"""The role that may do everything: at least one person always has it and can sign in."""
LIAISON: Final = "liaison"
"""The role that sees only the centres named for somebody."""

ROLES: Final[Mapping[str, frozenset[str]]] = {
    ADMINISTRATOR: frozenset(PERMISSIONS),
    LIAISON: _VIEWER,
    "viewer": _VIEWER,
}
"""What people of each role may."""

ROLE_NAMES: Final[Mapping[str, BothTexts]] = {
    ADMINISTRATOR: BothTexts("Người quản trị thành phố", "City administrator"),
    LIAISON: BothTexts("Liên lạc phường", "Ward liaison"),
    "viewer": BothTexts("Người xem số liệu", "Viewer"),
}
"""What people call each role."""


def may(role: str, permission: str) -> bool:
    """Whether people of this role may; a role that is not known here may nothing."""
    return permission in ROLES.get(role, frozenset())
