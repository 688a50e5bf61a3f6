"""Whether what is stored can be read, agrees with the journal, and was looked at lately."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from server.core.doctor.finding import Finding, FindingKind, Severity
from server.core.refusal import Refusal
from server.core.texts import BothTexts
from server.core.units import HOUR_MS

_DAY_MS: Final = 24 * HOUR_MS
_EXAMINED_DAYS: Final = 7

UNSOUND: Final = FindingKind(
    "database_unsound",
    Severity.URGENT,
    BothTexts("Cơ sở dữ liệu có sự cố: {what}", "The database is in trouble: {what}"),
    BothTexts(
        "{action} Đừng xóa gì trong thư mục dữ liệu.",
        "{action} Do not delete anything in the data folder.",
    ),
)
DIFFERS: Final = FindingKind(
    "database_differs",
    Severity.URGENT,
    BothTexts(
        "Nhật ký và các bảng không khớp ở {count} chỗ.",
        "The journal and the tables disagree in {count} places.",
    ),
    BothTexts(
        "Dừng máy chủ, chép cả thư mục dữ liệu ra chỗ khác, gửi kết quả của goiso doctor cho người hỗ trợ;"
        " cần chạy ngay thì khôi phục bản sao lưu gần nhất (goiso restore).",
        "Stop the server, copy the whole data folder elsewhere, send what goiso doctor printed to your supporter;"
        " to go on at once restore the latest backup (goiso restore).",
    ),
)
NOT_EXAMINED: Final = FindingKind(
    "database_not_examined",
    Severity.NOTE,
    BothTexts(
        "Nhật ký và các bảng chưa được đối chiếu trong {days} ngày qua.",
        "The journal and the tables have not been compared for {days} days.",
    ),
    BothTexts(
        "Bấm Sao lưu ngay ở trang Sao lưu (mỗi lần sao lưu đều đối chiếu; chưa chọn nơi để thì chọn trước), hoặc ngoài giờ chạy: goiso doctor --data THƯ_MỤC.",
        "Press Back up now on the page Backups (each backup is compared; choose its folder first where none is set), or after hours run: goiso doctor --data FOLDER.",
    ),
)
TO_COME: Final = FindingKind(
    "numbers_to_come",
    Severity.SOON,
    BothTexts(
        "Có {count} số của ngày chưa đến ({days}): đồng hồ từng chạy nhanh khi cấp các số ấy.",
        "{count} numbers are of days to come ({days}): the clock was ahead when they were given.",
    ),
    BothTexts(
        "So đồng hồ với điện thoại. Không số nào bị cấp hai lần: đến ngày ấy số đi tiếp sau các số này."
        " Sáng ngày ấy, số nào trong đó còn chờ thì hủy ở trang Hôm nay: người cầm phiếu không còn ở đây.",
        "Compare the clock with a phone. No number comes twice: on such a day numbers go on after these."
        " That morning cancel those that still wait on the page Today: whoever held them is not here any more.",
    ),
)
KINDS: Final = (UNSOUND, DIFFERS, NOT_EXAMINED, TO_COME)


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """`trouble` is why it cannot be read or written; `differences` their number, where somebody compared just now.

    `examined_at` is when the journal and the tables were last compared, `began_at` the journal's first row, `now` the
    time; UTC milliseconds. `to_come` are business days that have numbers and are still to come, with how many each has.
    """

    now: int
    trouble: Refusal | None = None
    differences: int | None = None
    examined_at: int | None = None
    began_at: int | None = None
    to_come: tuple[tuple[str, int], ...] = ()


def findings(facts: DatabaseFacts) -> Iterator[Finding]:
    """What is wrong with the database."""
    if (trouble := facts.trouble) is not None:
        told = (text.filled(**trouble.parameters) for text in (trouble.kind.detail, trouble.kind.action))
        yield UNSOUND.found(**dict(zip(("what", "action"), told, strict=True)))
    if facts.differences:
        yield DIFFERS.found(count=facts.differences)
    since = facts.examined_at or facts.began_at
    if facts.differences is None and since is not None and facts.now - since > _EXAMINED_DAYS * _DAY_MS:
        yield NOT_EXAMINED.found(days=(facts.now - since) // _DAY_MS)
    if facts.to_come:
        days = ", ".join(f"{date.fromisoformat(day):%d/%m/%Y}" for day, _ in facts.to_come)
        yield TO_COME.found(count=sum(count for _, count in facts.to_come), days=days)
