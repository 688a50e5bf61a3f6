"""The steps of a restore: a folder beside the target, the backup's content, and the exchange of both in one step."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from typing import Final

from server import __version__
from server.core.backups import Manifest, OnPaper
from server.core.clock import wall_clock
from server.core.files import DATABASE
from server.core.refusal import InUse, Refusal
from server.store.backups.opening import unpack
from server.store.backups.passphrases import WrongPassphrase
from server.store.backups.placing import aside_of, put_in_place
from server.store.backups.sealed import Unlock
from server.store.backups.unpacking import BadBackup
from server.store.connect import lock, open_reader
from server.store.doctor_again import examine_and_keep
from server.store.journal import first_digest
from server.store.migrate import LATEST
from server.store.paper import newest_pad

UPLOAD: Final = "restore.part"
"""An uploaded backup, in the data folder."""


def remove_leftovers(data: Path) -> None:
    """Remove what a killed process left of backups: an upload, an unpacked backup, one made for a second box.

    Call it only with the data folder's lock. A folder of a running restore stays.
    """
    made = _made_for(data)
    with suppress(OSError):
        (data / UPLOAD).unlink(missing_ok=True)
        beside = list(data.parent.iterdir())
        for path in beside:
            if path.name.startswith(f".{data.name}.standby-"):
                rmtree(path, ignore_errors=True)
        left = [path for path in beside if path.name.startswith(made.name)]
        if left:
            with suppress(InUse, Refusal), building(data):  # both its folders are gone afterwards
                for path in left:
                    if path.is_file():
                        path.unlink()


@contextmanager
def building(data: Path) -> Iterator[Path]:
    """A temporary folder beside the target, locked against other restores.

    Raises `InUse` if another restore uses it, a storage `Refusal` or `OSError` if it cannot be written.
    """
    made = _made_for(data)
    lock_folder = _lock_of(made)
    with lock(lock_folder):
        rmtree(made, ignore_errors=True)
        made.mkdir(mode=0o700)
        try:
            yield made
        finally:
            rmtree(made, ignore_errors=True)
            rmtree(lock_folder, ignore_errors=True)


def unpacked(file: Path, made: Path, unlock: Unlock) -> Manifest:
    """Unpack a backup there. Raises `backup_unreadable`, `backup_newer`, `passphrase_wrong`, `storage_restore`."""
    try:
        with file.open("rb") as packed:
            manifest = unpack(packed, made, unlock)
    except BadBackup as bad:
        raise Refusal("backup_unreadable", reason=str(bad)) from bad
    except WrongPassphrase as wrong:
        raise Refusal("passphrase_wrong") from wrong
    except OSError as error:
        raise Refusal("storage_restore", reason=str(error)) from error
    if manifest.schema > LATEST:
        raise Refusal("backup_newer", version=manifest.version)
    return manifest


def findings(made: Path) -> list[str]:
    """What the doctor finds in the folder, which is of this version: all of it is replayed, and kept for the next backup where it is right."""
    with closing(open_reader(made / DATABASE)) as connection:
        return examine_and_keep(connection, made, __version__, wall_clock())


def come_to(data: Path) -> dict[str, int]:
    """The last numbers of the newest day's series in the replaced folder; empty if it cannot be read."""
    # a clock that was ahead leaves days to come, at 0
    query = "SELECT prefix, last FROM series WHERE day = (SELECT max(day) FROM series WHERE last > 0)"
    try:
        with closing(open_reader(data / DATABASE)) as connection:
            return dict(connection.execute(query))
    except (sqlite3.Error, Refusal):
        return {}


def pads_of(data: Path) -> int:
    """The newest pad of paper numbers in the replaced folder; 0 if there is none or it cannot be read."""
    try:
        with closing(open_reader(data / DATABASE)) as connection:
            return newest_pad(connection)
    except (sqlite3.Error, Refusal):
        return 0


def with_replaced(on_paper: OnPaper, data: Path) -> OnPaper:
    """The same, with the numbers and pads given out by the replaced folder."""
    return replace(on_paper, replaced=come_to(data), pads=pads_of(data))


def of_another_centre(made: Path, data: Path) -> bool:
    """Whether the two folders hold different centres; false if one of them cannot be read."""
    try:
        return _first(made) != _first(data)
    except (sqlite3.Error, Refusal):
        return False


def put_there(made: Path, data: Path, *, running: bool = False) -> Path | None:
    """Exchange the two folders in one step; returns where the old one is kept, if there was one.

    Raises `InUse` while a server works on `data`, unless it is this one that is `running`; `OSError` when nothing was changed.
    """
    aside = aside_of(data)
    if running or not data.exists() or not any(data.iterdir()):
        return aside if put_in_place(made, data, aside) else None
    with lock(data):
        return aside if put_in_place(made, data, aside) else None


def _made_for(data: Path) -> Path:
    return data.with_name(f".{data.name}.restoring")


def _lock_of(made: Path) -> Path:
    return made.with_name(f"{made.name}.lock")


def _first(folder: Path) -> bytes:
    with closing(open_reader(folder / DATABASE)) as connection:
        return first_digest(connection)
