"""Files that commands read and write: the first line of a secret's file, and files that appear completely or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from server.core.texts import BothTexts, in_both

_NO_TEXT = BothTexts("{file}: không đọc được như chữ (UTF-8).", "{file}: it is no text (UTF-8).")


def first_line(file: Path) -> str:
    """The first line of a file, also if a Windows editor saved it. Raises `click.ClickException`."""
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise click.ClickException(in_both(_NO_TEXT.filled(file=file))) from error
    return lines[0].strip() if lines else ""


@contextmanager
def whole(file: Path) -> Iterator[Path]:
    """A draft beside the file, which replaces it once it is written; after a failure nothing is left. Raises `OSError`.

    Anything but a regular file, like /dev/stdout, is written directly.
    """
    if file.is_symlink() or (file.exists() and not file.is_file()):
        yield file
        return
    draft = file.with_name(f".{file.name}.part")
    draft.unlink(missing_ok=True)
    try:
        yield draft
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
