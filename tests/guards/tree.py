"""The tree as guards read it: which files of ours are of a kind."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("kiosk", "display", "server", "templates")
NOT_OURS = ROOT / "server" / "static" / "vendor"
_COMMENT = re.compile(r"/\*.*?\*/|^[ \t]*//[^\n]*|\{#.*?#\}|<!--.*?-->", re.DOTALL | re.MULTILINE)


def files(*kinds: str) -> list[Path]:
    """The product's files with these suffixes, those of libraries left out."""
    return sorted(path for room in ROOMS for path in _of(ROOT / room) if path.suffix in kinds)


def _of(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and NOT_OURS not in path.parents)


def name(path: Path) -> str:
    """A file's name from the root on, as a test's id."""
    return str(path.relative_to(ROOT))


def code(path: Path) -> str:
    """What a template, module, style or drawing says, without its comments."""
    return _COMMENT.sub("", path.read_text(encoding="utf-8"))
