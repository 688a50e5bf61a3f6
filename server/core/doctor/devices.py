"""What is connected: printers, the voice, hall screens, kiosks' boxes, and how many lines are taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from server.core.doctor.boxes import (
    BOX_NEWER,
    BOX_NOT_UPGRADED,
    BOX_OLD,
    BOX_UPGRADES,
    KIOSK_SILENT,
    BoxFacts,
    of_kiosk,
)
from server.core.doctor.finding import Finding, FindingKind, Severity
from server.core.printers import Need, meant
from server.core.texts import BothTexts

_NEARLY: Final = 0.9
_NO_MATTER: Final = frozenset({Need.NOTHING, Need.LOOK})

NO_PRINTER: Final = FindingKind(
    "no_printer",
    Severity.SOON,
    BothTexts("Trung tâm chưa có máy in phiếu nào.", "The centre has no slip printer."),
    BothTexts(
        "Đặt máy in ở Cài đặt, Máy in, rồi in phiếu thử ở trang Máy in. Chưa có máy in: người dân chụp số trên màn hình.",
        "Set one under Settings, Printer, then print a test slip on the page Printers. Until then people photograph their number.",
    ),
)
PRINTER_TROUBLE: Final = FindingKind(
    "printer_trouble",
    Severity.URGENT,
    BothTexts("Máy in {name}: {said}", "Printer {name}: {said}"),
    BothTexts(
        "Sửa như trên, rồi in phiếu thử ở trang Máy in. Số vẫn được cấp; in lại phiếu từ trang Hôm nay.",
        "Put it right, then print a test slip on the page Printers. Numbers are still given; print their slips from the page Today.",
    ),
)
PAPER_LOW: Final = FindingKind(
    "paper_low",
    Severity.SOON,
    BothTexts("Máy in {name} sắp hết giấy.", "Printer {name} is low on paper."),
    BothTexts(
        "Chuẩn bị cuộn giấy mới, thay khi vắng người.", "Have a new roll ready, change it when it is quiet."
    ),
)
NO_VOICE: Final = FindingKind(
    "no_voice",
    Severity.SOON,
    BothTexts(
        "Máy chủ không đọc được số: không có giọng đã thu, cũng không có espeak-ng.",
        "The server cannot speak: there are neither recordings nor espeak-ng.",
    ),
    BothTexts(
        "Chạy: sudo apt install espeak-ng. Hoặc đặt thư mục giọng đã thu ở Cài đặt, Loa đọc số.",
        "Run: sudo apt install espeak-ng. Or set a folder of recordings under Settings, Voice.",
    ),
)
VOICE_TROUBLE: Final = FindingKind(
    "voice_trouble",
    Severity.SOON,
    BothTexts("Loa đọc số có sự cố ({source}): {why}", "The voice is in trouble ({source}): {why}"),
    BothTexts(
        "Mở trang Loa đọc số, bấm nghe thử; trang ấy nói phải làm gì.",
        "Open the page Voice and play the sample; that page says what to do.",
    ),
)
WORDS_MISSING: Final = FindingKind(
    "voice_words_missing",
    Severity.NOTE,
    BothTexts("Giọng đã thu thiếu {count} từ.", "The recordings lack {count} words."),
    BothTexts(
        "Xem từ nào thiếu: goiso voice check THƯ_MỤC; thu thêm. Số có từ thiếu do espeak-ng đọc.",
        "See which: goiso voice check FOLDER; record them. Calls that lack a word are left to espeak-ng.",
    ),
)
NO_SCREEN: Final = FindingKind(
    "no_screen",
    Severity.SOON,
    BothTexts("Chưa có màn hình sảnh nào được ghép.", "No hall screen is paired."),
    BothTexts(
        "Mở địa chỉ máy chủ với /display trên màn hình, rồi ghép mã ở trang Màn hình sảnh.",
        "Open the server's address with /display on the screen, then pair its code on the page Hall screens.",
    ),
)
SCREEN_TROUBLE: Final = FindingKind(
    "screen_trouble",
    Severity.SOON,
    BothTexts("Màn hình {name}: {trouble}.", "Screen {name}: {trouble}."),
    BothTexts(
        "Xem màn hình có bật và có mạng không, tải lại trang (F5). Trang Màn hình sảnh nói rõ hơn.",
        "Look whether the screen is on and has a network, load its page again (F5). The page Hall screens says more.",
    ),
)
LINES_FULL: Final = FindingKind(
    "lines_nearly_full",
    Severity.SOON,
    BothTexts("Đã dùng {live} trong {cap} chỗ kết nối.", "{live} of {cap} lines are taken."),
    BothTexts(
        "Đóng trang không dùng ở quầy và màn hình; cần nhiều hơn thì tăng [server] sockets rồi khởi động lại.",
        "Close pages that nobody uses; if more are needed raise [server] sockets and start the server again.",
    ),
)
SECOND_BOX_SILENT: Final = FindingKind(
    "second_box_silent",
    Severity.SOON,
    BothTexts(
        "Máy chủ thứ hai {name} im lặng từ {since}: nó không có những gì xảy ra từ lúc ấy.",
        "The second box {name} has been silent since {since}: it lacks what has happened from then on.",
    ),
    BothTexts(
        "Xem máy ấy có bật, có mạng không; ở máy ấy chạy: journalctl -u goiso-standby -e. Không dùng máy chủ thứ hai nữa thì thu hồi mã {name} ở trang Chương trình.",
        "Look whether it is on and has a network; on it run: journalctl -u goiso-standby -e. Where there is no second box any more take the token {name} back on the page Programs.",
    ),
)
KINDS: Final = (
    NO_PRINTER,
    PRINTER_TROUBLE,
    PAPER_LOW,
    NO_VOICE,
    VOICE_TROUBLE,
    WORDS_MISSING,
    NO_SCREEN,
    SCREEN_TROUBLE,
    KIOSK_SILENT,
    BOX_OLD,
    BOX_NEWER,
    BOX_UPGRADES,
    BOX_NOT_UPGRADED,
    LINES_FULL,
    SECOND_BOX_SILENT,
)
TROUBLES: Final[Mapping[str, BothTexts]] = {
    "gone": BothTexts("không kết nối", "not connected"),
    "hall": BothTexts("sảnh của nó không còn trong cài đặt", "its hall is gone from the settings"),
    "counter": BothTexts("quầy của nó không còn trong cài đặt", "its counter is gone from the settings"),
    "silent": BothTexts("không báo tin", "does not report"),
    "behind": BothTexts("hiện chậm so với máy chủ", "shows what is old"),
    "sound_blocked": BothTexts("trình duyệt chặn tiếng", "its browser blocks sound"),
    "sound_off": BothTexts("đang tắt tiếng", "its sound is off"),
    "old": BothTexts("trang là bản cũ", "its page is of an older version"),
    "slow": BothTexts("vẽ chậm", "draws slowly"),
}
"""What can be wrong with a screen (`server.core.screens.health`), as people are told."""


@dataclass(frozen=True, slots=True)
class PrinterFacts:
    """A printer: what people call it, its state, and what that means by language."""

    name: str | BothTexts
    state: str
    text: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class VoiceFacts:
    """Whether halls are spoken to, by which source, what is in trouble (source and why), how many words lack."""

    enabled: bool
    source: str
    troubles: tuple[tuple[str, str], ...] = ()
    missing: int = 0


@dataclass(frozen=True, slots=True)
class ScreenTroubles:
    """A screen by name, and what is wrong with it."""

    name: str
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SilentBox:
    """A second box that has stopped following, by name, and since when (as people read it)."""

    name: str
    since: str


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """Everything that is connected; `version` is the server's. What is `None` is not known. Of second boxes those that are silent."""

    version: str
    printers: tuple[PrinterFacts, ...] | None = None
    voice: VoiceFacts | None = None
    screens: tuple[ScreenTroubles, ...] | None = None
    kiosks: tuple[BoxFacts, ...] = ()
    lines: tuple[int, int] | None = None
    second_boxes: tuple[SilentBox, ...] = ()


def findings(facts: DeviceFacts) -> Iterator[Finding]:
    """What is wrong with what is connected."""
    if facts.printers is not None:
        yield from _of_printers(facts.printers)
    if facts.voice is not None and facts.voice.enabled:
        yield from _of_voice(facts.voice)
    if facts.screens is not None:
        yield from _of_screens(facts.screens)
    for kiosk in facts.kiosks:
        yield from of_kiosk(kiosk, facts.version)
    if facts.lines is not None and facts.lines[0] >= _NEARLY * facts.lines[1]:
        yield LINES_FULL.found(live=facts.lines[0], cap=facts.lines[1])
    for box in facts.second_boxes:
        yield SECOND_BOX_SILENT.found(name=box.name, since=box.since)


def _of_printers(printers: tuple[PrinterFacts, ...]) -> Iterator[Finding]:
    there = [printer for printer in printers if printer.state != "none"]
    if not there:
        yield NO_PRINTER.found()
    for printer in there:
        need = meant(printer.state).need
        if need is Need.ROLL:
            yield PAPER_LOW.found(name=printer.name)
        elif need not in _NO_MATTER:
            yield PRINTER_TROUBLE.found(name=printer.name, said=printer.text)


def _of_voice(voice: VoiceFacts) -> Iterator[Finding]:
    if voice.source == "browser":
        yield NO_VOICE.found()
    for source, why in voice.troubles:
        yield VOICE_TROUBLE.found(source=source, why=why)
    if voice.missing:
        yield WORDS_MISSING.found(count=voice.missing)


def _of_screens(screens: tuple[ScreenTroubles, ...]) -> Iterator[Finding]:
    if not screens:
        yield NO_SCREEN.found()
    for screen in screens:
        if screen.troubles:
            said = tuple(TROUBLES[trouble] for trouble in screen.troubles)
            yield SCREEN_TROUBLE.found(name=screen.name, trouble=said)
