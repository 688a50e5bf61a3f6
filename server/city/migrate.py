"""Making the city's tables, or bringing them to this version."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import URL

_FOLDER: Final = Path(__file__).parent / "migrations"


def migrate(conninfo: str) -> None:
    """Bring the database at `conninfo` to this version; an up-to-date one stays unchanged."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.set_main_option("sqlalchemy.url", _address(conninfo).replace("%", "%%"))
    command.upgrade(config, "head")


def _address(conninfo: str) -> str:
    query = {name: str(value) for name, value in conninfo_to_dict(conninfo).items() if value is not None}
    return URL.create("postgresql+psycopg", query=query).render_as_string(hide_password=False)
