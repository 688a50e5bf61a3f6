"""A second PostgreSQL that follows the first, and can be cut off from it."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg

from server.city.local.postgres import PrivatePostgres, binaries
from tests.support.program import gone, send_to_all
from tests.support.waiting import PATIENCE_S

_NOWHERE = "host=/nowhere"


@contextmanager
def replica(of: PrivatePostgres) -> Iterator[PrivatePostgres]:
    """A running replica, until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="goiso-replica-"))
    primary = psycopg.conninfo.conninfo_to_dict(of.conninfo())
    copy: list[str | Path] = [
        "-D",
        folder / "data",
        "-h",
        str(primary["host"]),
        "-p",
        str(primary["port"]),
        "-U",
        "goiso",
    ]
    subprocess.run([binaries() / "pg_basebackup", *copy, "-R", "-X", "stream", "-c", "fast"], check=True)
    if os.geteuid() == 0:
        for path in (folder / "data", *(folder / "data").rglob("*")):
            shutil.chown(path, "postgres", "postgres")
    server = PrivatePostgres(folder, quick=True).start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def cut_off(server: PrivatePostgres) -> None:
    """Cut the replica off; it keeps its present state."""
    with psycopg.connect(server.conninfo(), autocommit=True) as connection:
        connection.execute(f"ALTER SYSTEM SET primary_conninfo = '{_NOWHERE}'")
        connection.execute("SELECT pg_reload_conf()")
        _until(connection, "SELECT count(*) = 0 FROM pg_stat_wal_receiver WHERE status = 'streaming'")


def until_it_has(server: PrivatePostgres, database: str, query: str) -> None:
    """Wait until the replica's answer to a query is true."""
    with psycopg.connect(server.conninfo(database), autocommit=True) as connection:
        _until(connection, query)


def lose(server: PrivatePostgres) -> None:
    """SIGKILL to its process and all of its children: the machine is gone."""
    below = psutil.Process(server.pid).children(recursive=True)
    os.kill(server.pid, signal.SIGKILL)
    server.stop()
    send_to_all(below, signal.SIGKILL)
    until = time.monotonic() + PATIENCE_S
    while not all(map(gone, below)):
        assert time.monotonic() < until
        time.sleep(0.01)


def _until(connection: psycopg.Connection, query: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while connection.execute(query).fetchone() != (True,):
        assert time.monotonic() < until, query
        time.sleep(0.01)
