"""The speaking program that the tests of real voices need: found on this machine, or brought.

`python -m tests.support.espeak` brings it where this user may install Debian packages.
"""

import shutil

from tests.support import debian

PROGRAM = "espeak-ng"


def installed() -> bool:
    """Whether it is there."""
    return shutil.which(PROGRAM) is not None


def bring() -> None:
    """Install it unless it is there; without the right to, say that its tests will be skipped."""
    if installed():
        return
    if not (debian.may_install() and debian.install(PROGRAM)):
        print(
            f"{PROGRAM} is not installed: tests of real voices are skipped. Get it: apt-get install {PROGRAM}"
        )


if __name__ == "__main__":
    bring()
