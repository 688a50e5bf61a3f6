"""The clock, beside others' clocks and the journal; and the time zone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from statistics import median_low
from typing import Final

from server.core.doctor.finding import Finding, FindingKind, Severity
from server.core.queue.days import EARLIEST_MS, moment
from server.core.texts import BothTexts
from server.core.units import HOUR_MS, MINUTE_MS, SECOND_MS

WRONG_MS: Final = 2 * MINUTE_MS
"""From so far on a clock is said to be wrong: people compare it with their own telephones."""
_ALIKE_MS: Final = MINUTE_MS
_TWO: Final = 2
LATEST_MS: Final = int(datetime(2060, 1, 1, tzinfo=UTC).timestamp()) * SECOND_MS
_DAY_MS: Final = 24 * HOUR_MS
_LEAP_MS: Final = 60 * _DAY_MS
_VIETNAM_MINUTES: Final = 7 * 60
LEAP_SEEN_MS: Final = 3 * _DAY_MS
"""For so long after it a clock that went forward by months is doubted: a centre that really stood still has written rows since."""

APART: Final = FindingKind(
    "clock_apart",
    Severity.URGENT,
    BothTexts(
        "Đồng hồ máy chủ là {now}, trong khi {count} máy nối vào có giờ khoảng {theirs}.",
        "The server's clock says {now}, while {count} machines that connect say about {theirs}.",
    ),
    BothTexts(
        "Xem giờ đúng trên điện thoại, rồi chỉnh đồng hồ máy chủ ở trang Kiểm tra máy. Số và báo cáo đi theo đồng hồ này.",
        "Look at a phone for the right time, then set the server's clock on the page Check the machine. Numbers and reports go by it.",
    ),
)
CITY_APART: Final = FindingKind(
    "city_clock_apart",
    Severity.URGENT,
    BothTexts(
        "Đồng hồ máy chủ là {now}, trong khi ở thành phố là {theirs}.",
        "The server's clock says {now}, while the city's says {theirs}.",
    ),
    APART.do,
)
BEFORE_JOURNAL: Final = FindingKind(
    "clock_before_journal",
    Severity.URGENT,
    BothTexts(
        "Đồng hồ máy chủ là {now}, sớm hơn dòng nhật ký cuối cùng ({last}).",
        "The server's clock says {now}, before the journal's latest entry ({last}).",
    ),
    BothTexts(
        "Xem giờ đúng trên điện thoại, rồi chỉnh đồng hồ máy chủ ở trang Kiểm tra máy. Số và báo cáo đi theo đồng hồ này.",
        "Look at a phone for the right time, then set the server's clock on the page Check the machine. Numbers and reports go by it.",
    ),
)
IMPOSSIBLE: Final = FindingKind(
    "clock_impossible",
    Severity.URGENT,
    BothTexts(
        "Đồng hồ máy chủ là {now}: không thể đúng. Pin của bo mạch có thể đã hết.",
        "The server's clock says {now}: that cannot be right. The battery on its board may be flat.",
    ),
    BothTexts(
        "Chỉnh ngày giờ ở trang Kiểm tra máy trước khi cấp số; thay pin CR2032 trên bo mạch để lần sau không mất giờ.",
        "Set date and time on the page Check the machine before numbers are given; replace the CR2032 battery on the board.",
    ),
)
NOT_SYNCHRONISED: Final = FindingKind(
    "clock_not_synchronised",
    Severity.NOTE,
    BothTexts(
        "Đồng hồ máy chủ không tự chỉnh theo mạng.",
        "The server's clock is not set by the network.",
    ),
    BothTexts(
        "Không có internet thì đây là bình thường: mỗi sáng thứ Hai so với điện thoại. Có internet: sudo timedatectl set-ntp true",
        "Without internet that is usual: compare it with a phone every Monday. With internet: sudo timedatectl set-ntp true",
    ),
)
BOX_WRONG: Final = FindingKind(
    "box_clock_wrong",
    Severity.SOON,
    BothTexts(
        "Đồng hồ hộp máy {name} lệch {minutes} phút so với máy chủ.",
        "The clock of the box {name} is {minutes} minutes off the server's.",
    ),
    BothTexts(
        "Chỉnh giờ của hộp máy: sudo timedatectl set-time '{now}'. Số đã lấy vẫn đúng giờ máy chủ.",
        "Set the box's clock: sudo timedatectl set-time '{now}'. Numbers given keep the server's time.",
    ),
)
ZONE_UNUSUAL: Final = FindingKind(
    "zone_unusual",
    Severity.SOON,
    BothTexts(
        "Múi giờ của trung tâm là {zone}, không phải giờ Việt Nam.",
        "The centre's time zone is {zone}, not that of Vietnam.",
    ),
    BothTexts(
        "Đặt lại múi giờ Asia/Ho_Chi_Minh ở Cài đặt, Trung tâm.",
        "Set the time zone Asia/Ho_Chi_Minh under Settings, Centre.",
    ),
)
ZONE_OF_MACHINE: Final = FindingKind(
    "zone_of_machine",
    Severity.NOTE,
    BothTexts(
        "Múi giờ của máy chủ khác của trung tâm ({zone}). Số và báo cáo vẫn theo trung tâm; giờ trong nhật ký hệ thống thì không.",
        "The machine's time zone is not the centre's ({zone}). Numbers and reports go by the centre's; times in the system's log do not.",
    ),
    BothTexts(
        "Chạy: sudo timedatectl set-timezone {zone}",
        "Run: sudo timedatectl set-timezone {zone}",
    ),
)
KINDS: Final = (
    APART,
    CITY_APART,
    BEFORE_JOURNAL,
    IMPOSSIBLE,
    NOT_SYNCHRONISED,
    BOX_WRONG,
    ZONE_UNUSUAL,
    ZONE_OF_MACHINE,
)


@dataclass(frozen=True, slots=True)
class Zone:
    """The centre's zone by name and its minutes east of UTC, and those of the machine."""

    name: str
    minutes: int
    machine_minutes: int


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """Times are UTC milliseconds: `now`, the journal's latest row, by how much others' clocks are ahead, and the city's, if it tells.

    `boxes` are by how many seconds each kiosk's box is ahead, by name; `synchronised` is `None` where nobody can say.
    `held` says that the centre does not go by this clock.
    """

    now: int
    zone: Zone
    last_row: int | None = None
    ahead_ms: tuple[int, ...] = ()
    boxes: Mapping[str, int] = field(default_factory=dict)
    synchronised: bool | None = None
    city_ahead_ms: int | None = None
    held: bool = False


def possible(at: int) -> bool:
    """Whether a clock can be right that says this moment, UTC milliseconds."""
    return EARLIEST_MS <= at < LATEST_MS


def before_journal(now: int, last_row: int | None) -> bool:
    """Whether the journal knows of something that is still to come."""
    return last_row is not None and last_row - now > WRONG_MS


def leapt(now: int, before: int | None) -> bool:
    """Whether a clock came forward by months; `before` is the journal's latest moment more than `LEAP_SEEN_MS` before `now`."""
    return before is not None and now - before > _LEAP_MS


def apart(ahead_ms: Iterable[int]) -> tuple[int, int] | None:
    """By how much others' clocks are ahead of this one, and how many say so; `None` unless most of them do.

    Minutes are believed of two machines at least that agree; hours of a single one.
    """
    known = list(ahead_ms)
    for side in (1, -1):
        far = [ahead for ahead in known if ahead * side > WRONG_MS]
        if 2 * len(far) <= len(known):
            continue
        middle = median_low(far)
        agree = sum(abs(ahead - middle) <= _ALIKE_MS for ahead in far)
        if agree >= _TWO or abs(middle) > HOUR_MS:
            return middle, len(far)
    return None


def findings(facts: ClockFacts) -> Iterator[Finding]:
    """What is wrong with the clock and the time zone."""
    if not possible(facts.now):
        yield IMPOSSIBLE.found(now=_spelled(facts, facts.now))
    if (others := apart(facts.ahead_ms)) is not None:
        ahead, count = others
        theirs = _spelled(facts, facts.now + ahead)
        yield APART.found(now=_spelled(facts, facts.now), count=count, theirs=theirs)
    elif facts.city_ahead_ms is not None and abs(facts.city_ahead_ms) > WRONG_MS:
        theirs = _spelled(facts, facts.now + facts.city_ahead_ms)
        yield CITY_APART.found(now=_spelled(facts, facts.now), theirs=theirs)
    elif before_journal(facts.now, facts.last_row) and (facts.held or not _others_agree(facts)):
        assert facts.last_row is not None
        yield BEFORE_JOURNAL.found(now=_spelled(facts, facts.now), last=_spelled(facts, facts.last_row))
    if facts.synchronised is False:
        yield NOT_SYNCHRONISED.found()
    yield from _of_boxes(facts)
    yield from _of_zone(facts.zone)


def _others_agree(facts: ClockFacts) -> bool:
    """Whether another clock agrees with this one: then a wrong clock wrote the journal. A differing clock of the city is reported before."""
    return facts.city_ahead_ms is not None or any(abs(ahead) <= WRONG_MS for ahead in facts.ahead_ms)


def _of_boxes(facts: ClockFacts) -> Iterator[Finding]:
    for name, ahead_s in facts.boxes.items():
        if abs(ahead_s) * SECOND_MS > WRONG_MS:
            minutes = round(abs(ahead_s) * SECOND_MS / MINUTE_MS)
            now = f"{_local(facts, facts.now):%Y-%m-%d %H:%M:%S}"
            yield BOX_WRONG.found(name=name, minutes=minutes, now=now)


def _of_zone(zone: Zone) -> Iterator[Finding]:
    if zone.minutes != _VIETNAM_MINUTES:
        yield ZONE_UNUSUAL.found(zone=zone.name)
    if zone.machine_minutes != zone.minutes:
        yield ZONE_OF_MACHINE.found(zone=zone.name)


def spelled(local: datetime) -> str:
    """A moment of the centre's time as people read it."""
    return f"{local:%H:%M %d/%m/%Y}"


def _spelled(facts: ClockFacts, at: int) -> str:
    return spelled(_local(facts, at))


def _local(facts: ClockFacts, at: int) -> datetime:
    return moment(at, timezone(timedelta(minutes=facts.zone.minutes)))
