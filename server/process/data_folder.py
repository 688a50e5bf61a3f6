"""A data folder as the user of a command sees it: what it holds, and in a sentence why it cannot be used."""

import errno
import grp
import os
import pwd
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import click

from server.core.files import DATABASE, LOCK
from server.core.refusal import InUse, Refusal
from server.core.texts import LANGUAGES, BothTexts, FilledTexts, in_both

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_WRITTEN: Final = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", LOCK)
_READ_AND_WRITE: Final = os.R_OK | os.W_OK
_IN_USE: Final = BothTexts("Thư mục {folder} đang có một máy chủ chạy.", "A server is running on {folder}.")
_WRITE: Final = BothTexts("ghi", "write")
_READ: Final = BothTexts("đọc", "read")
_NO_FOLDER: Final = BothTexts("{place} không phải thư mục.", "{place} is not a folder.")
_READ_ONLY: Final = BothTexts(
    "{path} nằm trên ổ đĩa chỉ đọc được; chưa có gì thay đổi. Chọn thư mục ở ổ khác, hoặc mở khóa ghi: sudo mount -o remount,rw {mount}. Không mở được, hoặc ổ tự khóa: ổ có thể đang hỏng, xem sudo dmesg.",
    "{path} lies on a disk that can only be read; nothing was changed. Choose a folder on another disk, or let it be written: sudo mount -o remount,rw {mount}. If it does not, or became so by itself, the disk may be failing: see sudo dmesg.",
)
_MAY_NOT: Final = BothTexts(
    "{path}: bạn ({me}) không được {what} ở đây. Chủ: {owner}:{group}, quyền {mode}.",
    "{path}: you ({me}) may not {what} there. It belongs to {owner}:{group} with the rights {mode}.",
)
_OWN: Final = BothTexts("Cho phép: chmod -R u+rwX {folder}", "Allow it: chmod -R u+rwX {folder}")
_AS_OWNER: Final = BothTexts(
    "Chạy lệnh bằng {owner} (sudo -u {owner} …), hoặc giao thư mục cho {me}: sudo chown -R {me} {folder}",
    "Run this as {owner} (sudo -u {owner} …), or give {me} the folder: sudo chown -R {me} {folder}",
)


def holds_a_centre(folder: Path) -> bool:
    """Whether the folder holds a centre's data."""
    return os.access(folder / DATABASE, os.F_OK)


def line(folder: Path) -> str:
    """The line that says which folder is used, and whether it is new."""
    return f"Data folder: {folder.absolute()}{'' if holds_a_centre(folder) else ' (new)'}"


def in_use(folder: Path, instead: BothTexts) -> click.ClickException:
    """The error that a server is using the folder, and what to do `instead`."""
    vi, en = (f"{_IN_USE.said(each, folder=folder.absolute())} {instead.said(each)}" for each in LANGUAGES)
    return click.ClickException(f"{vi} · {en}")


def sentence(error: Refusal | InUse | OSError, folder: Path) -> str:
    """The sentence for what went wrong when the folder was opened."""
    if isinstance(error, InUse):
        return in_both(_IN_USE.filled(folder=folder.absolute()))
    if isinstance(error, OSError) and error.errno in _FULL:
        error = Refusal("storage_full")
    return f"{folder.absolute()}: {in_words(error) if isinstance(error, Refusal) else error}"


def in_words(refusal: Refusal) -> str:
    """A refusal for the user of a command, in both languages."""
    return in_both(said_of(refusal))


def said_of(refusal: Refusal) -> Mapping[str, str]:
    """The text of a refusal by language: the broken rule, or what is wrong and what to do."""
    rule = refusal.parameters.get("reason")
    if isinstance(rule, BothTexts | FilledTexts):
        return {language: rule.said(language) for language in LANGUAGES}
    return refusal.texts()


def must_be_writable(folder: Path) -> None:
    """Raise `click.ClickException` if this user may not write here; it says what is not writable, who owns it, and what to do."""
    place = _nearest(folder)
    if not place.is_dir():
        raise click.ClickException(in_both(_NO_FOLDER.filled(place=place)))
    _must_allow(place, _READ_AND_WRITE | os.X_OK, folder)
    for name in _WRITTEN:
        _must_allow(folder / name, _READ_AND_WRITE, folder)
    for key in folder.glob("*.key"):
        _must_allow(key, os.R_OK, folder)


def must_be_readable(path: Path) -> None:
    """Raise `click.ClickException` if this user may not read an existing file or its folders."""
    _must_allow(_nearest(path.parent), os.X_OK, path.parent)
    _must_allow(path, os.R_OK, path.parent)


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that this user can see."""
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if os.access(path, os.F_OK))


def _must_allow(path: Path, rights: int, folder: Path) -> None:
    effective = os.access in os.supports_effective_ids
    if not os.access(path, os.F_OK, effective_ids=effective):
        return
    if not os.access(path, rights, effective_ids=effective):
        raise click.ClickException(_who_may(path, _WRITE if rights & os.W_OK else _READ, folder))


def _who_may(path: Path, what: BothTexts, folder: Path) -> str:
    if what is _WRITE and os.statvfs(path).f_flag & os.ST_RDONLY:
        return in_both(_READ_ONLY.filled(path=path, mount=_mount_of(path)))
    facts = path.stat()
    me, owner = _user(os.geteuid()), _user(facts.st_uid)
    told = {"path": path, "me": me, "owner": owner, "folder": folder, "group": _group(facts.st_gid)}
    told |= {"mode": stat.filemode(facts.st_mode), "what": what}
    do = _OWN if me == owner else _AS_OWNER
    vi, en = (f"{_MAY_NOT.said(each, **told)} {do.said(each, **told)}" for each in LANGUAGES)
    return f"{vi} · {en}"


def _mount_of(path: Path) -> Path:
    """The mount point of the disk that holds the folder."""
    return next(place for place in (path, *path.parents) if place.is_mount())


def _user(number: int) -> str:
    with suppress(KeyError):
        return pwd.getpwuid(number).pw_name
    return str(number)


def _group(number: int) -> str:
    with suppress(KeyError):
        return grp.getgrgid(number).gr_name
    return str(number)
