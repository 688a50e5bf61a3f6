"""The browser that the tests drive: found on this machine, or brought.

`python -m tests.support.chromium` brings it: Debian's package where this user may install one, else
Playwright's own build. The headless shell is Chromium without what only a person at it needs, and a third
faster; it is taken where it can be had.
"""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.support import debian

_SHELL = "chromium-headless-shell"
_NAMES = (_SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--autoplay-policy=no-user-gesture-required",  # as the screens of a hall are started
    *(("--no-sandbox",) if os.geteuid() == 0 else ()),
)


def installed() -> str | None:
    """The path of a Chromium that the system has."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@cache
def playwrights_own() -> str | None:
    """The path of the Chromium that Playwright brought, if it did: of its shell where that was brought too."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        whole = Path(playwright.chromium.executable_path)
    brought = [*_shells_beside(whole), whole]
    return next((str(path) for path in brought if path.exists()), None)


def _shells_beside(whole: Path) -> list[Path]:
    """Playwright keeps `chromium-1255/chrome-linux64/chrome`, and the shell of that build in a folder beside it."""
    folder = whole.parents[1]
    return sorted(
        folder.with_name(folder.name.replace("chromium", "chromium_headless_shell")).glob("*/*headless?shell")
    )


def executable() -> str:
    """The browser to drive. Raises `RuntimeError` that says how to get one."""
    found = installed() or playwrights_own()
    if found is None:
        raise RuntimeError("no Chromium: run `python -m tests.support.chromium`, or install it")
    return found


def whole() -> str | None:
    """The path of a Chromium that the system has with all that a person at it needs: what it asks, and what the machine's owner may set."""
    return next((path for name in _NAMES if name != _SHELL and (path := shutil.which(name))), None)


def bring() -> None:
    """Install a Chromium unless there is one."""
    if debian.may_install() and not shutil.which(_SHELL) and not debian.install(_SHELL) and not installed():
        debian.install("chromium")
    if not installed() and not playwrights_own():
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "chromium"], check=True
        )  # the shell comes with it


if __name__ == "__main__":
    bring()
    print(executable())
