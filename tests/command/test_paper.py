"""`goiso paper`: a pad as a file."""

import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from server.core.centre import Centre
from server.service.standby.handing_over import hand_over
from server.store.standby.state import SecondBox, keep
from tests.command.test_main import goiso
from tests.support.clock import SetClock
from tests.support.quick_server import quick_context


def test_each_pad_is_written_once_and_again_only_on_purpose(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    quick_context(tmp_path / "data", centre, clock).close()
    out = tmp_path / "out"
    out.mkdir()
    for more in (["--count", "9"], ["--count", "9"], ["--again", "1"]):
        result = goiso("paper", "--data", tmp_path / "data", "--out", out, *more)
        assert result.exit_code == 0, result.output
    assert sorted(path.name for path in out.iterdir()) == [
        "so-giay-DPA-in-lai.pdf",
        "so-giay-DPA.pdf",
        "so-giay-DPB.pdf",
    ]
    pages = PdfReader(BytesIO((out / "so-giay-DPB.pdf").read_bytes())).pages
    assert [("DPB009" in page.extract_text()) for page in pages] == [False, True, True]
    assert goiso("paper", "--data", tmp_path / "data", "--out", out, "--again", "7").exit_code == 1


def test_no_pad_is_written_where_another_box_is_the_centre(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    second, first = tmp_path / "second", tmp_path / "first"
    quick_context(second, centre, clock).close()
    keep(second, SecondBox("http://first.test"))
    handed_over = quick_context(first, centre, clock)
    hand_over(handed_over, None, "standby:1")
    handed_over.close()
    for data, why in ((second, "follows the server"), (first, "goes on at the second box")):
        before = journal_rows(data)
        for said in (
            ("paper", "--out", tmp_path),
            ("pack",),
            ("user", "add", "lan", "--password", "mat-khau-dai"),
            ("device", "add", "kiosk", "--name", "K"),
        ):
            result = goiso(*said, "--data", data)
            assert result.exit_code == 1, result.output
            assert why in result.output, result.output
        assert journal_rows(data) == before
    assert list(tmp_path.glob("*.pdf")) == []


def journal_rows(data: Path) -> int:
    with closing(sqlite3.connect(data / "goiso.db")) as connection:
        return int(connection.execute("SELECT count(*) FROM journal").fetchone()[0])
