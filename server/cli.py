"""The command `goiso`."""

import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

import click

from server import __version__, config
from server.core.errors import InUse, Refusal

_folder = click.Path(file_okay=False, path_type=Path)
_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
@click.version_option(__version__, prog_name="goiso")
def main() -> None:
    """Gọi Số: numbers, counters and hall screens for a public service centre."""


def _settings(file: Path | None, **overrides: Any) -> config.Settings:
    try:
        return config.load(file, **{name: value for name, value in overrides.items() if value is not None})
    except config.BadSettings as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.option("--config", "file", type=_file, help="The centre's settings (TOML).")
@click.option("--data", type=_folder, help="Where the data is kept.")
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
def serve(file: Path | None, data: Path | None, host: str | None, port: int | None) -> None:
    """Run a centre."""
    from server.run import run

    settings = _settings(file, server__data=data, server__host=host, server__port=port)
    click.echo(f"Gọi Số {__version__}: http://{settings.server.host}:{settings.server.port}/")
    run(settings)


@main.command()
@click.option("--server", required=True, help="The server's address, like http://192.168.1.10:8000")
@click.option("--port", type=click.IntRange(1, 65535), default=8010, show_default=True)
@click.option(
    "--data", type=_folder, default=Path("kiosk-data"), show_default=True, help="What it remembers."
)
@click.option(
    "--printer", help="The kiosk's own printer, e.g. usb://04b8:0e15; without it, the server prints."
)
@click.option("--width", type=click.Choice(["576", "384"]), default="576", show_default=True)
def kiosk(server: str, port: int, data: Path, printer: str | None, width: str) -> None:
    """Run on a kiosk's own box: it goes on giving numbers when the server is gone."""
    from server.kiosk_box import agent_for, run_agent

    click.echo(f"Gọi Số {__version__}: http://localhost:{port}/kiosk")
    run_agent(port, lambda: agent_for(server, data, printer, int(width)))


@main.command()
@click.option("--url", required=True, help="The server's address, like http://192.168.1.10:8000")
@click.option("--user", help="Who runs the browser on that machine; by default, who you are.")
@click.option("--out", type=_folder, default=Path("goiso-screen"), show_default=True, help="Where to write.")
@click.option(
    "--install", "here", is_flag=True, help="This is the screen's machine: write where systemd looks."
)
@click.option("--force", is_flag=True, help="Overwrite what is there.")
def screen(url: str, user: str | None, out: Path, here: bool, force: bool) -> None:
    """Write what a mini PC or Raspberry Pi needs to show a hall screen by itself."""
    from getpass import getuser

    from server.screen_box import install, write

    who = user or os.environ.get("SUDO_USER") or getuser()
    try:
        done = install(url, who, force=force) if here else write(url, who, out, force=force)
    except FileExistsError as error:
        raise click.ClickException(f"{error}: there already. Add --force to overwrite.") from error
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error
    for path in done.paths:
        click.echo(f"wrote {path}")
    click.echo("\nNext:\n" + "\n".join(done.next))


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--data", type=_folder, default=Path("demo-data"), show_default=True)
@click.option("--fresh", is_flag=True, help="Forget what happened in the demo before.")
@click.option("--busy", is_flag=True, help="Synthetic citizens and officers keep the hall alive.")
@click.option("--printer", default="virtual:", show_default=True, help="E.g. network://127.0.0.1:9100")
@click.option("--host", default="127.0.0.1", show_default=True)
def demo(port: int, data: Path, fresh: bool, busy: bool, printer: str, host: str) -> None:
    """Start a whole centre to try: ten fields, ten counters, a kiosk, two screens, a printer."""
    from server.demo.start import demo_settings, start

    settings = _settings(None, **demo_settings(host, port, data, printer))
    start(settings, fresh=fresh, busy=busy)


@main.command()
@click.option("--data", type=_folder, required=True, help="The data folder to look at; it is not changed.")
def doctor(data: Path) -> None:
    """Replay the journal and name every difference from the tables. Exit status 0 when clean."""
    from server.store.connect import open_reader
    from server.store.doctor import examine
    from server.store.store import database_path

    path = database_path(data)
    if not path.exists():
        raise click.ClickException(f"{path}: no such file. Is this the data folder?")
    try:
        connection = open_reader(path)
        connection.execute("BEGIN")  # one moment, even of a server that is running
        differences = list(examine(connection))
    except sqlite3.Error as error:
        raise click.ClickException(f"{path}: {error}. Is this a Gọi Số database, and is it whole?") from error
    except Refusal as refusal:
        raise click.ClickException(f"{path}: {refusal.kind.detail.en} {refusal.kind.action.en}") from refusal
    for difference in differences:
        click.echo(difference)
    click.echo(f"{len(differences)} differences." if differences else "The journal and the tables agree.")
    sys.exit(1 if differences else 0)


@main.group()
def user() -> None:
    """People who sign in."""


@user.command("add")
@click.argument("username")
@click.option("--name", help="The name that colleagues see.")
@click.option("--title", help="What they are, as screens may show it; at most 80 letters.")
@click.option("--role", type=click.Choice(["officer", "admin"]), default="officer", show_default=True)
@click.option("--counter", type=int, help="Their usual counter.")
@click.option("--pin", help="4 to 8 digits, to sign in with on counter machines; without it, no PIN.")
@click.option("--data", type=_folder, help="The data folder of a server that is not running.")
@click.option("--config", "file", type=_file)
@click.password_option()
def add_user(
    username: str,
    name: str | None,
    title: str | None,
    role: str,
    counter: int | None,
    pin: str | None,
    data: Path | None,
    file: Path | None,
    password: str,
) -> None:
    """Add somebody, or change their name, title, password and PIN."""
    from server.service.accounts import NewPerson, add_person

    new = NewPerson(username, name or username, role, password, pin, counter, title)
    _with_context(_settings(file, server__data=data), lambda context: add_person(context, new))
    click.echo(f"{username} may sign in as {role}.")


@main.group()
def device() -> None:
    """Kiosks, screens and counter machines."""


@device.command("add")
@click.argument("kind", type=click.Choice(["kiosk", "display", "helper", "counter"]))
@click.option("--name", required=True, help="Where it stands.")
@click.option("--data", type=_folder, help="The data folder of a server that is not running.")
@click.option("--config", "file", type=_file)
def add_device(kind: str, name: str, data: Path | None, file: Path | None) -> None:
    """Enrol a machine and print its token, once. On a running server, use the manager's page."""
    from server.service.accounts import enrol_device

    _, token = _with_context(
        _settings(file, server__data=data), lambda context: enrol_device(context, kind, name, "system")
    )
    click.echo(token)


@main.group()
def voice() -> None:
    """The recorded words that calls are spoken with."""


@voice.command("record-list")
def record_list() -> None:
    """Print each file's name and what to read aloud into it."""
    from display.vocabulary import WORDS

    for key, text in WORDS.items():
        click.echo(f"{key}.wav\t{text}")


@voice.command("check")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--english/--no-english", default=False, help="Whether English words are needed, too.")
def check_voice(folder: Path, english: bool) -> None:
    """Name what is wrong with a folder of recordings. Exit status 0 when nothing is."""
    from display.clip_check import findings
    from display.clips import ClipPack

    wrong = list(findings(ClipPack(folder), ("vi", "en") if english else ("vi",)))
    for finding in wrong:
        click.echo(f"{finding.key}\t{finding.code}\t{finding.text}")
    click.echo(f"{len(wrong)} findings." if wrong else "All words are there and sound alike.")
    sys.exit(1 if wrong else 0)


def _with_context(settings: config.Settings, act: Any) -> Any:
    from server.app import wall_clock
    from server.service.context import Context

    try:
        context = Context(settings.server.data, settings.as_centre(), wall_clock)
    except InUse as error:
        raise click.ClickException(f"A server is running on {error}; use the manager's page.") from error
    try:
        return act(context)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    finally:
        context.close()


if __name__ == "__main__":
    main()
