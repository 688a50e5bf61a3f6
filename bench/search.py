"""(f) Finding a procedure: the spoken queries of the tests over the real catalogue, beside one plain LIKE each."""

import csv
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from bench.centre import open_context
from bench.figures import Figure, percentile, spread
from server.config import DEFAULT_CATALOGUE, PLAIN_WORDS
from server.core.procedures.spelling import fold
from server.service.procedures.search import Catalogue
from server.store.procedures.catalogue import read_catalogue

_QUERIES: Final = Path(__file__).parent.parent / "tests" / "support" / "spoken_queries.csv"
_SHOWN: Final = 8
_TARGET_MS: Final = 20.0


@dataclass(frozen=True, slots=True)
class Size:
    """How often the queries are asked, and how many of them (all without a number)."""

    rounds: int = 5
    queries: int | None = None


TINY: Final = Size(rounds=1, queries=3)


def run(folder: Path, size: Size = Size()) -> list[Figure]:
    """Each query in turns, ours and the baseline; as the kiosk asks, for eight answers."""
    queries = _queries()[: size.queries]
    context = open_context(folder / "search")
    try:
        catalogue = Catalogue(context)
        catalogue.replace(read_catalogue(DEFAULT_CATALOGUE, PLAIN_WORDS))
        plain = _like()
        ours, theirs = list[float](), list[float]()
        for query in queries * size.rounds:
            ours.append(_ms(partial(catalogue.search, query, None, _SHOWN)))
            theirs.append(_ms(partial(plain, query)))
    finally:
        context.close()
    found = percentile(ours, 0.99)
    return [
        Figure(
            f"Finding a procedure, {len(queries)} spoken queries over 440",
            spread(ours),
            f"LIKE over the names, in memory: {spread(theirs)}",
            f"p99 ≤ {_TARGET_MS:.0f} ms",
            found <= _TARGET_MS,
        )
    ]


def _queries() -> list[str]:
    with _QUERIES.open(encoding="utf-8", newline="") as lines:
        return [row["query"] for row in csv.DictReader(lines)]


def _like() -> Callable[[str], list[tuple[str]]]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE names (name TEXT)")
    names = [(fold(p.name),) for p in read_catalogue(DEFAULT_CATALOGUE)]
    connection.executemany("INSERT INTO names VALUES (?)", names)
    query = "SELECT name FROM names WHERE name LIKE '%' || ? || '%' LIMIT 8"
    return lambda words: connection.execute(query, (words,)).fetchall()


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
