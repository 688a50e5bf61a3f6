"""Which program is running: the version, and a fingerprint of the files that pages load."""

from functools import cache
from pathlib import Path
from typing import Final

from server import __version__
from server.core.fingerprint import fingerprint

_ROOT: Final = Path(__file__).parent.parent.parent
_LOADED: Final = ("server/static", "kiosk/static", "display/static", "templates")
_KINDS: Final = frozenset({".js", ".css", ".html", ".svg"})
_DIGITS: Final = 8


@cache
def build() -> str:
    """Like `0.1.0+3f9a1c20`: another one means that a page that was loaded before is out of date."""
    paths = sorted(
        path for folder in _LOADED for path in (_ROOT / folder).rglob("*") if path.suffix in _KINDS
    )
    files = ((str(path.relative_to(_ROOT)), path.read_bytes()) for path in paths)
    return f"{__version__}+{fingerprint(files, _DIGITS)}"
