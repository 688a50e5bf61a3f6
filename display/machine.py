"""What a screen's machine needs to start Chromium by itself, filled in from the files in `deploy/`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

SCRIPT: Final = "goiso-screen.sh"
CONSOLE_UNIT: Final = "goiso-screen.service"
DESKTOP_UNIT: Final = "goiso-screen-desktop.service"
_FOLDER: Final = Path(__file__).parent / "deploy"
_HOST: Final = re.compile(r"[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]")
_USER: Final = re.compile(r"[a-z_][a-z0-9_-]{0,31}")
_PROGRAM: Final = re.compile(r"/[\w./-]+")


@dataclass(frozen=True, slots=True)
class File:
    """One file to write; a program may be executed."""

    name: str
    text: str
    program: bool = False


def server_url(said: str) -> str:
    """The server's address without a trailing slash. Raises `ValueError` for what is no plain server address."""
    try:
        parts = urlsplit(said.strip())
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    host = parts.netloc.removesuffix(f":{port}")
    plain = parts.path in ("", "/") and not parts.query and not parts.fragment
    if parts.scheme not in ("http", "https") or not plain or not _HOST.fullmatch(host) or port == 0:
        raise ValueError(f"{said!r} is no server address. It looks like http://192.168.1.10:8000")
    return f"{parts.scheme}://{parts.netloc}"


def files(url: str, user: str, program: str) -> list[File]:
    """The start script, a unit for a machine without a desktop and one for a desktop.

    `url` as from `server_url`, `user` who runs the browser, `program` where the script will lie (absolute).
    Raises `ValueError`.
    """
    if not _USER.fullmatch(user):
        raise ValueError(f"{user!r} is no user name")
    if not _PROGRAM.fullmatch(program):
        raise ValueError(f"{program!r}: choose a folder whose path has no spaces or special characters")
    blanks = {"@{url}": url, "@{user}": user, "@{program}": program}
    return [
        File(name, _filled(name, blanks), name == SCRIPT) for name in (SCRIPT, CONSOLE_UNIT, DESKTOP_UNIT)
    ]


def _filled(name: str, blanks: Mapping[str, str]) -> str:
    """A file of `deploy/`; its blanks are `@{name}`, for `$` belongs to the shell."""
    text = _FOLDER.joinpath(name).read_text(encoding="utf-8")
    for blank, value in blanks.items():
        text = text.replace(blank, value)
    return text
