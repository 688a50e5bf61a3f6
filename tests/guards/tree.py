"""The tree as guards read it: which files of ours are of a kind."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("kiosk", "display", "server", "templates")
NOT_OURS = ROOT / "server" / "static" / "vendor"
_COMMENT = re.compile(r"/\*.*?\*/|^[ \t]*//[^\n]*|\{#.*?#\}|<!--.*?-->", re.DOTALL | re.MULTILINE)


def files(*kinds: str) -> list[Path]:
    """The product's files with these suffixes, those of libraries left out."""
    return [path for path in _all() if path.suffix in kinds]


@cache
def _all() -> tuple[Path, ...]:
    found = (path for room in ROOMS for path in (ROOT / room).rglob("*"))
    return tuple(sorted(path for path in found if path.is_file() and NOT_OURS not in path.parents))


@cache
def parsed(path: Path) -> ast.Module:
    """A module of Python as a tree, which nobody changes."""
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    """A file's name from the root on, as a test's id."""
    return str(path.relative_to(ROOT))


def code(path: Path) -> str:
    """What a template, module, style or drawing says, without its comments."""
    return _COMMENT.sub("", path.read_text(encoding="utf-8"))
