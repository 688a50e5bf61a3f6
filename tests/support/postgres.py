"""PostgreSQL for the tests: one server a worker, a fresh database a test.

`python -m tests.support.postgres` brings it where this user may install Debian packages.
"""

import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from server.city.local.postgres import NoPostgres, PrivatePostgres, binaries
from server.city.migrate import migrate
from tests.support import debian

TEMPLATE = "template_city"


def installed() -> bool:
    """Whether it is there."""
    try:
        binaries()
    except NoPostgres:
        return False
    return True


@contextmanager
def postgres() -> Iterator[PrivatePostgres]:
    """A server with an empty city to copy, until the block ends."""
    # not below pytest's folder, which is closed to the user that PostgreSQL runs as
    folder = Path(tempfile.mkdtemp(prefix="goiso-postgres-"))
    server = PrivatePostgres(folder, quick=True).start()
    try:
        with psycopg.connect(server.conninfo(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {TEMPLATE}")
        migrate(server.conninfo(TEMPLATE))
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def fresh_city(server: PrivatePostgres) -> Iterator[str]:
    """How to reach a city of its own, with its tables and nothing in them, until the block ends."""
    name = f"city_{secrets.token_hex(4)}"
    with psycopg.connect(server.conninfo(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        try:
            yield server.conninfo(name)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def bring() -> None:
    """Install it. Ends the program with a sentence that says what to do where it cannot."""
    if not installed() and not (debian.may_install() and debian.install("postgresql") and installed()):
        sys.exit("The tests need PostgreSQL. As root: apt-get install postgresql")


if __name__ == "__main__":
    bring()
