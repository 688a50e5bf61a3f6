"""The files with which a machine starts Chromium on one page by itself, filled in from those in `deploy/`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

POLICY: Final = "goiso-policy.json"
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


@dataclass(frozen=True, slots=True)
class MachinePage:
    """What a machine shows: `name` in its files' names, `what` in words, the `page`'s path.

    `sign` is the path that answers once the page can be shown; `needs` are the units to start before.
    """

    name: str
    what: str
    page: str
    sign: str
    needs: str = "network-online.target"

    @property
    def script(self) -> str:
        """The file that starts the browser."""
        return f"goiso-{self.name}.sh"

    @property
    def console_unit(self) -> str:
        """The unit for a machine without a desktop."""
        return f"goiso-{self.name}.service"

    @property
    def desktop_unit(self) -> str:
        """The unit for a desktop."""
        return f"goiso-{self.name}-desktop.service"


SCREEN: Final = MachinePage("screen", "hall screen", page="/screen", sign="/healthz")


def server_url(said: str) -> str:
    """The server's address without a trailing slash. Raises `ValueError` for anything but a plain server address."""
    try:
        parts = urlsplit(said.strip())
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    host = parts.netloc.removesuffix(f":{port}")
    plain = parts.path in ("", "/") and not parts.query and not parts.fragment
    if parts.scheme not in ("http", "https") or not plain or not _HOST.fullmatch(host) or port == 0:
        raise ValueError(f"{said!r} is not a server address. It looks like http://192.168.1.10:8000")
    return f"{parts.scheme}://{parts.netloc}"


def must_be_user(user: str) -> None:
    """Raise `ValueError` for an invalid user name."""
    if not _USER.fullmatch(user):
        raise ValueError(f"{user!r} is not a user name")


def must_be_program(program: str) -> None:
    """Raise `ValueError` for an absolute path that a unit file cannot contain as it is."""
    if not _PROGRAM.fullmatch(program):
        raise ValueError(f"{program!r}: choose a folder whose path has no spaces or special characters")


def files(shown: MachinePage, url: str, user: str, program: str) -> list[File]:
    """The start script, a unit for a machine without a desktop, one for a desktop, and Chromium's policy.

    `url` comes from `server_url`, `user` runs the browser, `program` is the absolute path of the script.
    Raises `ValueError`.
    """
    must_be_user(user)
    must_be_program(program)
    blanks = {"@{url}": url, "@{user}": user, "@{program}": program, "@{needs}": shown.needs}
    blanks |= {"@{name}": shown.name, "@{what}": shown.what, "@{page}": shown.page, "@{sign}": shown.sign}
    return [
        File(shown.script, filled(_FOLDER / "browser.sh", blanks), program=True),
        File(shown.console_unit, filled(_FOLDER / "console.service", blanks)),
        File(shown.desktop_unit, filled(_FOLDER / "desktop.service", blanks)),
        File(POLICY, filled(_FOLDER / "policy.json", {})),
    ]


def filled(template: Path, blanks: Mapping[str, str]) -> str:
    """A template's text, filled in; its blanks are `@{name}`, because `$` belongs to the shell."""
    text = template.read_text(encoding="utf-8")
    for blank, value in blanks.items():
        text = text.replace(blank, value)
    return text
