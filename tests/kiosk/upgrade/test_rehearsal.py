"""A rehearsal: this very version, run on a copy of what a box remembers, without the server."""

import sys
from pathlib import Path

import pytest

from kiosk.upgrade.rehearsal import NotStarted, draw_a_slip, rehearse
from tests.support.boxes import Kiosk

BOX = ["--server", "http://127.0.0.1:9", "--width", "576"]


@pytest.fixture
def folder(kiosk: Kiosk, tmp_path: Path) -> Path:
    """The folder of a box whose page was opened, and that gave a number alone."""
    assert kiosk.get("/kiosk").status_code == 200
    kiosk.cable.cut = True
    kiosk.number()
    (tmp_path / "box/versions").mkdir()
    return tmp_path / "box"


def test_it_serves_the_page_from_a_copy_and_leaves_the_box_as_it_is(kiosk: Kiosk, folder: Path) -> None:
    before = kiosk.agent.memory.rows("SELECT * FROM facts ORDER BY name")
    rehearse(Path(sys.executable), BOX, folder)
    assert [tuple(row) for row in kiosk.agent.memory.rows("SELECT * FROM facts ORDER BY name")] == [
        tuple(row) for row in before
    ]
    assert list((folder / "versions").iterdir()) == []


def test_what_ends_does_not_work(folder: Path) -> None:
    with pytest.raises(NotStarted, match="it ended"):
        rehearse(Path("/bin/false"), BOX, folder)
    assert list((folder / "versions").iterdir()) == []


def test_a_slip_of_each_field_is_drawn_in_each_language(kiosk: Kiosk) -> None:
    centre = kiosk.agent.memory.fact("centre")
    draw_a_slip(kiosk.agent.fill, centre, 384)
    centre["fields"][-1]["code"] = "another"
    with pytest.raises(KeyError):
        draw_a_slip(kiosk.agent.fill, centre, 384)
