"""`goiso city …`: the machines of a city, where many centres come together."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from server.city.settings import CitySettings

SETTINGS = click.option(
    "--settings",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="GOISO_CITY_SETTINGS",
    help="The city's city.toml.",
)


@click.group()
def city() -> None:
    """The machines of a city, where many centres come together."""
    if find_spec("psycopg") is None:
        raise click.ClickException("The city needs more packages. Get them: pip install 'goiso[city]'")


def settings_of(file: Path | None) -> "CitySettings":
    """The city's settings, or a sentence that says what is wrong with them."""
    from server.city.settings import BadCitySettings, load

    try:
        return load(file)
    except BadCitySettings as error:
        raise click.ClickException(str(error)) from error
