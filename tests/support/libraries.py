"""What a minimal Debian lacks and tests need: libraries that programs from PyPI and npm link to, Chinese letters, curl.

`python -m tests.support.libraries` brings them where this user may install Debian's packages.
"""

import ctypes
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.support import debian

PACKAGES: Final = {"libatomic.so.1": "libatomic1"}  # the node of Playwright's driver
PROGRAMS: Final = ("curl",)  # the examples of docs/api.md
CHINESE: Final = "fonts-droid-fallback"  # a kiosk offers Chinese where the machine has its letters


def missing() -> list[str]:
    """The packages of the missing libraries."""
    found = [package for library, package in PACKAGES.items() if not _loads(library)]
    found += [] if _has_chinese_letters() else [CHINESE]
    return found + [program for program in PROGRAMS if shutil.which(program) is None]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_chinese_letters() -> bool:
    """Whether a font with them is installed: the one that is brought, or any that fontconfig knows."""
    if Path("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf").exists():
        return True
    fonts = shutil.which("fc-list")
    return fonts is not None and bool(
        subprocess.run([fonts, ":lang=zh"], check=False, capture_output=True).stdout
    )


def bring() -> None:
    """Install what is missing. Ends the program with a sentence that names what could not be installed."""
    if debian.may_install():
        for package in missing():
            debian.install(package)
    if still := missing():
        sys.exit(f"The tests need {', '.join(still)}. As root: apt-get install {' '.join(still)}")


if __name__ == "__main__":
    bring()
