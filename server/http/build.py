"""Which build is running: the version and a fingerprint of the files that pages load."""

from functools import cache
from typing import Final

from server import __version__
from server.core.fingerprint import fingerprint
from server.http.page_files import STATIC, digests

_LOADED: Final = (*STATIC, "templates")
_KINDS: Final = (".js", ".css", ".html", ".svg")
_DIGITS: Final = 8


@cache
def build() -> str:
    """The build, like `0.1.0+3f9a1c20`: if it changes, pages loaded before are out of date."""
    files = ((path, read.encode()) for path, read in digests(_LOADED, _KINDS).items())
    return f"{__version__}+{fingerprint(files, _DIGITS)}"
