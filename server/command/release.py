"""`goiso release`: puts the release for kiosks' boxes beside the program."""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import click

from server import __version__
from server.command.centre import FILE, settings_of
from server.core.texts import BothTexts, in_both

_LAID: Final = BothTexts(
    "{folder}: phiên bản {version}, {wheels} tệp, {mb} MB.",
    "{folder}: version {version}, {wheels} wheels, {mb} MB.",
)
_TAKEN_AT_NIGHT: Final = BothTexts(
    "Máy lấy số có phiên bản cũ tự nhận khi trung tâm đóng cửa; để máy bật.",
    "Kiosks' boxes of an earlier version take it once the centre is closed; leave them on.",
)


@click.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--config", "file", type=FILE, help="The machine's settings (TOML), if it has its own folder.")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help="Another folder to put it into.")
def release(source: Path, file: Path | None, to: Path | None) -> None:
    """Offer this version to kiosks' boxes, which take it at night by themselves.

    SOURCE is its wheel, whose dependencies are fetched from the network now, or a folder that has all wheels, pip's too.
    """
    from server.command.release_files import NoRelease, lay_out

    folder = to or settings_of(file).server.release
    try:
        with tempfile.TemporaryDirectory(prefix="goiso-release-") as scratch:
            wheels = source if source.is_dir() else _fetched(source, Path(scratch))
            laid = lay_out(wheels, folder, __version__)
    except NoRelease as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"{error.filename or folder}: {error.strerror}. Nothing was changed; run it with sudo."
        ) from error
    megabytes = laid.size / 1e6
    click.echo(
        in_both(
            _LAID.filled(folder=folder, version=laid.version, wheels=len(laid.files), mb=f"{megabytes:.0f}")
        )
    )
    click.echo(in_both(_TAKEN_AT_NIGHT))


def _fetched(wheel: Path, folder: Path) -> Path:
    """The wheel and all its dependencies, for machines like this one."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", str(folder), str(wheel), "pip"]
    if subprocess.run(command, check=False).returncode:  # noqa: S603 - pip, with what its owner named
        raise click.ClickException(
            "What it needs could not be fetched: pip says why, above. Without a network name a folder of all wheels."
        )
    return folder
