"""What the database knows of the centres' machines, and noting that a fork was seen."""

import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from server.city.board.fleet import Fork, Machine
from server.city.board.view import mapping
from server.city.database import Transaction

_MACHINES: Final = """
SELECT code, name, district, (extract(epoch FROM clock_timestamp()) * 1000)::bigint, version,
       (extract(epoch FROM heard_at) * 1000)::bigint, skew_ms, stored, folded, halted, health
FROM centre WHERE retired_at IS NULL AND (%(code)s::text IS NULL OR code = %(code)s) ORDER BY code
"""
_FORKS: Final = """
SELECT centre, epoch, after, (extract(epoch FROM began_at) * 1000)::bigint, why, seen_by
FROM epoch WHERE epoch > 1 AND (%(code)s::text IS NULL OR centre = %(code)s) ORDER BY centre, epoch DESC
"""


def machines(transaction: Transaction, feeds: Path, code: str | None = None) -> list[Machine]:
    """Those of one centre, or of all; `feeds` is the folder of the files that phones read."""
    asked = {"code": code}
    forks: defaultdict[str, list[Fork]] = defaultdict(list)
    for centre, *fork in transaction.execute(_FORKS, asked):
        forks[centre].append(Fork(*fork))
    rows = transaction.execute(_MACHINES, asked).fetchall()
    return [_machine(row, forks, feeds) for row in rows]


def see(transaction: Transaction, code: str, epoch: int, who: str) -> bool:
    """Note who has seen a fork; the first person stays. Returns whether the fork exists."""
    found = transaction.execute(
        "UPDATE epoch SET seen_by = coalesce(seen_by, %s) WHERE centre = %s AND epoch = %s AND epoch > 1",
        (who, code, epoch),
    )
    return found.rowcount > 0


def _machine(row: tuple[Any, ...], forks: Mapping[str, list[Fork]], feeds: Path) -> Machine:
    code, name, district, read_at, version, heard_at, skew_ms, stored, folded, halted, health = row
    return Machine(
        code,
        name,
        district,
        read_at,
        version=version,
        heard_at=heard_at,
        skew_ms=skew_ms,
        stored=stored,
        folded=folded,
        halted=None if halted is None else mapping(halted),
        health=mapping(health),
        forks=tuple(forks.get(code, ())),
        feed_s=_age_s(feeds, code),
    )


def _age_s(feeds: Path, code: str) -> float | None:
    """The age of a centre's file in seconds; `None` if there is no file, or if the folder is on another machine."""
    try:
        return time.time() - (feeds / f"{code}.json").stat().st_mtime
    except OSError:
        return None
