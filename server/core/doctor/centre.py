"""The centre itself: its backups, its people, and settings that this machine cannot follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from server.core.doctor.finding import Finding, FindingKind, Severity
from server.core.texts import BothTexts, parted

NO_BACKUP_FOLDER: Final = FindingKind(
    "no_backup_folder",
    Severity.SOON,
    BothTexts("Chưa chọn nơi để bản sao lưu.", "No folder for backups is set."),
    BothTexts(
        "Cắm USB hoặc ổ đĩa khác, rồi chọn thư mục của nó ở Cài đặt, Sao lưu.",
        "Plug a stick or another disk in, then choose its folder under Settings, Backups.",
    ),
)
BACKUP_LATE: Final = FindingKind(
    "backup_late",
    Severity.URGENT,
    BothTexts("Bản sao lưu gần nhất đã {hours} giờ tuổi.", "The latest backup is {hours} hours old."),
    BothTexts(
        "Mở trang Sao lưu, bấm Sao lưu ngay. Không được thì xem USB đã cắm và còn chỗ chưa.",
        "Open the page Backups and make one now. If that fails look whether the stick is in and has room.",
    ),
)
BACKUP_FAILED: Final = FindingKind(
    "backup_failed",
    Severity.URGENT,
    BothTexts("Lần sao lưu gần nhất không thành: {said}", "The latest backup failed: {said}"),
    BothTexts(
        "Xem USB hoặc ổ đĩa {folder} đã cắm và còn chỗ chưa, rồi bấm Sao lưu ngay ở trang Sao lưu.",
        "Look whether the stick or disk {folder} is in and has room, then make a backup on the page Backups.",
    ),
)
BACKUP_BESIDE: Final = FindingKind(
    "backup_same_disk",
    Severity.SOON,
    BothTexts(
        "Bản sao lưu nằm cùng ổ đĩa với dữ liệu.",
        "Backups lie on the same disk as the data.",
    ),
    BothTexts(
        "Ổ đĩa hỏng thì mất cả hai: cắm USB, chọn thư mục của USB ở Cài đặt, Sao lưu.",
        "If the disk breaks both are lost: plug a stick in and choose its folder under Settings, Backups.",
    ),
)
NO_ADMINISTRATOR: Final = FindingKind(
    "no_administrator",
    Severity.URGENT,
    BothTexts(
        "Không có người quản trị nào đăng nhập được.",
        "There is no administrator who can sign in.",
    ),
    BothTexts(
        "Dừng máy chủ, chạy: goiso user add TÊN --role admin --name 'Họ tên' --data THƯ_MỤC, rồi bật lại.",
        "Stop the server, run: goiso user add NAME --role admin --name 'Full name' --data FOLDER, start it again.",
    ),
)
WITHOUT_PASSWORD: Final = FindingKind(
    "people_without_password",
    Severity.SOON,
    BothTexts(
        "{count} người dùng không đăng nhập được vì chưa có mật khẩu: {names}.",
        "{count} people cannot sign in, they have no password: {names}.",
    ),
    BothTexts(
        "Đặt mật khẩu cho họ ở trang Người dùng, hoặc tắt người không còn làm.",
        "Set their passwords on the page People, or switch off who does not work here any more.",
    ),
)
FOLDER_MISSING: Final = FindingKind(
    "folder_missing",
    Severity.SOON,
    BothTexts(
        "Thư mục {folder} được chọn cho {part} nhưng không có trên máy này.",
        "The folder {folder} is set for {part} but is not on this machine.",
    ),
    BothTexts(
        "Cắm USB hoặc ổ đĩa của thư mục đó, hoặc chọn thư mục khác ở Cài đặt.",
        "Plug the stick or disk of that folder in, or choose another folder under Settings.",
    ),
)
ADDRESS_ELSEWHERE: Final = FindingKind(
    "address_elsewhere",
    Severity.SOON,
    BothTexts(
        "Địa chỉ trong mã QR là {url}, nhưng máy này không có địa chỉ đó.",
        "The address in QR codes is {url}, but this machine does not have it.",
    ),
    BothTexts(
        "Đặt địa chỉ IP cố định cho máy chủ, hoặc sửa [server] public_url rồi khởi động lại.",
        "Give the server a fixed IP address, or correct [server] public_url and start it again.",
    ),
)
PRINTER_FILE_MISSING: Final = FindingKind(
    "printer_not_there",
    Severity.URGENT,
    BothTexts(
        "Máy in được đặt là {url}, nhưng máy này không có thiết bị đó.",
        "The printer is set as {url}, but this machine has no such device.",
    ),
    BothTexts(
        "Xem dây USB và nguồn máy in; rút ra cắm lại. Tên đã đổi thì sửa ở Cài đặt, Máy in.",
        "Look at the printer's USB cable and power; plug it in again. If its name changed correct it under Settings, Printer.",
    ),
)
KINDS: Final = (
    NO_BACKUP_FOLDER,
    BACKUP_LATE,
    BACKUP_FAILED,
    BACKUP_BESIDE,
    NO_ADMINISTRATOR,
    WITHOUT_PASSWORD,
    FOLDER_MISSING,
    ADDRESS_ELSEWHERE,
    PRINTER_FILE_MISSING,
)
PARTS: Final = {
    "backup": BothTexts("sao lưu", "backups"),
    "reports": BothTexts("báo cáo tự ghi", "reports"),
    "clips": BothTexts("giọng đọc đã thu", "recorded words"),
}
"""What a folder is set for, as people call it."""


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """The folder that backups go to, if any; how old the latest is where that is too old; why the last try failed."""

    folder: str | None
    late_hours: int | None = None
    failed: str | None = None
    same_disk: bool = False


@dataclass(frozen=True, slots=True)
class PeopleFacts:
    """Whether an administrator can sign in, and the user names of who is active and has nothing to sign in with."""

    administrator: bool
    without_password: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SettingFacts:
    """What is set and not on this machine: folders by what they are for, the printer's device, the address in QR codes."""

    missing: tuple[tuple[str, str], ...] = ()
    printer: str | None = None
    address: str | None = None


def of_backups(facts: BackupFacts) -> Iterator[Finding]:
    """What is wrong with backups."""
    if facts.folder is None:
        yield NO_BACKUP_FOLDER.found()
        return
    if facts.failed is not None:
        yield BACKUP_FAILED.found(said=parted(facts.failed), folder=facts.folder)
    elif facts.late_hours is not None:
        yield BACKUP_LATE.found(hours=facts.late_hours)
    if facts.same_disk:
        yield BACKUP_BESIDE.found()


def of_people(facts: PeopleFacts) -> Iterator[Finding]:
    """Who cannot sign in and should be able to."""
    if not facts.administrator:
        yield NO_ADMINISTRATOR.found()
    if names := facts.without_password:
        yield WITHOUT_PASSWORD.found(count=len(names), names=", ".join(names))


def of_settings(facts: SettingFacts) -> Iterator[Finding]:
    """What is set and cannot be followed here."""
    for part, folder in facts.missing:
        yield FOLDER_MISSING.found(part=PARTS[part], folder=folder)
    if facts.printer is not None:
        yield PRINTER_FILE_MISSING.found(url=facts.printer)
    if facts.address is not None:
        yield ADDRESS_ELSEWHERE.found(url=facts.address)
