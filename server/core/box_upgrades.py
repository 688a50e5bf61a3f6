"""How far a kiosk's own box is with a newer version, as it tells it, and in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.core.texts import BothTexts, FilledTexts

FAILED: Final = "failed"


@dataclass(frozen=True, slots=True)
class BoxUpgrade:
    """The version that a box is taking; `state` is `waiting`, `working`, `trial` or `failed`, then `why` says why."""

    version: str
    state: str
    why: str | None = None


STATES: Final[Mapping[str, BothTexts]] = {
    "waiting": BothTexts(
        "Sẽ tự lấy bản {version} khi trung tâm đóng cửa và không ai dùng máy.",
        "Takes version {version} by itself once the centre is closed and nobody is there.",
    ),
    "working": BothTexts("Đang lấy và thử bản {version}.", "Fetches and tries version {version}."),
    "trial": BothTexts("Đang chạy thử bản {version}.", "Runs version {version} on trial."),
    FAILED: BothTexts("Không lấy được bản {version}: {why}.", "Could not take version {version}: {why}."),
}
WHYS: Final[Mapping[str, BothTexts]] = {
    "gone": BothTexts(
        "mất kết nối giữa chừng, sẽ tự thử lại", "the line broke off; it tries again by itself"
    ),
    "damaged": BothTexts(
        "tệp nhận về không đúng, sẽ tự thử lại",
        "a file came in that is not the promised one; it tries again by itself",
    ),
    "interrupted": BothTexts(
        "bị ngắt giữa chừng, sẽ tự thử lại", "it was cut short; it tries again by itself"
    ),
    "unforeseen": BothTexts(
        "gặp lỗi chưa lường trước, sẽ tự thử lại", "something unforeseen went wrong; it tries again by itself"
    ),
    "no_room": BothTexts("đĩa của hộp máy gần đầy", "the box's disk is nearly full"),
    "disk": BothTexts("đĩa của hộp máy không ghi được", "the box's disk cannot be written"),
    "platform": BothTexts(
        "bản trên máy chủ không dành cho loại máy hoặc Python của hộp máy",
        "the server's release is not for this kind of machine or its Python",
    ),
    "install": BothTexts("không cài được", "it could not be installed"),
    "rehearsal": BothTexts(
        "bản mới không chạy được khi thử", "the new version did not work in its rehearsal"
    ),
    "ended": BothTexts(
        "bản mới dừng ba lần, bản cũ đang chạy lại",
        "the new version ended three times; the old one runs again",
    ),
    "unheard": BothTexts(
        "bản mới không hiện trang hoặc không tới được máy chủ, bản cũ đang chạy lại",
        "the new version did not serve its page or hear the server; the old one runs again",
    ),
    "stranger": BothTexts(
        "chữ ký không phải của máy chủ mà hộp máy đã biết; máy chủ vừa khôi phục từ bản sao lưu cũ thì ghép lại máy này",
        "it is not signed by the server that the box knows; if that was restored from an old backup, pair this machine anew",
    ),
}
UNKNOWN: Final = BothTexts("không rõ lý do", "for a reason that is not known here")


def said_of(upgrade: BoxUpgrade) -> FilledTexts:
    """How far it is, in words; a later version may tell what is not known here."""
    said = STATES.get(upgrade.state, STATES["working"])
    return said.filled(version=upgrade.version, why=why_of(upgrade))


def why_of(upgrade: BoxUpgrade) -> BothTexts:
    """Why a box did not take a version."""
    return WHYS.get(upgrade.why or "", UNKNOWN)
