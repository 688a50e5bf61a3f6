"""A backup of the city's database in one file, and a database made of it again."""

import os
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from server.city.local.postgres import NoPostgres, binaries
from server.city.migrate import migrate

_NEEDED: Final = (
    "TABLE DATA public centre ",
    "TABLE DATA public centre_token ",
    "TABLE DATA public alembic_version ",
)
_DATED: Final = f"city-{'-'.join(['[0-9]' * 4, '[0-9]' * 2, '[0-9]' * 2, '[0-9]' * 6])}.dump"
_CHUNK: Final = 1 << 20
_MAJOR: Final = 10_000
_THERE = "SELECT to_regclass('centre') IS NOT NULL"
_FOUND = "SELECT count(*), coalesce(sum(stored), 0) FROM centre"
_WITHOUT_ROWS = (
    "SELECT count(*) FROM centre WHERE stored > 0"
    " AND NOT EXISTS (SELECT FROM log WHERE log.centre = centre.code AND log.epoch <= centre.epoch)"
)


class NotDone(Exception):
    """Nothing was changed; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One that was made and looked at: its size in bytes, and the SHA-256 of its file in hexadecimal."""

    file: Path
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What is in the database now: centres, rows of their journals that are known, and centres of which none is kept."""

    centres: int
    rows: int
    without_rows: int


def back_up(conninfo: str, file: Path) -> Backup:
    """Write the whole database into a file of that name, which appears once it is whole and was read again. Raises `NotDone`."""
    if file.exists():
        raise NotDone(f"{file} is there already: choose another name.")
    draft = file.with_name(f".{file.name}.part")
    try:
        draft.touch(mode=0o600)
        _ran("pg_dump", conninfo, "--format=custom", "--no-owner", "--file", str(draft))
        _must_be_whole(draft)
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.replace(file)
    except OSError as error:
        raise NotDone(f"{file}: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)
    return Backup(file, file.stat().st_size, _digest(file))


def back_up_into(conninfo: str, folder: Path, keep: int, moment: datetime) -> Backup:
    """A further backup in a folder, named by its moment; once it is whole the newest `keep` stay and older ones go. Raises `NotDone`.

    What lies there under another name is let be.
    """
    made = back_up(conninfo, folder / f"city-{moment:%Y-%m-%d-%H%M%S}.dump")
    try:
        for old in sorted(folder.glob(_DATED))[:-keep]:
            old.unlink()
    except OSError as error:
        raise NotDone(f"{made.file} is made. An older one could not be removed: {error}") from error
    return made


def restore(conninfo: str, file: Path) -> Restored:
    """Fill an empty database from a backup, whole or not at all, and bring it to this version. Raises `NotDone`."""
    _must_be_whole(file)
    with _connected(conninfo) as connection:
        if connection.execute(_THERE).fetchone() == (True,):
            raise NotDone(
                "This database holds a city. Make an empty one (createdb), and name it in the settings."
            )
    _ran("pg_restore", conninfo, "--single-transaction", "--exit-on-error", "--no-owner", str(file))
    migrate(conninfo)
    with _connected(conninfo) as connection:
        centres, rows = connection.execute(_FOUND).fetchone() or (0, 0)
        (without,) = connection.execute(_WITHOUT_ROWS).fetchone() or (0,)
    return Restored(centres, int(rows), without)


def _connected(conninfo: str) -> psycopg.Connection:
    try:
        return psycopg.connect(conninfo)
    except psycopg.OperationalError as error:
        raise NotDone(f"The database does not answer: {error}") from error


def _must_be_whole(file: Path) -> None:
    if not file.is_file():
        raise NotDone(f"{file} is not there.")
    said = subprocess.run(
        [_program("pg_restore"), "--list", file], check=False, capture_output=True, text=True
    )
    if said.returncode or not all(each in said.stdout for each in _NEEDED):
        raise NotDone(f"{file} is no whole backup of a city. {said.stderr.strip()}".strip())


def _ran(name: str, conninfo: str, *arguments: str) -> None:
    """The password goes by the environment: everybody may read a command line."""
    parts = conninfo_to_dict(conninfo)
    environment = os.environ | ({"PGPASSWORD": str(parts["password"])} if "password" in parts else {})
    address = make_conninfo(**{part: str(said) for part, said in parts.items() if part != "password"})
    with _connected(conninfo) as connection:
        version = str(connection.info.server_version // _MAJOR)
    said = subprocess.run(
        [_program(name, version), f"--dbname={address}", *arguments],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
    )
    if said.returncode:
        raise NotDone(f"{name}: {said.stderr.strip()}")


def _program(name: str, version: str | None = None) -> str:
    """The one of the server's own version, where it is here: an older one cannot, a newer one writes what an older one does not read."""
    with suppress(NoPostgres):
        if (found := binaries(version) / name).exists():
            return str(found)
    if (program := shutil.which(name)) is not None:
        return program
    raise NotDone(f"{name} is not here. On Debian: apt-get install postgresql-client")


def _digest(file: Path) -> str:
    found = sha256()
    with file.open("rb") as read:
        while chunk := read.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()
