"""A CSV file comes back as it was written, in whatever encoding a spreadsheet saves it; nothing in it is run."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.cells import read, written

_CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), max_size=8)
_ROWS = st.lists(st.lists(_CELLS | st.sampled_from(["=1+1", "'=1", "@x", "-"]), min_size=2, max_size=4))
TOLD = "code,name\r\n1.01,Đăng ký khai sinh ở phường"
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def windows_1258(text: str) -> bytes:
    """As Windows writes Vietnamese: letters with their hats, tones as marks of their own after them."""
    told = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = [part for part in parts if part in _TONES]
        told += unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        told += "".join(tones)
    return told.encode("cp1258")


@given(_ROWS)
def test_what_is_written_is_read_again(rows: list[list[str]]) -> None:
    composed = [[unicodedata.normalize("NFC", cell) for cell in row] for row in [["a", "b", "c"], *rows]]
    assert read(written(composed)) == composed


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "+84", "-1", "@SUM(A1)", "\tx", "'=1"])
def test_what_a_spreadsheet_would_run_is_quoted(cell: str) -> None:
    assert written([["code", cell]]).decode("utf-8-sig").strip() == f"code,'{cell}"


def test_it_begins_with_a_mark_so_that_spreadsheets_read_its_letters_right() -> None:
    assert written([["Đăng ký"]]).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "file",
    [
        TOLD.encode(),
        TOLD.encode("utf-8-sig"),
        unicodedata.normalize("NFD", TOLD).encode(),
        TOLD.encode("utf-16"),
        b"\xfe\xff" + TOLD.encode("utf-16-be"),
        TOLD.replace(",", ";").encode(),
        TOLD.replace(",", "\t").encode("utf-16"),
        windows_1258(TOLD),
    ],
    ids=["utf-8", "bom", "decomposed", "utf-16", "utf-16-be", "semicolons", "tabs", "windows-1258"],
)
def test_it_is_read_in_the_encodings_of_spreadsheets(file: bytes) -> None:
    assert read(file) == [["code", "name"], ["1.01", "Đăng ký khai sinh ở phường"]]


@pytest.mark.parametrize(
    "file",
    [TOLD.encode("utf-16-le"), b"PK\x03\x04\0\0", b'code\n"1', b"\xff\xfe\0\xd8"],
    ids=["utf-16 without its mark", "a workbook", "an open quote", "half a letter"],
)
def test_what_is_no_such_file_is_refused(file: bytes) -> None:
    with pytest.raises(ValueError, match=r"NUL|codec|unexpected end"):
        read(file)
