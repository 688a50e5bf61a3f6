"""Who may do what: every permission by name, and the permissions of each role and of each kind of machine.

This is the only table of it. Routes and live lines (`server.auth`), pages and use cases ask for a permission by its
name, never for a role; docs/security.md shows it.
"""

from collections.abc import Mapping
from typing import Final

from server.core.person_rules import LONGEST_NAME
from server.core.texts import BothTexts

PERMISSIONS: Final[Mapping[str, BothTexts]] = {
    "account.change": BothTexts("đổi mật khẩu và mã PIN của chính mình", "change their own password and PIN"),
    "administrators.manage": BothTexts(
        "thêm, sửa, xóa người quản trị", "add, change and remove administrators"
    ),
    "alerts.acknowledge": BothTexts("nhận xử lý cảnh báo", "acknowledge alerts"),
    "backups.make": BothTexts("sao lưu dữ liệu", "make backups"),
    "board.read": BothTexts("đọc bảng số của sảnh", "read a hall's board"),
    "board.watch": BothTexts("theo dõi trực tiếp bảng số của sảnh", "watch a hall's board live"),
    "box.report": BothTexts("báo tình trạng hộp máy của mình", "tell how its own box is"),
    "box.upgrade": BothTexts("lấy bản mới cho hộp máy của mình", "take a new version for its own box"),
    "clock.set": BothTexts("đặt đồng hồ máy chủ", "set the server's clock"),
    "counters.direct": BothTexts(
        "mở quầy cho người khác, giao quầy, đóng quầy", "open, hand over and close counters for others"
    ),
    "counters.work": BothTexts("gọi số và phục vụ tại quầy", "call and serve at a counter"),
    "dossiers.manage": BothTexts("nhập và xóa danh sách hồ sơ", "take in and delete the list of dossiers"),
    "dossiers.read": BothTexts("tra hồ sơ theo mã", "look dossiers up by their code"),
    "figures.own": BothTexts("xem số liệu của chính mình", "read one's own figures"),
    "figures.read": BothTexts("xem số liệu và báo cáo", "read figures and reports"),
    "guidance.hear": BothTexts("nghe đọc hướng dẫn", "have guidance read aloud"),
    "helpers.answer": BothTexts("nhận lời gọi của máy lấy số", "answer a kiosk's call for a helper"),
    "helpers.call": BothTexts("gọi người hướng dẫn đến", "call a helper"),
    "journal.read": BothTexts("xem nhật ký", "read the journal"),
    "machine.check": BothTexts(
        "kiểm tra máy chủ và lấy gói hỗ trợ", "check the server and take a support bundle"
    ),
    "machines.manage": BothTexts("thêm, đặt chỗ, thu hồi thiết bị", "enrol, place and revoke machines"),
    "notices.manage": BothTexts(
        "đặt thông báo, báo bảo trì, thông báo khẩn", "place notices, outages and emergency messages"
    ),
    "numbers.all": BothTexts(
        "xem, hủy, in lại mọi số, kể cả số do người khác lấy",
        "see, cancel and reprint numbers that others took",
    ),
    "numbers.alone": BothTexts("cấp số khi mất máy chủ", "give numbers while the server is gone"),
    "numbers.find": BothTexts(
        "tìm một số và in lại phiếu của số đó", "find a number and print its slip again"
    ),
    "numbers.take": BothTexts("lấy số cho người dân", "take numbers for citizens"),
    "officers.list": BothTexts("xem ai làm việc ở quầy nào", "see who works at which counter"),
    "overview.read": BothTexts("xem trang tổng quan trong ngày", "see the day's overview"),
    "people.manage": BothTexts("thêm, sửa, tắt, xóa người dùng", "add, change, switch off and remove people"),
    "procedures.manage": BothTexts(
        "sửa danh mục thủ tục và nơi giải quyết việc khác",
        "change the catalogue of procedures and what is told of things done elsewhere",
    ),
    "programs.manage": BothTexts(
        "cấp mã cho chương trình, đặt webhook", "give programs tokens, place webhooks"
    ),
    "ratings.ask": BothTexts("hỏi đánh giá tại quầy", "ask for ratings at a counter"),
    "screen.be": BothTexts("là một màn hình của sảnh", "be a screen of a hall"),
    "settings.manage": BothTexts("sửa cài đặt của trung tâm", "change the centre's settings"),
    "slips.dismiss": BothTexts("bỏ phiếu chưa in được khỏi danh sách", "dismiss slips that were not printed"),
    "standby.pull": BothTexts(
        "giữ bản thứ hai của trung tâm và tiếp quản",
        "keep a second box of the centre, with all its secrets, and take over",
    ),
    "visits.read": BothTexts("xem từng bước của một lượt", "read a visit's life, step by step"),
    "voice.hear": BothTexts("phát tiếng đọc số", "play announcements"),
    "voice.manage": BothTexts("kiểm tra loa đọc số", "look after the voice"),
}
"""Each permission and what it allows, in people's words."""

_ACCOUNT: Final = frozenset({"account.change"})
_TAKES: Final = frozenset({"numbers.take", "board.read"})
_OFFICER: Final = (
    _ACCOUNT
    | _TAKES
    | {
        "board.watch",
        "counters.work",
        "dossiers.read",
        "figures.own",
        "helpers.answer",
        "numbers.all",
        "numbers.find",
        "officers.list",
        "visits.read",
    }
)
_VIEWER: Final = _ACCOUNT | {
    "dossiers.read",
    "figures.own",
    "figures.read",
    "officers.list",
    "overview.read",
    "visits.read",
}
_MANAGER: Final = (
    _OFFICER
    | _VIEWER
    | {
        "alerts.acknowledge",
        "backups.make",
        "clock.set",
        "counters.direct",
        "dossiers.manage",
        "journal.read",
        "machine.check",
        "machines.manage",
        "notices.manage",
        "people.manage",
        "procedures.manage",
        "settings.manage",
        "slips.dismiss",
        "voice.hear",
        "voice.manage",
    }
)

ROLES: Final[Mapping[str, frozenset[str]]] = {
    "officer": _OFFICER,
    "helper": _ACCOUNT | _TAKES | {"guidance.hear", "helpers.answer", "numbers.find", "visits.read"},
    "manager": _MANAGER,
    "viewer": _VIEWER,
    "admin": _MANAGER | {"administrators.manage", "programs.manage"},
}
"""What people of each role may."""

MACHINES: Final[Mapping[str, frozenset[str]]] = {
    "kiosk": _TAKES | {"box.report", "box.upgrade", "guidance.hear", "helpers.call", "numbers.alone"},
    "display": frozenset({"board.read", "board.watch", "screen.be", "voice.hear"}),
    "helper": _TAKES | {"guidance.hear", "helpers.answer", "numbers.find", "visits.read"},
    "counter": frozenset({"officers.list"}),
    "rating": frozenset({"ratings.ask"}),
}
"""What machines of each kind may."""

PROGRAMS: Final[Mapping[str, frozenset[str]]] = {"standby": frozenset({"standby.pull"})}
"""What programs of roles may that no person has."""

OF_TOKENS: Final = (*ROLES, *PROGRAMS)
"""The roles that a program may have."""

ROLE_NAMES: Final[Mapping[str, BothTexts]] = {
    "officer": BothTexts("Công chức", "Officer"),
    "helper": BothTexts("Người hướng dẫn", "Helper"),
    "manager": BothTexts("Người quản lý", "Manager"),
    "viewer": BothTexts("Người xem số liệu", "Viewer"),
    "admin": BothTexts("Người quản trị", "Administrator"),
    "standby": BothTexts("Máy chủ thứ hai", "Second box"),
}
"""What people call each role."""

ADMINISTRATOR: Final = "admin"
"""The role that may do everything: at least one person always has it and can sign in."""

WITH_PIN: Final = frozenset({"officer"})
"""The roles that sign in with a PIN: four digits do not guard what the others may do."""

_PREFIXES: Final[Mapping[str, str]] = {"helper": "guide"}
"""Where a role is also a kind of machine: `helper:3` is a tablet, `guide:3` a person with the user name 3."""


_PROGRAM: Final = "program:"
LONGEST_AT_COUNTERS: Final = len(_PROGRAM) + LONGEST_NAME
"""So many letters has the longest name of whoever works at counters, a program's."""


def may(role: str, permission: str) -> bool:
    """Whether people of this role may; a role that is not known here may nothing."""
    return permission in ROLES.get(role, PROGRAMS.get(role, frozenset()))


def machine_may(kind: str, permission: str) -> bool:
    """Whether machines of this kind may."""
    return permission in MACHINES.get(kind, frozenset())


def who_may(permission: str) -> list[str]:
    """The roles and the kinds of machines that may, in the order of their names, each once."""
    return sorted(
        {name for table in (ROLES, PROGRAMS, MACHINES) for name, held in table.items() if permission in held}
    )


def actor_of(role: str, username: str) -> str:
    """What a person is called in the journal."""
    return f"{_PREFIXES.get(role, role)}:{username}"


def actor_of_program(name: str) -> str:
    """What a program is called in the journal."""
    return f"{_PROGRAM}{name}"


def program_of(name: str) -> str | None:
    """The program that has this name in the journal and at counters; `None` for a person, a machine."""
    return name.removeprefix(_PROGRAM) if name.startswith(_PROGRAM) else None


def at_counters(actor: str) -> str:
    """The name with which an actor of the journal acts at counters: a person's user name, or a program's name in the journal."""
    return actor if actor.startswith(_PROGRAM) else actor.partition(":")[2]
