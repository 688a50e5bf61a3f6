"""`goiso paper`: a pad as a file."""

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from server.core.centre import Centre
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
