"""The journal as it leaves the house: items of `GET /api/v1/journal`, or lines of `goiso export journal --format jsonl`."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `at` is UTC milliseconds; `day` is the business day, which only an export tells."""

    seq: int
    at: int
    type: str
    ticket: int | None
    counter: int | None
    actor: str
    data: Mapping[str, Any]
    day: str | None = None

    def __str__(self) -> str:
        about = [f"{name} {n}" for name, n in (("ticket", self.ticket), ("counter", self.counter)) if n]
        return f"row {self.seq} at {self.at}: {self.type} {' '.join(about)} by {self.actor} {json.dumps(dict(self.data), ensure_ascii=False)}"


def ticket_of(row: Row) -> int:
    """The ticket that a row is about; of its issue too, whichever form the row came in."""
    return int(row.data.get("ticket") or row.ticket or 0)


def row_of(item: Mapping[str, Any]) -> Row:
    """A row from either form."""
    at, data = item["at"], item["data"]
    return Row(
        item["seq"],
        at if isinstance(at, int) else round(datetime.fromisoformat(at).timestamp() * 1000),
        item["type"],
        item["ticket"],
        item["counter"],
        item["actor"],
        json.loads(data) if isinstance(data, str) else data,
        item.get("day"),
    )


def rows_of(items: Iterable[Mapping[str, Any]]) -> list[Row]:
    """All of them, in the order of `seq`."""
    return sorted(map(row_of, items), key=lambda row: row.seq)


def read(path: Path) -> list[Row]:
    """The rows of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        return rows_of(json.loads(line) for line in lines if line.strip())
