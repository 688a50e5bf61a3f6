"""The centres as machines: what is wrong with each, how bad it is, and what to do now. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Final

from server.city.board.local_time import moment_words
from server.city.board.view import SILENT_MS, mapping, mappings
from server.core.texts import BothTexts, FilledTexts
from server.core.units import SECOND_MS

_BEHIND: Final = 1000
_FEED_S: Final = 150
_CLOCK_S: Final = 5.0
_DISK_MB: Final = 1000
_BACKUP_S: Final = 36 * 3600
_HOUR_S: Final = 3600
_MINUTE_S: Final = 60


class Badness(IntEnum):
    """How much somebody should hurry."""

    LOOK = 1
    SOON = 2
    NOW = 3


@dataclass(frozen=True, slots=True)
class Fork:
    """A centre's history that does not continue what came before; moments are UTC milliseconds."""

    epoch: int
    after: int
    began_at: int
    why: str
    seen_by: str | None = None


@dataclass(frozen=True, slots=True)
class Machine:
    """What is kept of one centre's machines. `feed_s`: the age of the file that phones read; `None` if this machine has no such folder."""

    code: str
    name: str
    district: str
    read_at: int
    version: str | None = None
    heard_at: int | None = None
    skew_ms: int | None = None
    stored: int = 0
    folded: int = 0
    halted: Mapping[str, Any] | None = None
    health: Mapping[str, Any] = field(default_factory=dict)
    forks: Sequence[Fork] = ()
    feed_s: float | None = None

    @property
    def behind(self) -> int:
        """How many rows are here and not yet understood."""
        return max(0, self.stored - self.folded)


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong, and what to do."""

    code: str
    badness: Badness
    what: FilledTexts
    action: BothTexts


def troubles(machine: Machine) -> list[Trouble]:
    """All of a centre, the worst first."""
    found = [*_of_history(machine), *_of_line(machine), *_of_health(machine.health)]
    return sorted(found, key=lambda trouble: -trouble.badness)


def by_need(fleet: Sequence[Machine]) -> list[tuple[Machine, list[Trouble]]]:
    """The centres with their troubles, the most urgent first."""
    found = [(machine, troubles(machine)) for machine in fleet]
    return sorted(found, key=_need)


def _need(line: tuple[Machine, list[Trouble]]) -> tuple[int, int, str]:
    machine, found = line
    return -max((trouble.badness for trouble in found), default=0), -len(found), machine.code


def _of_history(machine: Machine) -> Iterator[Trouble]:
    for fork in machine.forks:
        if fork.seen_by is None:
            yield Trouble("fork", Badness.NOW, FORK.filled(at=moment_words(fork.began_at)), FORK_ACTION)
    if machine.halted is not None:
        kind = machine.halted.get("type") or "?"
        yield Trouble("halted", Badness.NOW, HALTED.filled(type=kind), HALTED_ACTION)
    elif machine.behind > _BEHIND:
        yield Trouble("behind", Badness.SOON, BEHIND.filled(count=machine.behind), BEHIND_ACTION)


def _of_line(machine: Machine) -> Iterator[Trouble]:
    if machine.heard_at is None:
        yield Trouble("never", Badness.SOON, NEVER.filled(), NEVER_ACTION)
        return
    if machine.read_at - machine.heard_at > SILENT_MS:
        yield Trouble("silent", Badness.NOW, SILENT.filled(at=moment_words(machine.heard_at)), SILENT_ACTION)
    skew_s = abs(machine.skew_ms or 0) / SECOND_MS
    if skew_s > _CLOCK_S:
        yield Trouble("clock", Badness.SOON, CLOCK.filled(seconds=round(skew_s)), CLOCK_ACTION)
    if machine.feed_s is not None and machine.feed_s > _FEED_S:
        yield Trouble(
            "feed", Badness.SOON, FEED.filled(minutes=int(machine.feed_s) // _MINUTE_S), FEED_ACTION
        )


def _of_health(health: Mapping[str, Any]) -> Iterator[Trouble]:
    for kiosk in mappings(health.get("kiosks")):
        yield from _of_kiosk(kiosk)
    screens = mapping(health.get("screens")).get("silent")
    if isinstance(screens, int) and screens > 0:
        yield Trouble("screens", Badness.SOON, SCREENS.filled(count=screens), SCREENS_ACTION)
    free = number(health.get("disk_free_mb"))
    if free is not None and free < _DISK_MB:
        yield Trouble("disk", Badness.NOW, DISK.filled(free=round(free)), DISK_ACTION)
    if "backup_age_s" in health:
        age = number(health["backup_age_s"])
        if age is None:
            yield Trouble("backup", Badness.SOON, NO_BACKUP.filled(), BACKUP_ACTION)
        elif age > _BACKUP_S:
            yield Trouble("backup", Badness.SOON, BACKUP.filled(hours=int(age) // _HOUR_S), BACKUP_ACTION)


def _of_kiosk(kiosk: Mapping[str, Any]) -> Iterator[Trouble]:
    n = kiosk.get("n", "?")
    if kiosk.get("state") == "silent":
        yield Trouble("kiosk", Badness.SOON, KIOSK.filled(n=n), KIOSK_ACTION)
    elif kiosk.get("paper") == "out":
        yield Trouble("paper_out", Badness.NOW, PAPER_OUT.filled(n=n), PAPER_ACTION)
    elif kiosk.get("printer") in {"out", "trouble"}:
        yield Trouble("printer", Badness.SOON, PRINTER.filled(n=n), PRINTER_ACTION)
    elif kiosk.get("paper") == "low":
        yield Trouble("paper_low", Badness.LOOK, PAPER_LOW.filled(n=n), PAPER_ACTION)


def number(said: Any) -> float | None:
    """The value if it is a number, else `None`."""
    return float(said) if isinstance(said, int | float) and not isinstance(said, bool) else None


FORK: Final = BothTexts("Lịch sử số liệu rẽ nhánh lúc {at}", "Its history became another one at {at}")
FORK_ACTION: Final = BothTexts(
    "Hỏi trung tâm có khôi phục máy chủ từ bản sao lưu không, và máy cũ đã tắt chưa. Rồi bấm “Đã xem”.",
    "Ask the centre whether its server was restored from a backup, and whether the old machine is off. Then press “Seen”.",
)
HALTED: Final = BothTexts("Phiên bản mới hơn thành phố: {type}", "Newer than the city's version: {type}")
HALTED_ACTION: Final = BothTexts(
    "Nâng cấp máy chủ thành phố. Số liệu vẫn được nhận và tự hiện tiếp sau đó.",
    "Upgrade the city's server. Figures are still received and go on by themselves afterwards.",
)
BEHIND: Final = BothTexts("Còn {count} dòng chưa xử lý", "{count} rows are not worked through yet")
BEHIND_ACTION: Final = BothTexts(
    "Xem tiến trình “goiso city follow” có đang chạy không.", "See whether “goiso city follow” is running."
)
NEVER: Final = BothTexts("Chưa kết nối lần nào", "Has never connected")
NEVER_ACTION: Final = BothTexts(
    "Cấp mã kết nối và nhập mã tại máy chủ của trung tâm.", "Make a code and enter it at the centre's server."
)
SILENT: Final = BothTexts("Mất kết nối từ {at}", "Not heard since {at}")
SILENT_ACTION: Final = BothTexts(
    "Gọi trung tâm kiểm tra mạng Internet và máy chủ. Trung tâm vẫn phục vụ bình thường.",
    "Call the centre: its Internet line and its server. The centre itself goes on as usual.",
)
CLOCK: Final = BothTexts("Đồng hồ lệch {seconds} giây", "Its clock is {seconds} s off")
CLOCK_ACTION: Final = BothTexts(
    "Bật đồng bộ giờ (NTP) trên máy chủ của trung tâm.", "Switch on time synchronisation (NTP) at the centre."
)
FEED: Final = BothTexts(
    "Tệp cho điện thoại cũ {minutes} phút", "The file that phones read is {minutes} min old"
)
FEED_ACTION: Final = BothTexts(
    "Xem tiến trình “goiso city follow” và chỗ trống trên đĩa của thành phố.",
    "See “goiso city follow” and the free space on the city's disk.",
)
SCREENS: Final = BothTexts("{count} màn hình mất liên lạc", "{count} screens are not heard")
SCREENS_ACTION: Final = BothTexts(
    "Nhờ trung tâm xem nguồn điện và mạng của màn hình.", "Ask the centre to look at their power and network."
)
DISK: Final = BothTexts("Đĩa còn {free} MB", "{free} MB of disk are left")
DISK_ACTION: Final = BothTexts(
    "Dọn đĩa hoặc thay đĩa lớn hơn trong hôm nay.", "Clear the disk, or put in a larger one, today."
)
NO_BACKUP: Final = BothTexts("Chưa có bản sao lưu nào", "There is no backup")
BACKUP: Final = BothTexts("Bản sao lưu cũ {hours} giờ", "The backup is {hours} h old")
BACKUP_ACTION: Final = BothTexts(
    "Kiểm tra ổ sao lưu tại trung tâm, rồi sao lưu ngay.",
    "See to the centre's backup disk, then make a backup now.",
)
KIOSK: Final = BothTexts("Máy lấy số {n} mất liên lạc", "Kiosk {n} is not heard")
KIOSK_ACTION: Final = BothTexts(
    "Nhờ trung tâm xem nguồn điện và mạng của máy.", "Ask the centre to look at its power and network."
)
PAPER_OUT: Final = BothTexts("Máy lấy số {n} hết giấy", "Kiosk {n} is out of paper")
PAPER_LOW: Final = BothTexts("Máy lấy số {n} sắp hết giấy", "Kiosk {n} is low on paper")
PAPER_ACTION: Final = BothTexts("Nhắc trung tâm thay cuộn giấy.", "Remind the centre to change the roll.")
PRINTER: Final = BothTexts("Máy in của máy lấy số {n} có lỗi", "The printer of kiosk {n} has a fault")
PRINTER_ACTION: Final = BothTexts(
    "Nhờ trung tâm tắt máy in, chờ mười giây rồi bật lại.",
    "Ask the centre to switch the printer off, wait ten seconds and switch it on.",
)
