"""What a batch is: rows of the journal that follow each other, of which those leave that may."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from server.core.link.allowed import LEAVES, leaving

PROTOCOL: Final = 1
MOST_EVENTS: Final = 500
MOST_PACKED: Final = 1 << 20
"""Bytes of a batch as it is sent."""
MOST_UNPACKED: Final = 4 << 20
"""Bytes of a batch's events before they are packed: the city takes four times as much."""
MOST_ROWS: Final = 5000
"""So many rows are looked at for one batch: most of those that stay at home are small and many."""


class JournalRow(NamedTuple):
    """A row of the journal as it is stored: `data` is JSON, `digest` the chain's."""

    seq: int
    at: int
    day: str
    type: str
    ticket: int | None
    counter: int | None
    data: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class End:
    """A row and its digest in hexadecimal; no digest for no row, or if it is no longer known."""

    seq: int = 0
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """The events that leave of the rows after `after` up to `last`."""

    after: End
    events: Sequence[Sequence[Any]]
    last: End


def batch_of(after: End, rows: Iterable[JournalRow], most: int = MOST_EVENTS) -> Batch:
    """The batch that begins with these rows, in order: at most `most` events, and at most what a request can hold.

    Of the rows only as many are taken as it needs. One row alone is taken however large it is.
    """
    events: list[Sequence[Any]] = []
    last, size = after, 0
    for row in rows:
        if (event := event_of(row)) is not None:
            size += len(row.data)
            if events and size > MOST_UNPACKED:
                break
            events.append(event)
        last = End(row.seq, row.digest.hex())
        if len(events) >= most:
            break
    return Batch(after, events, last)


def event_of(row: JournalRow) -> list[Any] | None:
    """What leaves of a row; `None` for one that stays at home. Facts that cannot be read stay."""
    if row.type not in LEAVES:
        return None
    facts = json.loads(row.data)
    data = leaving(row.type, facts) if isinstance(facts, dict) else None
    return None if data is None else [row.seq, row.at, row.day, row.type, row.ticket, row.counter, data]
