"""Which field a thing belongs to that somebody says in plain words: by the national catalogue that the product ships."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from server.core.procedures.search import Index, Names

_DATA: Final = Path(__file__).parents[2] / "config" / "data"
_LEAST: Final = 0.5
_BESIDE: Final = 0.5
_MOST: Final = 6


@dataclass(frozen=True, slots=True)
class Procedure:
    """What it is called, and the code of its field."""

    names: dict[str, str]
    field: str


def search(words: str) -> list[Procedure]:
    """Those that the words may mean, the likeliest first; at most six."""
    index, procedures = _catalogue()
    question = index.read(words)
    scores = {code: index.score(code, question) for code in procedures}
    likely = sorted(scores, key=lambda code: (-scores[code], len(procedures[code].names["vi"]), code))[:_MOST]
    least = max(_LEAST, _BESIDE * max(scores.values(), default=0))
    return [procedures[code] for code in likely if scores[code] >= least]


@cache
def _catalogue() -> tuple[Index, dict[str, Procedure]]:
    """Made at the first question, which takes a tenth of a second."""
    plain = {row["code"]: row for row in _rows("plain_words.csv")}
    official = {row["code"]: row for row in _rows("procedures.csv")}
    names = [_names(row, plain.get(code, {})) for code, row in official.items()]
    found = {
        each.code: Procedure(
            {"vi": each.short, "en": each.english or each.short}, official[each.code]["field"]
        )
        for each in names
    }
    return Index(names), found


def _names(row: dict[str, str], plain: dict[str, str]) -> Names:
    short = plain.get("short_name") or row["name"]
    said = tuple(filter(None, plain.get("synonyms", "").split(";")))
    return Names(row["code"], short, row["name"], plain.get("english_name", ""), said, common=bool(plain))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)
