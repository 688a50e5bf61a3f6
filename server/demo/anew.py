"""Starts the demo from scratch: empties its folder, and no other."""

import shutil
from pathlib import Path
from typing import Final

import click

from server.core.files import LOCK
from server.core.refusal import InUse, Refusal
from server.core.texts import BothTexts
from server.demo.people import FILE
from server.process import data_folder
from server.store.connect import lock

_STOP_IT: Final = BothTexts(
    "Dừng máy chủ ấy trước, hoặc chọn --data khác. Chưa xóa gì.",
    "Stop it first, or choose another --data. Nothing was deleted.",
)


def begin_anew(folder: Path) -> None:
    """Empty a demo's folder while no server uses it; a missing or empty folder stays as it is.

    Raises `click.ClickException` and touches nothing if the folder is not a demo's, or if a server uses it.
    """
    if not _there(folder):
        return
    _must_be_a_demos(folder)
    try:
        with lock(folder):
            for path in _contents(folder):
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink()
    except InUse as error:
        raise data_folder.in_use(folder, _STOP_IT) from error
    except (Refusal, OSError) as error:
        raise click.ClickException(data_folder.sentence(error, folder)) from error


def _there(folder: Path) -> bool:
    if folder.exists() and not folder.is_dir():
        raise click.ClickException(f"{folder.absolute()} is not a folder.")
    return folder.exists()


def _must_be_a_demos(folder: Path) -> None:
    if _contents(folder) and not (folder / FILE).is_file():
        raise click.ClickException(
            f"{folder.absolute()} is no demo's folder ({FILE} is not in it): nothing was deleted."
            " Choose an empty folder or a demo's with --data."
        )


def _contents(folder: Path) -> list[Path]:
    """The folder's content, without the lock file."""
    return [path for path in folder.iterdir() if path.name != LOCK]
