"""Hanoi's wards and communes as they are since July 2025, in the areas of the districts before.

Their positions are only good enough for a demo: around the middle of their area.
"""

import csv
from dataclasses import dataclass
from math import cos, radians, sin, sqrt
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("hanoi.csv")
_KINDS: Final = (("phuong", "Phường"), ("xa", "Xã"))
_TURN: Final = radians(137.5)
"""The angle between neighbours around a middle, so that no two have the same place."""
_APART: Final = 0.012
"""Degrees between neighbours, more than a kilometre."""


@dataclass(frozen=True, slots=True)
class Ward:
    """One ward or commune: its code at the city, its name, its area, and where it stands in degrees."""

    code: str
    name: str
    district: str
    lat: float
    lon: float


def wards() -> tuple[Ward, ...]:
    """All 126, W0001 and so on, in the order of the file."""
    found: list[Ward] = []
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = [f"{word} {name}" for kind, word in _KINDS for name in row[kind].split(";") if name]
            for place, name in enumerate(names):
                away, turned = _APART * sqrt(place), _TURN * place
                lat, lon = float(row["lat"]) + away * cos(turned), float(row["lon"]) + away * sin(turned)
                code = f"W{len(found) + 1:04d}"
                found.append(Ward(code, name, row["district"], round(lat, 4), round(lon, 4)))
    return tuple(found)
