"""The catalogue's files: the official list of procedures, and the plain words that people use for the common ones."""

import csv
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from server.core.procedures.elsewhere import Elsewhere
from server.core.procedures.procedure import Procedure

_OFFICIAL: Final = ("code", "name", "field", "national_field", "level", "audience")
_ELSEWHERE: Final = ("vi", "en", "where_vi", "where_en")


def read_catalogue(official: Path, plain: Path | None = None) -> Iterator[Procedure]:
    """The procedures of a CSV file with the columns code, name, field, national_field, level, audience.

    It may have a column short_name, for those that could not be told apart by the beginning of their names.
    `plain` has the columns code, short_name, english_name, synonyms, papers, papers_en, the most common
    procedure first; lists are parted by semicolons. A code that the official list lacks is passed over.
    """
    words = {} if plain is None else dict(_plain_words(plain))
    for row in _rows(official):
        facts = {column: row[column] for column in _OFFICIAL} | {"short_name": row.get("short_name", "")}
        yield Procedure(**facts | words.get(row["code"], {}))


def read_elsewhere(file: Path) -> Iterator[Elsewhere]:
    """What is done elsewhere: a CSV file with the columns vi, en, where_vi, where_en, said (parted by semicolons)."""
    for row in _rows(file):
        yield Elsewhere(**{name: row[name] for name in _ELSEWHERE}, said=_split(row["said"]))


def _plain_words(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """By code, what the file says of a procedure, as arguments of `Procedure`."""
    for place, row in enumerate(_rows(file), 1):
        yield (
            row["code"],
            {
                "short_name": row["short_name"],
                "english_name": row["english_name"],
                "said": _split(row["synonyms"]),
                "papers": _split(row["papers"]),
                "papers_en": _split(row["papers_en"]),
                "place": place,
            },
        )


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            yield {column: unicodedata.normalize("NFC", text.strip()) for column, text in row.items()}


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
