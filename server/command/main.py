"""The command `goiso`."""

import sys
from pathlib import Path

import click

from server import __version__
from server.command.backup import backup
from server.command.centre import FOLDER, parts, settings_of
from server.command.certificate import certificate
from server.command.city.commands import city as city_group
from server.command.devices import device
from server.command.doctor import doctor
from server.command.export import export
from server.command.installing import told, who_runs
from server.command.link import link
from server.command.packing import pack
from server.command.paper import paper
from server.command.people import user
from server.command.release import release
from server.command.restore import restore
from server.command.serve import serve
from server.command.settings import settings as settings_group
from server.command.standby import standby
from server.command.troubles import Commands
from server.command.vietnamese import with_vietnamese
from server.process.saying import say


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="goiso")
def main() -> None:
    """Gọi Số: lấy số, gọi số và màn hình cho trung tâm phục vụ hành chính công.

    Numbers, counters and hall screens for a public service centre.
    """


@main.command()
@click.option("--server", required=True, help="The server's address, like http://192.168.1.10:8000")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8010, show_default=True, help="Port to listen on."
)
@click.option(
    "--data", type=FOLDER, default=Path("kiosk-data"), show_default=True, help="Folder for what it remembers."
)
@click.option(
    "--printer", help="The kiosk's own printer, e.g. usb://04b8:0e15; without it, the server prints."
)
@click.option(
    "--width",
    type=int,
    default=576,
    show_default=True,
    help="Width of the paper in dots: 576, 384 or another multiple of 8.",
)
@click.option(
    "--install",
    "here",
    is_flag=True,
    help="Do not run it: write what starts it, and the browser that shows it, with this machine.",
)
@click.option("--user", help="With --install: who runs both. Default: the current user.")
@click.option("--force", is_flag=True, help="With --install: overwrite what is there.")
@click.option(
    "--started", metavar="VERSION", hidden=True, help="The installed version, which started this one."
)
@click.option("--rehearse", is_flag=True, hidden=True, help="Serve from a copy, without the server.")
def kiosk(
    server: str,
    port: int,
    data: Path,
    printer: str | None,
    width: int,
    here: bool,
    user: str | None,
    force: bool,
    started: str | None,
    rehearse: bool,
) -> None:
    """Run the agent on a kiosk's own box: it goes on giving numbers while the server is unreachable."""
    from server.command.kiosk_files import BoxOptions, install

    box = BoxOptions(server, port, data, printer, width)
    if here:
        told(lambda: install(box, who_runs(user), force=force))
        return
    from server.command import kiosk as running

    say(f"Gọi Số {__version__}: http://localhost:{port}/kiosk")
    if rehearse:
        running.rehearse_agent(box)
    elif started is not None:
        running.run_agent(box, started, parts().limits)
    else:
        sys.exit(running.run_box(box, parts().limits))


@main.command()
@click.option("--url", required=True, help="The server's address, like http://192.168.1.10:8000")
@click.option("--user", help="Who runs the browser on that machine. Default: the current user.")
@click.option("--out", type=FOLDER, default=Path("goiso-screen"), show_default=True, help="Where to write.")
@click.option(
    "--install",
    "here",
    is_flag=True,
    help="This is the screen's machine: write where systemd looks, instead of into --out.",
)
@click.option("--force", is_flag=True, help="Overwrite what is there.")
def screen(url: str, user: str | None, out: Path, here: bool, force: bool) -> None:
    """Write what a mini PC or Raspberry Pi needs to show a hall screen by itself."""
    from server.command.screen_files import install, write

    who = who_runs(user)
    told(lambda: install(url, who, force=force) if here else write(url, who, out, force=force))


@main.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen on."
)
@click.option(
    "--data", type=FOLDER, default=Path("demo-data"), show_default=True, help="The demo's data folder."
)
@click.option("--fresh", is_flag=True, help="Start over: delete what the demo kept from last time.")
@click.option("--busy", is_flag=True, help="Simulated citizens and officers keep the hall busy.")
@click.option(
    "--printer", default="virtual:", show_default=True, help="The printer, e.g. network://127.0.0.1:9100"
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
def demo(port: int, data: Path, fresh: bool, busy: bool, printer: str, host: str) -> None:
    """Start a complete centre to try: ten fields, ten counters, a kiosk, two screens, a printer."""
    from functools import partial

    from server.demo.start import demo_settings, start
    from server.process.run import run

    settings = settings_of(None, **demo_settings(host, port, data, printer))
    start(settings, fresh=fresh, busy=busy, serve=partial(run, make=parts().make))


@main.group()
def voice() -> None:
    """Work with the recordings that calls are spoken from."""


@voice.command("record-list")
def record_list() -> None:
    """Print each file's name and what to read aloud into it."""
    from display.vocabulary import WORDS

    for key, text in WORDS.items():
        click.echo(f"{key}.wav\t{text}")


@voice.command("check")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--english/--no-english", default=False, help="Also check the English words.")
def check_voice(folder: Path, english: bool) -> None:
    """Check a folder of recordings. Exit status 1 when something is wrong."""
    from display.announce import LANGUAGES
    from display.clip_check import findings
    from display.clips import ClipPack

    wrong = list(findings(ClipPack(folder), LANGUAGES if english else LANGUAGES[:1]))
    for finding in wrong:
        click.echo(f"{finding.key}\t{finding.code}\t{finding.text}")
    click.echo(f"Findings: {len(wrong)}." if wrong else "All words are there and sound alike.")
    sys.exit(1 if wrong else 0)


main.add_command(serve)
main.add_command(backup)
main.add_command(restore)
main.add_command(release)
main.add_command(standby)
main.add_command(link)
main.add_command(export)
main.add_command(certificate)
main.add_command(doctor)
main.add_command(pack)
main.add_command(paper)
main.add_command(user)
main.add_command(device)
main.add_command(settings_group)
main.add_command(city_group)
with_vietnamese(main)

if __name__ == "__main__":
    main()
