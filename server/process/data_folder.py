"""A data folder as whoever runs the command sees it: what it holds, and why it cannot be used, in a sentence."""

import errno
import grp
import os
import pwd
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

import click

from server.core.files import DATABASE, LOCK
from server.core.refusal import InUse, Refusal
from server.core.texts import BothTexts, FilledTexts

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_WRITTEN: Final = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", LOCK)
_READ_AND_WRITE: Final = os.R_OK | os.W_OK


def holds_a_centre(folder: Path) -> bool:
    """Whether a centre's data is there."""
    return os.access(folder / DATABASE, os.F_OK)


def line(folder: Path) -> str:
    """Which folder is used, and whether it is a new one."""
    return f"Data folder: {folder.absolute()}{'' if holds_a_centre(folder) else ' (new)'}"


def sentence(error: Refusal | InUse | OSError, folder: Path) -> str:
    """What went wrong when the folder was opened."""
    if isinstance(error, InUse):
        return f"A server is running on {folder.absolute()}."
    if isinstance(error, OSError) and error.errno in _FULL:
        error = Refusal("storage_full")
    return f"{folder.absolute()}: {in_words(error) if isinstance(error, Refusal) else error}"


def in_words(refusal: Refusal) -> str:
    """A refusal for whoever runs the command: the rule that was broken, or what is wrong and what to do."""
    rule = refusal.parameters.get("reason")
    return rule.said("en") if isinstance(rule, BothTexts | FilledTexts) else refusal.texts()["en"]


def must_be_writable(folder: Path) -> None:
    """Raise `click.ClickException` that names what this user may not use, whose it is, and what to do."""
    place = _nearest(folder)
    if not place.is_dir():
        raise click.ClickException(f"{place} is not a folder.")
    _must_allow(place, _READ_AND_WRITE | os.X_OK, folder)
    for name in _WRITTEN:
        _must_allow(folder / name, _READ_AND_WRITE, folder)
    for key in folder.glob("*.key"):
        _must_allow(key, os.R_OK, folder)


def must_be_readable(path: Path) -> None:
    """Raise `click.ClickException` when this user may not read a file that is there, or look into its folders."""
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
        raise click.ClickException(_who_may(path, "write" if rights & os.W_OK else "read", folder))


def _who_may(path: Path, what: str, folder: Path) -> str:
    if what == "write" and os.statvfs(path).f_flag & os.ST_RDONLY:
        return f"{path} lies on a disk that can only be read."
    facts = path.stat()
    me, owner = _user(os.geteuid()), _user(facts.st_uid)
    whose = f"It belongs to {owner}:{_group(facts.st_gid)} with the rights {stat.filemode(facts.st_mode)}."
    if me == owner:
        return f"{path}: you ({me}) may not {what} there. {whose} Allow it: chmod -R u+rwX {folder}"
    return (
        f"{path}: you ({me}) may not {what} there. {whose}"
        f" Run this as {owner} (sudo -u {owner} …), or give {me} the folder: sudo chown -R {me} {folder}"
    )


def _user(number: int) -> str:
    with suppress(KeyError):
        return pwd.getpwuid(number).pw_name
    return str(number)


def _group(number: int) -> str:
    with suppress(KeyError):
        return grp.getgrgid(number).gr_name
    return str(number)
