"""The machine besides its disk and clock: memory, the port it listens on, certificates, who may read its files."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from server.core.doctor.finding import Finding, FindingKind, Severity
from server.core.texts import BothTexts

_MB: Final = 1024 * 1024
_LITTLE: Final = 150 * _MB
_SOON_DAYS: Final = 30
_DAY_S: Final = 86_400

MEMORY_LOW: Final = FindingKind(
    "memory_low",
    Severity.SOON,
    BothTexts("Bộ nhớ (RAM) chỉ còn {free} MB.", "Only {free} MB of memory are free."),
    BothTexts(
        "Đóng chương trình khác trên máy chủ (trình duyệt, văn phòng); cuối ngày khởi động lại máy.",
        "Close other programs on the server (browser, office); restart the machine at the end of the day.",
    ),
)
PORT_TAKEN: Final = FindingKind(
    "port_taken",
    Severity.URGENT,
    BothTexts(
        "Cổng {port} đang do chương trình khác dùng: {who}.",
        "Port {port} is used by another program: {who}.",
    ),
    BothTexts(
        "Tắt chương trình đó, hoặc ghi cổng khác ở [server] port; xem: sudo ss -ltnp 'sport = :{port}'",
        "Stop that program, or set another [server] port; look: sudo ss -ltnp 'sport = :{port}'",
    ),
)
NOBODY_LISTENS: Final = FindingKind(
    "nobody_listens",
    Severity.URGENT,
    BothTexts("Máy chủ không trả lời ở cổng {port}.", "The server does not answer on port {port}."),
    BothTexts(
        "Máy chủ chạy ở cổng khác (--port) thì thêm --port ấy vào lệnh goiso doctor. Nếu không: systemctl status goiso, rồi journalctl -u goiso -e; dòng cuối nói vì sao. Bật lại: sudo systemctl restart goiso",
        "Where it runs on another port (--port) say that --port to goiso doctor, too. If not: systemctl status goiso, then journalctl -u goiso -e; the last line says why. Start: sudo systemctl restart goiso",
    ),
)
CERTIFICATE_ENDED: Final = FindingKind(
    "certificate_ended",
    Severity.URGENT,
    BothTexts(
        "Chứng thư https đã hết hạn ngày {end}.",
        "The https certificate ended on {end}.",
    ),
    BothTexts(
        "Điện thoại và máy khác sẽ báo không an toàn. Làm chứng thư mới rồi khởi động lại máy chủ trung chuyển (nginx, Caddy).",
        "Phones and other machines warn of it. Make a new certificate and restart the proxy (nginx, Caddy).",
    ),
)
CERTIFICATE_ENDS: Final = FindingKind(
    "certificate_ends",
    Severity.SOON,
    BothTexts(
        "Chứng thư https hết hạn ngày {end}, còn {days} ngày.",
        "The https certificate ends on {end}, in {days} days.",
    ),
    BothTexts(
        "Làm chứng thư mới trước ngày đó, ngoài giờ làm việc.",
        "Make a new certificate before that day, after hours.",
    ),
)
CERTIFICATE_NOT_YET: Final = FindingKind(
    "certificate_not_yet",
    Severity.URGENT,
    BothTexts(
        "Chứng thư https chỉ có giá trị từ ngày {begin}: làm lúc đồng hồ sai, hoặc đồng hồ bây giờ sai.",
        "The https certificate is valid only from {begin}: it was made by a wrong clock, or the clock is wrong now.",
    ),
    BothTexts(
        "Xem giờ đúng trên điện thoại. Đồng hồ máy chủ sai: chỉnh ở trang Kiểm tra máy. Đồng hồ đúng: làm chứng thư mới (goiso certificate), rồi khởi động lại máy chủ trung chuyển (nginx, Caddy).",
        "Look at a phone for the right time. Where the server's clock is wrong, set it on the page Check the machine. Where it is right, make a new certificate (goiso certificate) and restart the proxy (nginx, Caddy).",
    ),
)
FOLDER_OPEN: Final = FindingKind(
    "folder_open",
    Severity.SOON,
    BothTexts(
        "Người dùng khác trên máy đọc được thư mục dữ liệu.",
        "Other users of this machine can read the data folder.",
    ),
    BothTexts(
        "Chạy: sudo chmod -R go= {folder}",
        "Run: sudo chmod -R go= {folder}",
    ),
)
KINDS: Final = (
    MEMORY_LOW,
    PORT_TAKEN,
    NOBODY_LISTENS,
    CERTIFICATE_ENDED,
    CERTIFICATE_ENDS,
    CERTIFICATE_NOT_YET,
    FOLDER_OPEN,
)


@dataclass(frozen=True, slots=True)
class Port:
    """Whether the server answers on its port; `other` is another program that listens there, "?" if that cannot be seen."""

    number: int
    answers: bool
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """The days on which it begins and ends to be valid, as people read them, and in how many seconds that is: less than 0 for what is past."""

    begin: str
    end: str
    begins_s: int
    left_s: int


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """`memory` is what programs can still get, in bytes; `certificate` is the one that browsers are shown.

    `open_folder` is the data folder where others can read it. What is `None` is not known.
    """

    memory: int | None = None
    port: Port | None = None
    certificate: Certificate | None = None
    open_folder: str | None = None


def findings(facts: MachineFacts) -> Iterator[Finding]:
    """What is wrong with the machine."""
    if facts.memory is not None and facts.memory < _LITTLE:
        yield MEMORY_LOW.found(free=facts.memory // _MB)
    if facts.port is not None:
        yield from _of_port(facts.port)
    if facts.certificate is not None:
        yield from _of_certificate(facts.certificate)
    if facts.open_folder is not None:
        yield FOLDER_OPEN.found(folder=facts.open_folder)


def _of_port(port: Port) -> Iterator[Finding]:
    if port.other is not None:
        yield PORT_TAKEN.found(port=port.number, who=port.other)
    elif not port.answers:
        yield NOBODY_LISTENS.found(port=port.number)


def _of_certificate(found: Certificate) -> Iterator[Finding]:
    if found.begins_s > 0:
        yield CERTIFICATE_NOT_YET.found(begin=found.begin)
    elif found.left_s <= 0:
        yield CERTIFICATE_ENDED.found(end=found.end)
    elif found.left_s < _SOON_DAYS * _DAY_S:
        yield CERTIFICATE_ENDS.found(end=found.end, days=found.left_s // _DAY_S)
