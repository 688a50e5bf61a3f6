"""`goiso settings`: writes a centre's settings to a file and reads them from one."""

import json
from pathlib import Path
from typing import Any

import click

from server import config
from server.command.centre import ACTOR, FILE, FOLDER, opened, settings_of
from server.command.reading import reading
from server.core.texts import BothTexts, in_both

_INSTEAD = BothTexts(
    "Đổi cài đặt trên trang quản lý; hoặc dừng máy chủ, chạy lệnh này, rồi chạy lại.",
    "Change settings on the manager's page, or stop the server, do this, and start it again.",
)
_NOTHING_SET = BothTexts(
    "{folder}: chưa có cài đặt nào ở đó; hãy chạy máy chủ trên thư mục này một lần.",
    "{folder}: nothing is set there yet; start the server on it once.",
)
_NO_CENTRE = BothTexts(
    "{file}: tệp này không đặt gì của trung tâm. Chưa có gì thay đổi.",
    "{file}: it sets nothing of the centre. Nothing was changed.",
)
_SAME = BothTexts("Không có gì khác.", "Nothing is different.")
_SURE = BothTexts("Đổi {count} mục?", "Make {count} changes?")
_MADE = BothTexts("Đã đổi {count} mục.", "Changes made: {count}.")
_DATA = click.option("--data", type=FOLDER, required=True, help="The centre's data folder.")


@click.group()
def settings() -> None:
    """Write a centre's settings to a file, or take them from one."""


@settings.command("export")
@_DATA
def export(data: Path) -> None:
    """Print the centre's settings as TOML: what a new centre can begin with. Also works while the server runs."""
    import tomli_w

    from server.core.settings import document
    from server.store.settings import everything

    with reading(data) as connection:
        found = document(everything(connection))
    if not found:
        raise click.ClickException(in_both(_NOTHING_SET.filled(folder=data.absolute())))
    click.echo(tomli_w.dumps(_without_none(found)), nl=False)


@settings.command("import")
@click.argument("file", type=FILE)
@_DATA
@click.option("--to", help="Where the people go who wait for a field that the file no longer has.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def import_(file: Path, data: Path, to: str | None, yes: bool) -> None:
    """Set the centre as FILE says, after showing what would change."""
    from server.service.settings.begun import begin_settings
    from server.service.settings.changes import differences, take_all

    wanted = settings_of(file, server__data=data).of_centre()
    if not config.sets_a_centre(file):
        raise click.ClickException(in_both(_NO_CENTRE.filled(file=file)))
    with opened(settings_of(None, server__data=data), _INSTEAD) as context:
        begin_settings(context)
        found = differences(context, wanted)
        for change in found:
            click.echo(f"{change.part}{'.' + change.key if change.key else ''}:")
            click.echo(f"  - {_short(change.before)}")
            click.echo(f"  + {_short(change.after)}")
        if not found:
            click.echo(in_both(_SAME))
            return
        if not yes:
            click.confirm(in_both(_SURE.filled(count=len(found))), abort=True)
        take_all(context, wanted, ACTOR, to)
    click.echo(in_both(_MADE.filled(count=len(found))))


def told_of_a_file(file: Path | None, wanted: config.Settings, data: Path) -> str | None:
    """What a start says about a file that differs from the settings in the data folder; `None` if they agree."""
    from server.service.settings.begun import differing_parts

    if (
        file is None
        or not config.sets_a_centre(file)
        or not (parts := differing_parts(data, wanted.of_centre()))
    ):
        return None
    return (
        f"{file}: khác cài đặt đang dùng ({', '.join(parts)}) và không được đọc nữa; sửa trên trang quản lý,"
        f" hoặc chạy `goiso settings import`. · It differs from what is set ({', '.join(parts)}) and is no longer read;"
        " change settings on the manager's page, or run `goiso settings import`."
    )


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_none(each) for name, each in value.items() if each is not None}
    return [_without_none(each) for each in value] if isinstance(value, list | tuple) else value


def _short(value: Any) -> str:
    return "—" if value is None else json.dumps(value, ensure_ascii=False)
