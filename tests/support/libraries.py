"""The shared libraries that programs from PyPI and npm link to and a minimal Debian lacks: brought, or named.

`python -m tests.support.libraries` brings them where this user may install Debian's packages.
"""

import ctypes
import sys
from typing import Final

from tests.support import debian

PACKAGES: Final = {"libatomic.so.1": "libatomic1"}  # the node of Playwright's driver


def missing() -> list[str]:
    """The packages of those that cannot be loaded."""
    return [package for library, package in PACKAGES.items() if not _loads(library)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def bring() -> None:
    """Install what is missing. Ends the program with a sentence that names what could not be installed."""
    if debian.may_install():
        for package in missing():
            debian.install(package)
    if still := missing():
        sys.exit(f"The tests need {', '.join(still)}. As root: apt-get install {' '.join(still)}")


if __name__ == "__main__":
    bring()
