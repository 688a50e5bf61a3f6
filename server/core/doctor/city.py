"""The line to the city, where the centre belongs to one. None of it keeps a number from anybody here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from server.core.doctor.finding import Finding, FindingKind, Severity
from server.core.link.now import LinkNow, Trouble
from server.core.link.troubles import TROUBLES
from server.core.texts import BothTexts
from server.core.units import HOUR_MS

LASTS_MS: Final = HOUR_MS
"""How long a line may be down before it is reported: cables are unplugged and routers restarted."""
LONG_MS: Final = 24 * HOUR_MS
_WHAT: Final = BothTexts(
    "Thành phố chưa nhận được gì từ {since}. {what}", "The city has taken nothing since {since}. {what}"
)
_DO: Final = BothTexts(
    "{do} Số ở đây vẫn cấp và gọi bình thường; mọi dữ liệu được gửi bù khi thông.",
    "{do} Numbers go on here as always; everything is sent once it is put right.",
)
SILENT: Final = FindingKind("city_silent", Severity.SOON, _WHAT, _DO)
SILENT_LONG: Final = FindingKind("city_silent_long", Severity.URGENT, _WHAT, _DO)
STOPPED: Final = FindingKind(
    "city_stopped",
    Severity.URGENT,
    BothTexts(
        "Ngừng gửi cho thành phố từ {since}. {what}", "Nothing is sent to the city since {since}. {what}"
    ),
    _DO,
)
LOST: Final = FindingKind(
    "city_lost",
    Severity.URGENT,
    BothTexts(
        "Trung tâm thuộc {url} ({centre}), nhưng máy này không còn mã kết nối: không gửi gì. Thường là sau khi đổi máy hay khôi phục.",
        "The centre belongs to {url} ({centre}), but its token is not on this machine: nothing is sent. Mostly after another machine or a restore.",
    ),
    BothTexts(
        "Xin thành phố một mã mới, rồi trên máy này chạy: goiso link --city {url} --code MÃ. Không thuộc thành phố nữa: bấm Ngừng gửi ở trang Thành phố.",
        "Ask the city for a new code, then on this machine run: goiso link --city {url} --code CODE. If it belongs there no more end it on the page City.",
    ),
)
CATALOGUE_REFUSED: Final = FindingKind(
    "city_catalogue_refused",
    Severity.SOON,
    BothTexts(
        "Danh mục bản {version} của thành phố không dùng được ở đây: {why}",
        "The city's catalogue, version {version}, cannot be used here: {why}",
    ),
    BothTexts(
        "Đọc lý do này cho người phụ trách danh mục ở thành phố để họ phát bản khác. Ở đây vẫn dùng danh mục cũ.",
        "Read this reason to the city's people of the catalogue, so that they offer another version. Here the former one stays in use.",
    ),
)
KINDS: Final = (SILENT, SILENT_LONG, STOPPED, LOST, CATALOGUE_REFUSED)


@dataclass(frozen=True, slots=True)
class Lost:
    """The city at `url` that the journal says the centre belongs to as `centre`, of which nothing else is on this machine."""

    url: str
    centre: str


@dataclass(frozen=True, slots=True)
class CityFacts:
    """`link` is how the line is at `now` (UTC milliseconds), `since` as people read it when the city last took anything."""

    now: int
    link: LinkNow | None = None
    since: str = ""
    lost: Lost | None = None


def findings(facts: CityFacts) -> Iterator[Finding]:
    """What is wrong with the line to the city."""
    if facts.lost is not None:
        yield LOST.found(url=facts.lost.url, centre=facts.lost.centre)
    if (link := facts.link) is None:
        return
    if link.trouble is not None:
        yield from _of_trouble(facts, link, link.trouble)
    if link.catalogue is not None and link.catalogue.refused:
        yield CATALOGUE_REFUSED.found(version=link.catalogue.version, why=link.catalogue.why)


def _of_trouble(facts: CityFacts, link: LinkNow, trouble: Trouble) -> Iterator[Finding]:
    """Report a trouble at once if it does not pass by itself, else only when it lasts."""
    kind = TROUBLES[trouble.code]
    if kind.grave:
        found = STOPPED
    elif facts.now - trouble.since < LASTS_MS:
        return
    else:
        silent_for = facts.now - (link.silent_since or trouble.since)
        found = SILENT_LONG if silent_for >= LONG_MS else SILENT
    what = kind.what.filled(row="—" if trouble.row is None else trouble.row)
    yield found.found(since=facts.since, what=what, do=kind.lasting or kind.action, trouble=trouble.code)
