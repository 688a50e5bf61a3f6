"""`goiso backup`: copies a centre's data."""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from server import __version__
from server.command.centre import FOLDER
from server.command.passphrases import passphrase, passphrase_option
from server.command.reading import reading, set_of, zone_of
from server.core.backups import Keep, file_name, spare, superfluous
from server.core.files import DATABASE
from server.core.refusal import InUse, Refusal
from server.core.texts import BothTexts, in_both
from server.process import data_folder

if TYPE_CHECKING:
    from server.store.backups.passphrases import BackupKey

_GENTLY: Final = 15
_USUAL: Final = Keep()
_SAME_DISK: Final = BothTexts(
    "{to} cùng ổ đĩa với dữ liệu: ổ hỏng thì mất cả hai. Cắm USB hoặc ổ khác.",
    "{to} is on the same disk as the data: if the disk breaks, both are lost.",
)
_NONE_MADE: Final = BothTexts("Chưa sao lưu được. {why}", "No backup was made. {why}")
_UNSOUND: Final = BothTexts(
    "Chưa sao lưu được: goiso doctor thấy {count} chỗ không khớp trong {data}. Chép cả thư mục ấy ra chỗ khác và gửi các dòng trên cho người hỗ trợ.",
    "No backup was made: the doctor found {count} differences in {data}. Copy that folder elsewhere and send the lines above to your supporter.",
)
_CHANGED: Final = BothTexts(
    "Chưa sao lưu được: một tệp vừa thay đổi ({why}). Chạy lại lệnh.",
    "No backup was made: a file changed meanwhile ({why}). Try again.",
)
_ANOTHER: Final = BothTexts(
    "Đang có một bản sao lưu khác được ghi vào {to}. Đợi nó xong.",
    "Another backup is being made in {to}. Wait for it.",
)
_ROOM_MADE: Final = BothTexts(
    "{to} gần đầy: đã bỏ trước {count} bản sao lưu cũ mà sau lần này cũng không cần giữ nữa.",
    "{to} is nearly full: {count} old backups were removed first, which need not be kept after this one.",
)
_INSIDE: Final = BothTexts(
    "{to} nằm trong thư mục dữ liệu. Chọn thư mục ở ổ đĩa khác.",
    "{to} is inside the data folder. Choose a folder on another disk.",
)


@click.command()
@click.option("--data", type=FOLDER, required=True, help="The centre's data folder; a server may run on it.")
@click.option(
    "--to",
    type=click.Path(readable=False, path_type=Path),
    required=True,
    help="The folder for the backup, on another disk or a stick.",
)
@click.option(
    "--encrypt/--plain",
    "encrypt",
    default=None,
    help="Encrypt it with a passphrase of its own, or not at all. Without either it is as the centre has set it.",
)
@passphrase_option
@click.option("--gently", is_flag=True, help="Let everything else on the machine go first.")
@click.option("--keep-hours", type=click.IntRange(0), default=_USUAL.hours, show_default=True)
@click.option("--keep-days", type=click.IntRange(0), default=_USUAL.days, show_default=True)
@click.option("--keep-months", type=click.IntRange(0), default=_USUAL.months, show_default=True)
def backup(
    data: Path,
    to: Path,
    encrypt: bool | None,
    passphrase_file: Path | None,
    gently: bool,
    keep_hours: int,
    keep_days: int,
    keep_months: int,
) -> None:
    """Make a backup while the centre goes on working, examine it, and remove old ones.

    Kept are the newest backup of each of the last --keep-hours hours, --keep-days days and --keep-months months in which
    there is one. The last line printed is the file's path.
    """
    _must_take_it(to)
    _must_be_elsewhere(to, data)
    if gently:
        os.nice(_GENTLY)
    key, now, keep = _key(data, encrypt, passphrase_file), _now(), Keep(keep_hours, keep_days, keep_months)
    name = _name(data, now, sealed=key is not None)
    _make_room(data, to, keep, name)
    _make(data, to, name, now, key)
    if to.stat().st_dev == data.stat().st_dev:
        click.echo(in_both(_SAME_DISK.filled(to=to.absolute())), err=True)
    _remove_old(to, keep, name)
    click.echo(str((to / name).absolute()))


def _now() -> int:
    from server.core.clock import wall_clock

    return wall_clock()


def _make(data: Path, to: Path, name: str, now: int, key: "BackupKey | None") -> None:
    """Make the backup under this name. Raises `click.ClickException`."""
    from server.service.settings.folder_tried import failed
    from server.store.backups.making import Unsound, make
    from server.store.backups.unpacking import BadBackup

    try:
        make(data, to, name, __version__, now, key)
    except Unsound as unsound:
        for finding in unsound.findings:
            click.echo(finding, err=True)
        differ = _UNSOUND.filled(count=len(unsound.findings), data=data.absolute())
        raise click.ClickException(in_both(differ)) from unsound
    except BadBackup as bad:
        raise click.ClickException(in_both(_CHANGED.filled(why=bad))) from bad
    except InUse as error:
        raise click.ClickException(in_both(_ANOTHER.filled(to=to.absolute()))) from error
    except Refusal as refusal:
        raise _none_made(data_folder.said_of(refusal)) from refusal
    except OSError as error:
        where = Path(error.filename) if error.filename else to
        if isinstance(error, FileNotFoundError) and data.is_dir() and _is_inside(where, data):
            raise click.ClickException(in_both(_CHANGED.filled(why=where))) from error
        raise _none_made(failed(where, error).texts) from error
    except sqlite3.Error as error:
        raise click.ClickException(f"No backup was made: {error}.") from error


def _must_take_it(to: Path) -> None:
    """Raise `click.ClickException` if the folder cannot be written, as when a stick was pulled out. A full one passes: room can be made."""
    from server.core.folders import FolderState
    from server.service.settings.folder_tried import tried

    found = tried(to.absolute())
    if found.state not in {FolderState.FINE, FolderState.FULL}:
        raise _none_made(found.texts)


def _none_made(why: Mapping[str, str]) -> click.ClickException:
    return click.ClickException(in_both(_NONE_MADE.filled(why=why)))


def _key(data: Path, encrypt: bool | None, passphrase_file: Path | None) -> "BackupKey | None":
    """The key for encryption: one for this backup, the centre's, or none. Raises `click.ClickException`."""
    from server.store.backups.passphrases import kept, new_key

    try:
        if encrypt or (encrypt is None and passphrase_file is not None):
            return new_key(passphrase(passphrase_file, twice=True))
        set_ = None if encrypt is False else set_of(data, "backup").get("recipient")
        return None if set_ is None else kept(data, set_)
    except (ValueError, OSError) as error:
        raise click.ClickException(f"No backup was made: {error}.") from error


def _name(data: Path, now: int, *, sealed: bool) -> str:
    """The name of a backup made now, in the centre's own time."""
    from server.core.queue.days import moment
    from server.store.journal import first_digest

    with reading(data) as connection:
        first = first_digest(connection)
    return file_name(first, moment(now, zone_of(data)), sealed=sealed)


def _must_be_elsewhere(to: Path, data: Path) -> None:
    """Raise `click.ClickException` for a folder inside the data folder: each backup would contain the earlier ones."""
    if _is_inside(to, data):
        raise click.ClickException(in_both(_INSIDE.filled(to=to.absolute())))


def _is_inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _make_room(data: Path, to: Path, keep: Keep, coming: str) -> None:
    """If the backup `coming` does not fit, remove old ones that need not be kept: only as many as needed, and none if that would not help."""
    from server.store.backups.workshop import lacking

    with suppress(OSError):  # what is wrong with the folder is told when it is made
        old = [to / name for name in spare(_files_in(to), keep, coming)]
        sizes = [path.stat().st_size for path in old]
        missing, gone = lacking(data / DATABASE, to), 0
        while 0 < missing <= sum(sizes[gone:]):
            old[gone].unlink()
            missing, gone = missing - sizes[gone], gone + 1
        if gone:
            click.echo(in_both(_ROOM_MADE.filled(to=to.absolute(), count=gone)), err=True)


def _files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.is_file()]


def _remove_old(folder: Path, keep: Keep, made: str) -> None:
    for name in superfluous(_files_in(folder), keep, made):
        with suppress(OSError):
            (folder / name).unlink()
