"""`goiso pack`: what the server does by itself at night, done at once while it is stopped."""

from pathlib import Path

import click

from server.command.centre import FOLDER, opened, settings_of
from server.core.texts import BothTexts

_INSTEAD = BothTexts(
    "Máy chủ tự gói lại khi trung tâm đóng cửa; hoặc dừng máy chủ, chạy lệnh này, rồi chạy lại.",
    "The server packs by itself while the centre is closed; or stop it, do this, and start it again.",
)


@click.command()
@click.option("--data", type=FOLDER, required=True, help="The data folder.")
def pack(data: Path) -> None:
    """Pack the days whose steps are no longer kept ([retention] steps_days): every figure stays, the file shrinks."""
    from server.service.retention import packing

    with opened(settings_of(None, server__data=data), _INSTEAD) as context:
        found = packing.due(context)
        days = 0
        for day in found.ranges:
            packed = packing.pack_day(context, day, found)
            told = (
                "not over, left as it is" if packed is None else f"{packed.visits} visits, {packed.rows} rows"
            )
            days += packed is not None
            click.echo(f"{day}: {told}")
        while packing.give_back(context):
            pass
        click.echo(f"Days packed: {days}." if found.ranges else "There is nothing to pack.")
