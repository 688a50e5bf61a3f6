"""What the routes of the city are handed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import current_app

from server.city.database import Database
from server.city.settings import CitySettings

_NAME: Final = "goiso_city"


@dataclass(frozen=True, slots=True)
class CityPorts:
    """One process of the city. `clock` gives UTC milliseconds."""

    settings: CitySettings
    database: Database
    clock: Callable[[], int]


def hand_over(ports: CityPorts) -> None:
    """Let the routes of the current app find them."""
    current_app.extensions[_NAME] = ports


def city() -> CityPorts:
    """Those of the app that answers now."""
    found: CityPorts = current_app.extensions[_NAME]
    return found
