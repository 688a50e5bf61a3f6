"""What a benchmark answers: a figure, its baseline from the same run, its target, and whether it was met."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

HEADINGS: Final = ("What", "Measured", "Baseline, same run", "Target", "Met")


@dataclass(frozen=True, slots=True)
class Figure:
    """One row. `baseline` names what it stands beside and how much that was; `met` is `None` without a target."""

    what: str
    measured: str
    baseline: str = ""
    target: str = ""
    met: bool | None = None

    def cells(self) -> tuple[str, ...]:
        """The row's texts, in the order of `HEADINGS`."""
        met = "" if self.met is None else ("yes" if self.met else "NO")
        return self.what, self.measured, self.baseline, self.target, met


def table(figures: Sequence[Figure]) -> str:
    """A Markdown table, its columns aligned so that it reads in a terminal too."""
    rows = [HEADINGS, *(figure.cells() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = ["| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return percentile(values, 0.5)


def spread(values: Sequence[float], unit: str = "ms") -> str:
    """Median and 99th percentile as people write them."""
    return f"median {median(values):.1f} {unit}, p99 {percentile(values, 0.99):.1f} {unit}"
