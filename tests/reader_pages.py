"""What docs/ tells readers from the product's own: the officer's keys and the technician's tables. `python -m tests.reader_pages` writes it."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from server.core.doctor.examine import CATALOGUE
from server.core.doctor.finding import ORDER, SEVERITY_NAMES, FindingKind
from server.core.refusals.clock import CLOCK
from server.core.refusals.kind import Kind as Refused
from server.core.refusals.machines import MACHINES
from server.core.refusals.screens import SCREENS
from server.core.refusals.storage import STORAGE

ROOT: Final = Path(__file__).parent.parent
CARD: Final = ROOT / "docs" / "officers-card.md"
TECHNICIAN: Final = ROOT / "docs" / "technician.md"
KEYS: Final = ROOT / "server" / "static" / "counter" / "keys.js"
CONSOLE: Final = ROOT / "templates" / "counter" / "counter.html"
REFUSALS: Final[Mapping[str, Refused]] = {**STORAGE, **MACHINES, **CLOCK, **SCREENS}
"""The errors that a technician meets; docs/api.md has all."""

WHAT: Final = {
    "primary": "**Làm việc kế tiếp**, như nút lớn ghi: mở quầy, gọi số tiếp theo, bắt đầu phục vụ, hoàn tất",
    "next": "xong số này và gọi luôn số tiếp theo",
    "result": "xong với kết quả khác: trả kết quả, bổ sung, từ chối, hướng dẫn…",
    "transfer": "chuyển người dân sang lĩnh vực hoặc quầy khác",
    "park": "cho người dân đi lấy thêm giấy tờ, giữ chỗ",
    "undo": "bỏ bước vừa bấm, trong một phút",
    "help": "gọi người quản lý đến quầy; bấm lần nữa khi đã được giúp",
    "pick": "chọn một số không theo thứ tự, có lý do",
    "fields": "chọn lĩnh vực mà quầy này nhận",
    "hand-over": "giao quầy cho đồng nghiệp",
    "recall": "nhắc lại số đang gọi",
    "no-show": "không thấy ai đến",
    "return": "trả số về hàng chờ",
    "star": "tạm nghỉ; khi đang giữ số: ghi diện ưu tiên",
    "pause": "tạm nghỉ",
    "priority": "ghi diện ưu tiên của số đang giữ",
    "close": "đóng quầy",
    "find": "tìm một số: đang ở đâu, từng bước, in lại phiếu",
}
"""What an officer does with each action of the console's keys."""
_PAIR: Final = re.compile(r'^\s*(?:"([^"]+)"|(\w+)): (?:"([\w-]+)"|PRIMARY),$', re.MULTILINE)
_TITLES: Final = re.compile(r'further\("([\w-]+)", _\("([^"]+)"\), "(\w)", "([^"]+)"')


def bindings() -> dict[str, list[str]]:
    """The keys of each action as `keys.js` has them: what is typed, keypad signs first."""
    source = KEYS.read_text(encoding="utf-8")
    digits = re.findall(r'"([\w-]+)"', _block(source, "DIGITS = [", "]"))
    found: dict[str, list[str]] = {}
    signs = {str(place): action for place, action in enumerate(digits, 1)}
    for quoted, bare, action in _PAIR.findall(_block(source, "BY_SIGN = {", "};")):
        signs[quoted or bare] = action or "primary"
    for sign, action in sorted(signs.items(), key=lambda known: (known[0].isalpha(), known[0])):
        found.setdefault(action, []).append(sign)
    return found


def shown() -> dict[str, tuple[str, str, str]]:
    """What the console's buttons say: by action their text, their letter and their sign of the keypad."""
    page = CONSOLE.read_text(encoding="utf-8")
    return {
        action: (text, letter.lower(), pad.replace("−", "-"))
        for action, text, letter, pad in _TITLES.findall(page)
    }


def card() -> str:
    """The officer's keys, one line an action, in the order of the keypad."""
    rows = (f"| {_pads(keys)} | {_letters(keys)} | {WHAT[action]} |" for action, keys in bindings().items())
    return "\n".join(("| phím số | chữ | việc |", "|---|---|---|", *rows, ""))


def _pads(keys: list[str]) -> str:
    names = {"Enter": "**Enter**", " ": "", "-": "−"}
    return " ".join(names.get(key, key) for key in keys if not _typed(key)).strip() or "–"


def _letters(keys: list[str]) -> str:
    return " ".join("Phím cách" if key == " " else key.upper() for key in keys if _typed(key)) or "–"


def _typed(key: str) -> bool:
    return key == " " or (len(key) == 1 and key.isalpha())


def _block(source: str, begin: str, end: str) -> str:
    return source.split(begin, 1)[1].split(end, 1)[0]


def _kinds() -> Iterator[FindingKind]:
    yield from sorted(CATALOGUE.values(), key=lambda kind: ORDER.index(kind.severity))


def findings(language: str) -> str:
    """Everything that the doctor can find, what cannot wait first; `language` is "vi" or "en"."""
    head = ("mức", "thấy gì", "làm gì ngay") if language == "vi" else ("how soon", "what it is", "what to do")
    rows = (
        f"| `{kind.code}` | {SEVERITY_NAMES[kind.severity].said(language)} | {_plain(kind.what, language)} |"
        f" {_plain(kind.do, language)} |"
        for kind in _kinds()
    )
    return "\n".join(
        (f"| {'mã' if language == 'vi' else 'code'} | {' | '.join(head)} |", "|---|---|---|---|", *rows, "")
    )


def refusals() -> str:
    """The errors that a technician meets, in Vietnamese."""
    rows = (f"| `{code}` | {kind.detail.vi} | {kind.action.vi} |" for code, kind in sorted(REFUSALS.items()))
    return "\n".join(("| mã | báo gì | làm gì |", "|---|---|---|", *rows, ""))


def _plain(text: object, language: str) -> str:
    """A text with its `{names}` left as they are."""
    said = getattr(text, language)
    return str(said).replace("|", "\\|")


PARTS: Final = {
    CARD: {"keys": card},
    TECHNICIAN: {
        "findings": lambda: findings("vi"),
        "errors": refusals,
        "findings in English": lambda: findings("en"),
    },
}
"""What is written into each page, by the name of its place there."""


def place(name: str) -> re.Pattern[str]:
    """Where a part stands in its page."""
    begin = re.escape(f"<!-- {name}: written by `python -m tests.reader_pages` -->\n")
    return re.compile(f"(?<={begin}).*?(?=<!-- end of the {re.escape(name)} -->)", re.DOTALL)


def write() -> None:
    """Bring the pages up to date."""
    for page, parts in PARTS.items():
        text = page.read_text(encoding="utf-8")
        for name, made in parts.items():
            told = made()
            text = place(name).sub(lambda _, told=told: told, text)
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
