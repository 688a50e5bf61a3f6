"""docs/api.md tells every error, and has an example for every area of the API."""

import re

import pytest

from server.api import blueprints
from tests.api_page import PAGE, catalogue, written

TEXT = PAGE.read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))
AREAS = [
    "Centre",
    "Tickets",
    "Counters",
    "Board",
    "People",
    "Reports",
    "Figures",
    "Journal",
    "Ratings",
    "Dossiers",
    "Notices",
    "Tokens",
    "Webhooks",
    "Settings",
    "Account",
    "Machines",
    "Backups",
    "Doctor",
    "Doctor",
    "Procedures",
    "Alerts",
    "Paper",
]
MACHINES = {
    "offline",
    "speech",
    "screens",
    "voice",
    "pairings",
    "kiosk_help",
    "elsewhere",
    "standby",
    "releases",
}
"""What the product's own machines ask, each other's tokens not being for programs."""


def test_it_tells_every_error_as_it_is() -> None:
    assert written() == catalogue(), "run python -m tests.api_page"


@pytest.mark.parametrize("area", AREAS)
def test_every_area_has_an_example(area: str) -> None:
    assert "```python\n" in SECTIONS[area]


def test_no_area_is_forgotten() -> None:
    told = {area.lower() for area in AREAS}
    assert {api.name.removesuffix("_numbers") for api in blueprints.ALL} - MACHINES == told


def test_it_says_how_to_page_and_how_to_try_again() -> None:
    assert "`since`" in SECTIONS["Journal"]
    assert all(word in SECTIONS["How to try again"] for word in ("Idempotency-Key", "429", "503"))
