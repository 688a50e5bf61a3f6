"""The city's own settings: city.toml, and environment variables over it."""

import os
import tomllib
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_PREFIX: Final = "GOISO_CITY_"


class BadCitySettings(Exception):
    """The settings cannot be used; the text names each wrong one."""


class CitySettings(BaseModel):
    """What the machines of the city are told. Each role listens on a port of its own, behind nginx.

    `database` is a PostgreSQL address (postgresql://…, or key=value), `redis` a Redis address or none: the board goes on without,
    slower. `feeds` is the folder of the files that phones read, `data` that of keys. With `fast_commit` PostgreSQL may forget the last
    moments of what centres sent at a power cut: they are asked for them again.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = "Thành phố"
    name_en: str = ""
    database: str = "dbname=goiso_city"
    fast_commit: bool = False
    redis: str | None = None
    data: Path = Path("city-data")
    feeds: Path = Path("city-data/feeds")
    public_url: str | None = Field(default=None, pattern=r"^https?://[^/]+$")
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    host: str = "127.0.0.1"
    ingest_port: int = Field(default=8101, ge=1, le=65535)
    public_port: int = Field(default=8102, ge=1, le=65535)
    board_port: int = Field(default=8103, ge=1, le=65535)

    @property
    def names(self) -> dict[str, str]:
        """What the city is called, by language."""
        return {"vi": self.name, "en": self.name_en or self.name}


def load(file: Path | None, environment: Mapping[str, str] = os.environ, **overrides: Any) -> CitySettings:
    """The settings of a TOML file, then the environment (`GOISO_CITY_DATABASE`, …), then `overrides`. Raises `BadCitySettings`."""
    try:
        found = {} if file is None else tomllib.loads(file.read_text(encoding="utf-8"))
        for name in CitySettings.model_fields:
            if (value := environment.get(f"{_PREFIX}{name.upper()}")) is not None:
                found[name] = value.split(",") if name == "trusted_proxies" else value
        return CitySettings.model_validate(found | overrides)
    except ValidationError as error:
        told = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise BadCitySettings(told) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadCitySettings(f"{file}: {error}") from error
