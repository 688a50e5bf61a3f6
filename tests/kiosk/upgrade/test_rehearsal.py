"""A rehearsal: this very version, run on a copy of what a box remembers, without the server."""

import sys
from pathlib import Path

import pytest

from kiosk.alone.memory import FILE, Memory
from kiosk.upgrade.fetching import NoRoom
from kiosk.upgrade.installing import Interrupted
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


@pytest.mark.parametrize(
    ("script", "raised"),
    [
        ("kill -TERM $$", Interrupted),
        ("kill -KILL $$", Interrupted),
        ("exit 0", Interrupted),
        ("echo 'database or disk is full'; exit 4", NoRoom),
        ("echo '[Errno 5] Input/output error'; exit 4", Interrupted),
    ],
)
def test_what_the_machine_ends_is_no_fault_of_the_version(
    tmp_path: Path, script: str, raised: type[Exception]
) -> None:
    Memory(tmp_path).close()
    (tmp_path / "versions").mkdir()
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
    python.chmod(0o755)
    with pytest.raises(raised):
        rehearse(python, BOX, tmp_path)


def test_a_file_that_cannot_be_copied_is_trouble_of_the_disk(tmp_path: Path) -> None:
    (tmp_path / "versions").mkdir()
    (tmp_path / FILE).write_bytes(b"no database " * 500)
    with pytest.raises(OSError, match=FILE):
        rehearse(Path("/bin/false"), BOX, tmp_path)


def test_a_slip_of_each_field_is_drawn_in_each_language(kiosk: Kiosk) -> None:
    centre = kiosk.agent.memory.fact("centre")
    draw_a_slip(kiosk.agent.fill, centre, 384)
    centre["fields"][-1]["code"] = "another"
    with pytest.raises(KeyError):
        draw_a_slip(kiosk.agent.fill, centre, 384)
