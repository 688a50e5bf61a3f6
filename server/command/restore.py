"""`goiso restore`: brings a centre's data back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from server.command.centre import ACTOR, FILE, FOLDER, opened, settings_of
from server.command.passphrases import passphrase, passphrase_option
from server.command.reading import zone_of
from server.core.backups import Manifest, OnPaper
from server.core.model import spelled
from server.core.refusal import InUse, Refusal
from server.core.texts import BothTexts, in_both
from server.process import data_folder

if TYPE_CHECKING:
    from server.store.backups.sealed import Unlock

_RUNNING: Final = BothTexts(
    "Dừng máy chủ trước (sudo systemctl stop goiso); chạy lại thì nó đi tiếp với dữ liệu vừa khôi phục.",
    "Stop the server first; it goes on with the restored data when it is started again.",
)
_RESTORED: Final = BothTexts(
    "Đã khôi phục bản sao lưu lúc {at} ({centre}).", "Restored from the backup of {at} ({centre})."
)
KEPT: Final = BothTexts("Dữ liệu cũ được giữ ở: {aside}", "What was there before is kept: {aside}")
GO_ON: Final = BothTexts("Số hôm nay đi tiếp từ {numbers}.", "Today's numbers go on at {numbers}.")
_OTHER_THINGS: Final = BothTexts(
    "{data} có thứ khác, không phải dữ liệu của một trung tâm. Chọn thư mục mới. Chưa có gì thay đổi.",
    "{data} holds other things than a centre's data. Choose a new folder. Nothing was changed.",
)
_ANOTHER_CENTRE: Final = BothTexts(
    "Bản sao lưu là của trung tâm khác ({centre}), không phải trung tâm ở {data}. Đúng là muốn thay thì thêm --other-centre. Chưa có gì thay đổi.",
    "The backup is of another centre ({centre}) than the one in {data}. If that one is to be replaced: --other-centre. Nothing was changed.",
)
_TIME: Final = "%Y-%m-%d %H:%M"


@click.command()
@click.argument("file", type=FILE)
@click.option("--data", type=FOLDER, required=True, help="The data folder to make from it.")
@click.option(
    "--last",
    "read_off",
    multiple=True,
    help="The highest number of a field that somebody holds on paper today, like A047. Can be given several times; fields"
    " that are not named go on at the next full thousand.",
)
@click.option("--nothing-since", is_flag=True, help="No number was given after the backup was made.")
@passphrase_option
@click.option(
    "--identity", type=FILE, help="A file with the age identity that opens it, instead of a passphrase."
)
@click.option(
    "--other-centre",
    is_flag=True,
    help="Replace the centre that is there, although the backup is of another one.",
)
def restore(
    file: Path,
    data: Path,
    read_off: tuple[str, ...],
    nothing_since: bool,
    passphrase_file: Path | None,
    identity: Path | None,
    other_centre: bool,
) -> None:
    """Make a data folder from a backup; what was in the folder is kept beside it.

    Numbers that were given today after the backup are still in people's hands: the server goes on above them.
    """
    from server.service.backups.restoring import with_replaced

    must_be_one(on_paper := OnPaper(read_off, nothing_since=nothing_since))
    data = data.absolute()
    _may_be_put_aside(data)
    with _building(data) as made:
        manifest = _unpacked(file, made, _unlock(passphrase_file, identity))
        if not other_centre:
            _must_be_this_centre(made, data, manifest)
        following = _go_on(made, manifest, with_replaced(on_paper, data))
        _must_be_sound(made, file)
        aside = _swapped(made, data)
    _tell(manifest, data, aside, following)


def must_be_one(on_paper: OnPaper) -> None:
    """Raise `click.UsageError` if --last and --nothing-since were both given."""
    if on_paper.contradicts_itself:
        raise click.UsageError(
            "--last and --nothing-since exclude each other: keep --last if anybody holds a number on paper that was given"
            " after the backup, and --nothing-since only if nobody does. Nothing was changed."
        )


def _may_be_put_aside(data: Path) -> None:
    """Raise `click.ClickException` for a folder with anything else than a centre's data."""
    keys = any(data.glob("*.key"))
    if data.is_dir() and any(data.iterdir()) and not keys and not data_folder.holds_a_centre(data):
        raise click.ClickException(in_both(_OTHER_THINGS.filled(data=data)))


@contextmanager
def _building(data: Path) -> Iterator[Path]:
    from server.service.backups.restoring import building

    data_folder.must_be_writable(data.with_name(f".{data.name}.restoring"))
    try:
        with building(data) as made:
            yield made
    except InUse as error:
        raise click.ClickException(f"Somebody restores into {data} already.") from error
    except Refusal as refusal:
        raise click.ClickException(f"{data_folder.in_words(refusal)} Nothing was changed.") from refusal


def _unlock(passphrase_file: Path | None, identity: Path | None) -> "Unlock":
    from server.store.backups.passphrases import identity_in
    from server.store.backups.sealed import by_passphrase

    if identity is None:
        return by_passphrase(lambda: passphrase(passphrase_file))
    try:
        found = identity_in(identity.read_text("utf-8"))
    except (ValueError, OSError) as error:
        raise click.ClickException(f"{identity}: {error}. Nothing was changed.") from error
    return lambda _: found


def _unpacked(file: Path, made: Path, unlock: "Unlock") -> Manifest:
    from server.service.backups.restoring import unpacked

    try:
        return unpacked(file, made, unlock)
    except Refusal as refusal:
        told = data_folder.in_words(refusal)
        nothing = "" if "Nothing was changed" in told else " Nothing was changed."
        raise click.ClickException(f"{file}: {told}{nothing}") from refusal


def _must_be_this_centre(made: Path, data: Path, manifest: Manifest) -> None:
    """Raise `click.ClickException` if the backup is of another centre than the present one."""
    from server.service.backups.restoring import of_another_centre

    if data_folder.holds_a_centre(data) and of_another_centre(made, data):
        raise click.ClickException(in_both(_ANOTHER_CENTRE.filled(centre=manifest.centre, data=data)))


def _go_on(made: Path, manifest: Manifest, on_paper: OnPaper) -> dict[str, int]:
    from server.service.backups.restored import go_on

    with opened(settings_of(None, server__data=made), _RUNNING, wherever=True) as context:
        try:
            return go_on(context, manifest, on_paper, ACTOR)
        except ValueError as error:
            raise click.BadParameter(f"{error}; a number is like A047.", param_hint="--last") from error


def _must_be_sound(made: Path, file: Path) -> None:
    from server.service.backups.restoring import findings

    found = findings(made)
    for finding in found:
        click.echo(finding, err=True)
    if found:
        raise click.ClickException(f"{file}: the doctor found {len(found)} differences. Nothing was changed.")


def _swapped(made: Path, data: Path) -> Path | None:
    from server.service.backups.restoring import put_there

    try:
        return put_there(made, data)
    except InUse as error:
        raise data_folder.in_use(data, _RUNNING) from error
    except OSError as error:
        raise click.ClickException(f"{error}. Nothing was changed.") from error


def _tell(manifest: Manifest, data: Path, aside: Path | None, following: dict[str, int]) -> None:
    from server.core.queue.days import moment

    made_at = moment(manifest.made_at, zone_of(data))
    click.echo(in_both(_RESTORED.filled(at=f"{made_at:{_TIME}}", centre=manifest.centre)))
    if aside is not None:
        click.echo(in_both(KEPT.filled(aside=aside)))
    if following:
        numbers = ", ".join(spelled(prefix, n) for prefix, n in following.items())
        click.echo(in_both(GO_ON.filled(numbers=numbers)))
    click.echo(str(data))
