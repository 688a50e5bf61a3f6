"""`goiso serve`: the server of a centre."""

from pathlib import Path

import click

from server import __version__
from server.command.centre import FILE, FOLDER, parts, settings_of
from server.command.installing import told
from server.command.settings import told_of_a_file
from server.process import data_folder
from server.process.saying import say


@click.command()
@click.option("--config", "file", type=FILE, help="The centre's settings (TOML).")
@click.option("--data", type=FOLDER, help="The data folder, if not the one in the settings.")
@click.option("--host", help="Address to listen on, if not the one in the settings.")
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Port to listen on, if not the one in the settings."
)
@click.option(
    "--install", "here", is_flag=True, help="Do not run it: write what starts it with this machine (systemd)."
)
@click.option("--user", default="goiso", show_default=True, help="With --install: who runs it.")
@click.option("--force", is_flag=True, help="With --install: overwrite what is there.")
def serve(
    file: Path | None,
    data: Path | None,
    host: str | None,
    port: int | None,
    here: bool,
    user: str,
    force: bool,
) -> None:
    """Run the server of a centre."""
    settings = settings_of(file, server__data=data, server__host=host, server__port=port)
    folder = settings.server.data
    if here:
        from server.command.server_files import Started, install

        told(lambda: install(Started(file, folder, host, port), user, force=force))
        return
    data_folder.must_be_writable(folder)
    from server.command.first_run import tell
    from server.http.address import public_url
    from server.process.embedded import port_is_free
    from server.process.run import run

    port_is_free(settings.server.host, settings.server.port)
    say(f"Gọi Số {__version__}: {public_url(settings.server)}/")
    say(data_folder.line(folder))
    if (unread := told_of_a_file(file, settings, folder)) is not None:
        say(unread, err=True)
    run(settings, tell, make=parts().make)
