"""Redis for the tests. `python -m tests.support.redis` brings it where this user may install Debian packages."""

import shutil
import sys

from tests.support import debian


def bring() -> None:
    """Install it. Ends the program with a sentence that says what to do where it cannot."""
    if shutil.which("redis-server") is None and not (debian.may_install() and debian.install("redis-server")):
        sys.exit("The tests need Redis. As root: apt-get install redis-server")


if __name__ == "__main__":
    bring()
