"""How the counters of one day spent their time, counted a second time from the journal's rows in the plainest way.

Between two moments at which anything changed, everything is as it was: each such piece is looked at by itself.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from tests.service.reports.by_hand import Life, Row, happened

HOUR_MS = 3_600_000
STATES = {
    "counter_opened": "open",
    "counter_closed": "closed",
    "counter_paused": "paused",
    "counter_resumed": "open",
    "counter_handed_over": None,
}
Span = tuple[int, int]
"""From when until when, UTC milliseconds."""
Times = dict[str, int]
"""Milliseconds by name, and `pauses`."""


@dataclass
class Found:
    """What is counted for one row."""

    times: Times = field(
        default_factory=lambda: dict.fromkeys(("open", "busy", "idle", "idle_waiting", "paused", "pauses"), 0)
    )
    reasons: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))


@dataclass
class Counters:
    """The counters of `day` until a moment; `halls` and `points` say where each stands now."""

    day: str
    until: int
    zone: ZoneInfo
    halls: dict[str, str]
    points: dict[str, str]
    hands: list[tuple[int, Span]] = field(default_factory=list)
    waits: list[tuple[str, Span]] = field(default_factory=list)

    def of(self, rows: list[Row], by: str, where: dict[str, tuple[str, ...]]) -> dict[str, Found]:
        """The rows of a report by these keys, where each of the filters has one of its values."""
        counters = happened(rows, "counter")
        for entries in happened(rows, "ticket").values():
            life = Life(entries, rows, counters)
            if life.visit["day"] == self.day:
                self._note(life)
        found: dict[str, Found] = defaultdict(Found)
        for n, life_of_counter in counters.items():
            for piece in self._pieces(n, [row for row in life_of_counter if row["type"] in STATES]):
                if all(self._key(piece, name) in values for name, values in where.items()):
                    self._count(found[self._key(piece, by)], piece)
        return found

    def _note(self, life: Life) -> None:
        for stay in life.stays:
            if stay["last_called"] is not None:  # not written down by hand
                self.hands.append((stay["counter"], (stay["called"], stay["ended"] or self.until)))
            if stay["since"] is not None:
                self.waits.append((line(stay), (stay["since"], stay["called"])))
        gone = self.until if life.gone is None else life.gone["at"]
        if life.waits_since is not None and (not life.stays or life.stays[-1]["ended"] is not None):
            self.waits.append((line(life.visit), (life.waits_since, gone)))

    def _pieces(self, n: int, states: list[Row]) -> Iterator[Row]:
        now: Row = {"counter": n, "state": "closed", "officer": None, "fields": [], "reason": None}
        for row, end in zip(states, [*(row["at"] for row in states[1:]), self.until], strict=False):
            data = row["data"]
            now = now | {
                "state": STATES[row["type"]] or now["state"],
                "begins": row["type"] == "counter_paused",
            }
            if row["type"] in {"counter_opened", "counter_handed_over"}:
                now["officer"] = data["officer"]
            if row["type"] == "counter_opened":
                now["fields"] = [*data["fields"], *data.get("helps", ())]
            if row["type"] == "counter_paused":
                now["reason"] = data.get("reason")
            if now["state"] != "closed":
                yield from self._moments(now, row["at"], end)

    def _moments(self, now: Row, begin: int, end: int) -> Iterator[Row]:
        """In pieces in which nothing changes."""
        spans = [span for _, span in (*self.hands, *self.waits)]
        changes = {moment for span in spans for moment in span if begin < moment < end}
        hours = {moment for moment in range(begin // HOUR_MS * HOUR_MS, end, HOUR_MS) if begin < moment}
        for left, right in pairwise(sorted({begin, end} | changes | hours)):
            yield now | {"begin": left, "end": right, "begins": now["begins"] and left == begin}

    def _count(self, found: Found, piece: Row) -> None:
        begin, end, n = piece["begin"], piece["end"], piece["counter"]
        took = end - begin
        if piece["state"] == "paused":
            found.times["paused"] += took
            found.times["pauses"] += piece["begins"]
            reason = found.reasons[piece["reason"] or ""]
            reason[0] += piece["begins"]
            reason[1] += took
            return
        point = self.points[str(n)]
        served = {line({"field": code, "point": point}) for code in piece["fields"]}
        found.times["open"] += took
        if any(counter == n and a <= begin and end <= b for counter, (a, b) in self.hands):
            found.times["busy"] += took
        elif any(each in served and a <= begin and end <= b for each, (a, b) in self.waits):
            found.times["idle_waiting"] += took
        else:
            found.times["idle"] += took

    def _key(self, piece: Row, by: str) -> str:
        n = str(piece["counter"])
        keys = {
            "total": "total",
            "day": self.day,
            "hour": f"{datetime.fromtimestamp(piece['begin'] / 1000, self.zone):%H}",
            "counter": n,
            "officer": piece["officer"] or "",
            "hall": self.halls[n],
            "point": self.points[n],
        }
        return keys[by]


def line(facts: Row) -> str:
    return f"{facts['field']} at {facts['point'] or 'the main point'}"
