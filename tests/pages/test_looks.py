"""The pictures that somebody looks at before a release can be taken: all of it but the pictures themselves."""

import pytest
from playwright.sync_api import Page

from tests import looks
from tests.support.browser import Visitors
from tests.support.demo import Demo


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.mark.torture
def test_every_scene_is_reached_and_has_a_name_of_its_own(demo: Demo, visitors: Visitors) -> None:
    names: list[str] = []

    def note(_: Page, name: str) -> None:
        names.append(name)

    looks.console(visitors, demo, note)
    looks.kiosks(visitors, note)
    looks.screens(visitors, note)
    assert len(set(names)) == len(names)
    assert {name.split("-")[0] for name in names} == {"kiosk", "console", "screen"}
    for layout in ("main", "totem", "counter", "entrance"):
        assert {f"screen-{layout}-{state}" for state in looks.STATES} <= {*names}
