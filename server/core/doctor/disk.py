"""The disk that the data lie on: how much room it has, whether it can be written, and whether it is about to fail."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from server.core.doctor.finding import Finding, FindingKind, Severity
from server.core.texts import BothTexts

MB: Final = 1024 * 1024
_FULL: Final = 200 * MB
_LOW: Final = 1024 * MB
_LOW_SHARE: Final = 0.05
"""A disk is low on room below a gigabyte, or below this share of it where that is less than ten gigabytes."""
_ENOUGH: Final = 10 * 1024 * MB

FULL: Final = FindingKind(
    "disk_full",
    Severity.URGENT,
    BothTexts(
        "Ổ đĩa của dữ liệu chỉ còn {free} MB.",
        "The disk of the data has only {free} MB left.",
    ),
    BothTexts(
        "Hết chỗ thì không cấp được số. Xóa tệp không cần (bản sao lưu cũ, tệp tải về) trên ổ này ngay; không xóa gì trong thư mục dữ liệu.",
        "Without room no number can be given. Delete what is not needed (old backups, downloads) on this disk now; nothing in the data folder.",
    ),
)
LOW: Final = FindingKind(
    "disk_low",
    Severity.SOON,
    BothTexts(
        "Ổ đĩa của dữ liệu còn {free} MB.",
        "The disk of the data has {free} MB left.",
    ),
    BothTexts(
        "Trong tuần này: chuyển bản sao lưu sang USB, xóa tệp không cần; không xóa gì trong thư mục dữ liệu.",
        "This week: move backups to a stick, delete what is not needed; nothing in the data folder.",
    ),
)
READ_ONLY: Final = FindingKind(
    "disk_read_only",
    Severity.URGENT,
    BothTexts(
        "Ổ đĩa của dữ liệu chỉ đọc được, không ghi được.",
        "The disk of the data can only be read, not written.",
    ),
    BothTexts(
        "Thường là ổ đĩa đang hỏng. Sao lưu thư mục dữ liệu sang USB, tắt máy, bật lại; nếu vẫn vậy thì thay ổ đĩa và khôi phục.",
        "Mostly a disk that fails. Copy the data folder to a stick, restart the machine; if it stays so, replace the disk and restore.",
    ),
)
FAILING: Final = FindingKind(
    "disk_failing",
    Severity.URGENT,
    BothTexts(
        "Ổ đĩa {device} tự báo sắp hỏng (SMART).",
        "The disk {device} says itself that it is about to fail (SMART).",
    ),
    BothTexts(
        "Sao lưu ra USB ngay hôm nay và thay ổ đĩa trong tuần này.",
        "Make a backup to a stick today and replace the disk this week.",
    ),
)
NOT_SAVED: Final = FindingKind(
    "disk_not_saved",
    Severity.SOON,
    BothTexts(
        "Lúc {at} ổ đĩa đã từ chối ghi ({said}).",
        "At {at} the disk refused to save ({said}).",
    ),
    BothTexts(
        "Xem chỗ trống, dây và nguồn của ổ đĩa; nếu lặp lại thì thay ổ đĩa. Mọi số đã in đều còn.",
        "Look at the room left, the disk's cable and power; if it happens again replace the disk. Every printed number is kept.",
    ),
)
KINDS: Final = (FULL, LOW, READ_ONLY, FAILING, NOT_SAVED)


@dataclass(frozen=True, slots=True)
class DiskFacts:
    """`free` and `total` are bytes; `failing` is the device that SMART says is failing, where smartctl could be asked.

    `refused` is the last time when a write failed since the start (local time as people read it), and what was said.
    """

    free: int
    total: int
    read_only: bool = False
    failing: str | None = None
    refused: tuple[str, str] | None = None


def findings(facts: DiskFacts) -> Iterator[Finding]:
    """What is wrong with the disk."""
    if facts.read_only:
        yield READ_ONLY.found()
    if facts.free < _FULL:
        yield FULL.found(free=facts.free // MB)
    elif facts.free < _LOW or (facts.free < _ENOUGH and facts.free < facts.total * _LOW_SHARE):
        yield LOW.found(free=facts.free // MB)
    if facts.failing is not None:
        yield FAILING.found(device=facts.failing)
    if facts.refused is not None:
        at, said = facts.refused
        yield NOT_SAVED.found(at=at, said=said)
