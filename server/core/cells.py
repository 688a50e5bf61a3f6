"""Cells of a CSV file that people open in a spreadsheet: read in any encoding, and never run as a formula."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_RUNS: Final = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet takes for a formula, quoted already or not."""
_QUOTED: Final = re.compile(r"'+[=+\-@\t\r]")
_LOST: Final = re.compile(r"\w\?\w")
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS: Final = ",;\t"


def written(rows: Iterable[Iterable[str]]) -> bytes:
    """A CSV file: UTF-8 with BOM, so that spreadsheets read its letters right; what they would run is quoted."""
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows([_quoted(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def read(file: bytes) -> list[list[str]]:
    """The rows of a CSV file from `written` or from a spreadsheet: separated by commas, semicolons or tabs.

    Raises `ValueError` for any other file.
    """
    text = decoded(file)
    if "\0" in text:
        raise ValueError("NUL")
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ValueError(str(error)) from error
    return [[_unquoted(cell) for cell in row] for row in rows]


def decoded(file: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1258, composed. Raises `ValueError` for another encoding."""
    return unicodedata.normalize("NFC", _text(file))


def letters_lost(cell: str) -> bool:
    """Whether a spreadsheet saved it in an encoding without its letters: "ch?ng th?c"."""
    return _LOST.search(cell) is not None


def _text(file: bytes) -> str:
    if file.startswith(_UTF16):
        return file.decode("utf-16")
    try:
        return file.decode("utf-8-sig")
    except UnicodeDecodeError:
        return file.decode("cp1258")


def _quoted(cell: str) -> str:
    return f"'{cell}" if _RUNS.match(cell) else cell


def _unquoted(cell: str) -> str:
    return cell[1:] if _QUOTED.match(cell) else cell
