"""`goiso device`: kiosks, screens, helpers' tablets and counter machines."""

from pathlib import Path

import click

from server.command.centre import ACTOR, centre_of, centre_options, opened
from server.core.texts import BothTexts

_INSTEAD = BothTexts(
    "Thêm máy ở Quản lý → Thiết bị; hoặc dừng máy chủ, chạy lệnh này, rồi chạy lại.",
    "Add the machine on the manager's page, under Thiết bị; or stop the server, do this, and start it again.",
)


@click.group()
def device() -> None:
    """Manage kiosks, screens, helpers' tablets and counter machines."""


@device.command("add")
@click.argument("kind", type=click.Choice(["kiosk", "display", "helper", "counter", "rating"]))
@click.option("--name", required=True, help="The machine's name, for example where it stands.")
@click.option("--url", help="How the machine reaches the server. Default: the address in the settings.")
@centre_options
def add(kind: str, name: str, url: str | None, file: Path | None, data: Path | None) -> None:
    """Enrol a machine and print the address to open on it; it works once. On a running server, use the manager's page."""
    from display.machine import server_url
    from server.http.address import public_url
    from server.service.people.devices import enrol_device
    from server.service.people.enrolment import enrolment_path

    settings = centre_of(file, data)
    try:
        server = server_url(url or public_url(settings.server))
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    with opened(settings, _INSTEAD) as context:
        _, token = enrol_device(context, kind, name, ACTOR)
    click.echo(f"{server}{enrolment_path(kind, token)}")
