"""Errors of the machine, such as a full disk, as sentences: they never end a command with a traceback."""

import errno
import os
import pwd
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

import click

from server.core.texts import BothTexts, FilledTexts, in_both

_NOT_ALLOWED: Final = BothTexts(
    "{path}: người dùng {me} không được đọc hay ghi ở đây. Chạy lệnh bằng chủ của thư mục, như: sudo -u goiso goiso …",
    "{path}: the user {me} may not read or write there. Run this as the folder's owner, like: sudo -u goiso goiso …",
)
_ABSENT: Final = BothTexts("{path}: không có ở máy này.", "{path}: it is not on this machine.")
_FULL: Final = BothTexts(
    "{path}: ổ đĩa hết chỗ. Xóa tệp không cần, hoặc chọn ổ đĩa khác.",
    "{path}: the disk is full. Delete what is not needed, or choose another disk.",
)
_SENTENCES: Final[Mapping[int, BothTexts]] = {
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.ENOENT: _ABSENT,
    errno.ENOTDIR: _ABSENT,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: BothTexts(
        "{path}: ổ đĩa này chỉ đọc được, không ghi được.", "{path}: this disk can only be read, not written."
    ),
    errno.EISDIR: BothTexts("{path}: là một thư mục, không phải tệp.", "{path}: it is a folder, no file."),
    errno.EIO: BothTexts(
        "{path}: ổ đĩa báo lỗi. Xem cáp, nguồn, hoặc thay ổ đĩa.",
        "{path}: the disk reports a fault. Look at its cable and power, or replace it.",
    ),
}


def sentence(error: OSError) -> FilledTexts | None:
    """The sentence for an error with files or folders; `None` for any other error."""
    text = _SENTENCES.get(error.errno or 0)
    if text is None:
        return None
    return text.filled(path=error.filename or "…", me=_me())


class Commands(click.Group):
    """A group of commands that turn such errors into sentences."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run one command."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if (said := sentence(error)) is None:
                raise
            raise click.ClickException(in_both(said)) from error


def _me() -> str:
    with suppress(KeyError):
        return pwd.getpwuid(os.geteuid()).pw_name
    return str(os.geteuid())
