"""What a simulated centre has set: the fields and counters that every new centre begins with, under its own name."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

_BEGINS: Final = Path(__file__).parents[2] / "config" / "data" / "centre.toml"
_PARTS: Final = ("centre", "hours", "fields", "counters", "priority_classes")
_LIMIT_MINUTES: Final = 20


def settings_of(name: str) -> dict[str, Any]:
    """The settings by part, as the journal's first row holds them."""
    found = {part: value for part, value in _begins().items() if part in _PARTS}
    begins = found["centre"]
    found["centre"] |= {
        "name": f"{begins['name']} {name}",
        "name_en": f"{begins['name_en']}, {name}",
        "ward": name,
    }
    found["fields"] = [field | {"real_wait_limit_minutes": _LIMIT_MINUTES} for field in found["fields"]]
    return found


def service_s(settings: Mapping[str, Any]) -> dict[str, int]:
    """How long a visit takes, by field, in seconds."""
    return {field["code"]: field["service_s"] for field in settings["fields"]}


def limits_s(settings: Mapping[str, Any]) -> dict[str, int]:
    """How long nobody should wait longer than, by field, in seconds."""
    return {field["code"]: field["real_wait_limit_minutes"] * 60 for field in settings["fields"]}


@cache
def _text() -> str:
    return _BEGINS.read_text(encoding="utf-8")


def _begins() -> dict[str, Any]:
    return tomllib.loads(_text())
