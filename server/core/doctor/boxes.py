"""Kiosks and their own boxes: whether they are there, and which version they run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from server.core.box_upgrades import FAILED, BoxUpgrade, said_of
from server.core.doctor.finding import Finding, FindingKind, Severity
from server.core.texts import BothTexts

KIOSK_SILENT: Final = FindingKind(
    "kiosk_silent",
    Severity.SOON,
    BothTexts("Máy lấy số {name} không nối vào máy chủ.", "Kiosk {name} is not connected to the server."),
    BothTexts(
        "Xem máy có bật, dây mạng có cắm không. Máy có hộp riêng vẫn tự cấp số và gửi về khi có mạng.",
        "Look whether it is on and its network cable is in. One with its own box goes on alone and reports afterwards.",
    ),
)
BOX_OLD: Final = FindingKind(
    "box_old",
    Severity.SOON,
    BothTexts(
        "Hộp máy {name} chạy phiên bản {version}, máy chủ là {server}.",
        "The box {name} runs version {version}, the server {server}.",
    ),
    BothTexts(
        "Ngoài giờ, cài cùng phiên bản lên hộp máy rồi khởi động lại; hoặc chạy goiso release trên máy chủ: hộp máy từ bản 0.2 tự lấy (docs/kiosk.md).",
        "After hours install the same version on the box and start it again; or run goiso release on the server: boxes from 0.2 on take it by themselves (docs/kiosk.md).",
    ),
)
BOX_NEWER: Final = FindingKind(
    "box_newer",
    Severity.SOON,
    BothTexts(
        "Hộp máy {name} chạy phiên bản {version}, mới hơn máy chủ ({server}): điều gì máy chủ chưa biết thì hộp máy chưa làm được.",
        "The box {name} runs version {version}, newer than the server's {server}: what the server does not know yet the box cannot do.",
    ),
    BothTexts(
        "Ngoài giờ, cài phiên bản {version} lên máy chủ. Không cần hạ phiên bản của hộp máy: hộp máy vẫn cấp số.",
        "After hours install version {version} on the server. The box need not go back to an older one: it goes on giving numbers.",
    ),
)
BOX_UPGRADES: Final = FindingKind(
    "box_upgrades",
    Severity.NOTE,
    BothTexts(
        "Hộp máy {name} chạy phiên bản {version}. {said}", "The box {name} runs version {version}. {said}"
    ),
    BothTexts(
        "Để hộp máy bật thêm khoảng một giờ sau giờ làm việc.",
        "Leave the box on for about an hour after the centre has closed.",
    ),
)
BOX_NOT_UPGRADED: Final = FindingKind(
    "box_not_upgraded",
    Severity.SOON,
    BothTexts(
        "Hộp máy {name} chạy phiên bản {version}. {said}", "The box {name} runs version {version}. {said}"
    ),
    BothTexts(
        "Hộp máy vẫn cấp số bằng bản đang chạy. Xem journalctl -u goiso-kiosk-box trên hộp máy và docs/kiosk.md.",
        "The box goes on with the version that it runs. See journalctl -u goiso-kiosk-box on the box, and docs/kiosk.md.",
    ),
)


@dataclass(frozen=True, slots=True)
class BoxFacts:
    """A kiosk by name: whether it is connected, the version of its box if it has one, and the newer version that it is taking."""

    name: str
    connected: bool
    version: str | None = None
    upgrade: BoxUpgrade | None = None


def of_kiosk(kiosk: BoxFacts, version: str) -> Iterator[Finding]:
    """What is wrong with a kiosk; `version` is the server's."""
    if not kiosk.connected:
        yield KIOSK_SILENT.found(name=kiosk.name)
    if kiosk.version is not None and kiosk.upgrade is not None:
        kind = BOX_NOT_UPGRADED if kiosk.upgrade.state == FAILED else BOX_UPGRADES
        yield kind.found(name=kiosk.name, version=kiosk.version, said=said_of(kiosk.upgrade))
    elif kiosk.version is not None and kiosk.version != version:
        kind = BOX_NEWER if _is_newer(kiosk.version, version) else BOX_OLD
        yield kind.found(name=kiosk.name, version=kiosk.version, server=version)


def _is_newer(version: str, than: str) -> bool:
    """Whether a version comes after another one; a trial of the same numbers (`0.3.0rc1`) does not."""
    box, server = (tuple(map(int, re.findall(r"[0-9]+", each)[:3])) for each in (version, than))
    return box > server
