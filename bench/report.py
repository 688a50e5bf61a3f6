"""The run written into bench/README.md, between its markers."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bench.figures import Figure, table

FILE: Final = Path(__file__).parent / "README.md"
FIGURES: Final = ("<!-- figures: written by python -m bench -->", "<!-- end of figures -->")
SOAK: Final = ("<!-- soak: written by python -m bench soak -->", "<!-- end of soak -->")


def written(machine: Sequence[tuple[str, str]], figures: Sequence[Figure], took_s: float) -> str:
    """The report as Markdown: the machine, the date, the table."""
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC; the run took {took_s:.0f} s"
    facts = "\n".join(f"- {name}: {value}" for name, value in (*machine, ("Date", now)))
    return f"{facts}\n\n{table(figures)}\n"


def keep(report: str, place: tuple[str, str] = FIGURES) -> None:
    """Put the report between the two markers of its place. Raises `ValueError` when the markers are gone."""
    text = FILE.read_text(encoding="utf-8")
    before, begin, rest = text.partition(place[0])
    _, end, after = rest.partition(place[1])
    if not begin or not end:
        raise ValueError(f"{FILE}: the markers are gone")
    FILE.write_text(f"{before}{begin}\n\n{report}\n{end}{after}", encoding="utf-8")
