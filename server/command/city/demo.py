"""`goiso city demo`: a whole city to try, on one machine, by one command."""

import signal
import threading
from pathlib import Path
from typing import Any, Final

import click

from server.command.centre import FOLDER

_LOOK_S: Final = 0.2
_MOST: Final = 126


@click.command()
@click.option(
    "--wards",
    type=click.IntRange(0, _MOST),
    default=_MOST,
    show_default=True,
    help="How many centres are simulated; with the real ones 126 at most.",
)
@click.option(
    "--real", type=click.IntRange(0, 3), default=1, show_default=True, help="How many are real ones, too."
)
@click.option("--busy", is_flag=True, help="A rush: people come three times as densely.")
@click.option(
    "--port",
    type=click.IntRange(1024, 65500),
    default=8100,
    show_default=True,
    help="The first of the ports that it listens on.",
)
@click.option(
    "--data", type=FOLDER, default=Path("city-demo"), show_default=True, help="The demo's data folder."
)
@click.option("--fresh", is_flag=True, help="Start over: delete what the demo kept from last time.")
def demo(wards: int, real: int, busy: bool, port: int, data: Path, fresh: bool) -> None:
    """Start a city to try: its database, its processes, simulated centres and a real one."""
    from server.city.local.demo import Wanted
    from server.city.local.folder import NotOurs, held

    wards = min(wards, _MOST - real)
    wanted = Wanted(data.absolute(), port, wards, real, busy)
    try:
        with held(wanted.folder, fresh=fresh):
            _run(wanted)
    except NotOurs as error:
        raise click.ClickException(str(error)) from error


def _run(wanted: Any) -> None:
    from server.city.local.demo import LocalCity, NotStarted, Ports
    from server.city.local.postgres import NoPostgres
    from server.process.embedded import port_is_free

    for each in Ports(wanted.port).all(wanted.real):
        port_is_free("127.0.0.1", each)
    told = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: told.set())
    city = LocalCity(wanted, lambda text: click.echo(f"  {text}"), told.is_set)
    try:
        facts = city.start()
        click.echo(_welcome(city, facts, wanted.folder))
        city.begin_centres()
        while not told.wait(_LOOK_S):
            city.look()
    except (NoPostgres, NotStarted, RuntimeError) as error:
        if not told.is_set():
            raise click.ClickException(str(error)) from error
    finally:
        city.close()


def _welcome(city: Any, facts: dict[str, Any], folder: Path) -> str:
    admin = facts["admin"]
    return (
        f"\n  A city of {len(facts['centres'])} simulated centres is running.\n\n"
        f"  The city's own people   {city.url}/board  (user {admin['username']}, password {admin['password']})\n"
        f"  Phones                  {city.phones_url}/\n"
        f"  Centres send to         {city.centres_url}/city/v1/\n"
        f"  Tokens and the password: {folder / 'city.json'}\n"
        f"  Stop with Ctrl+C.\n"
    )
