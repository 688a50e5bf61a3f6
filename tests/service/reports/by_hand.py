"""The figures counted a second time, from the journal's rows alone and in the plainest way: nothing of the server is used.

It says what docs/figures.md says. Whoever changes a definition changes it in both places.
"""

import json
import math
import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

ENDS = {
    "ticket_finished": "finished",
    "ticket_missed": "missed",
    "ticket_returned": "returned",
    "ticket_parked": "parked",
    "ticket_transferred": "transferred",
    "ticket_lapsed": "lapsed",
}
OUTCOMES = {
    "received": "dossiers_received",
    "returned": "results_returned",
    "supplement": "supplements",
    "refused": "refused",
    "advised": "advised",
    "elsewhere": "elsewhere",
    "provisional": "provisional",
}
COUNTED = (
    "visits",
    "cancelled",
    "not_called",
    "no_shows",
    "services",
    "finished",
    "lapsed",
    "transfers",
    "parked",
    "put_back",
    "online_helped",
    "waits",
    "above_limit",
    "told",
    "told_in_time",
    "told_sooner",
    *OUTCOMES.values(),
)
Row = dict[str, Any]


def rows_of(connection: sqlite3.Connection) -> list[Row]:
    """The journal."""
    names = ("seq", "at", "type", "ticket", "counter", "actor", "data")
    found = connection.execute(f"SELECT {', '.join(names)} FROM journal ORDER BY seq")
    return [dict(zip(names, row, strict=True)) | {"data": json.loads(row[-1])} for row in found]


def happened(rows: list[Row], thing: str) -> dict[int, list[Row]]:
    """What happened to each ticket, or counter, without what was undone."""
    lives: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row[thing] is None:
            continue
        if row["type"] == f"{thing}_restored":
            lives[row[thing]] = [known for known in lives[row[thing]] if known["seq"] < row["data"]["undoes"]]
        else:
            lives[row[thing]].append(row)
    return lives


def holder_at(life: list[Row], seq: int) -> str | None:
    """Who held a counter just before this row."""
    holder = None
    for row in life:
        if row["seq"] >= seq:
            break
        if row["type"] in {"counter_opened", "counter_handed_over"}:
            holder = row["data"]["officer"]
        elif row["type"] == "counter_closed":
            holder = None
    return holder


def limit_at(rows: list[Row], field: str, seq: int) -> int:
    """How long nobody was to wait for a field, seconds, when this row was written."""
    minutes = 20
    for row in rows:
        if row["seq"] >= seq:
            break
        data = row["data"]
        if row["type"] == "settings_begun":
            entries = data["settings"]["fields"]
        elif row["type"] == "setting_changed" and data["part"] == "fields":
            entries = [data["after"]] if data["key"] else data["after"]
        else:
            continue
        for entry in entries or []:
            if entry is not None and entry["code"] == field:
                minutes = entry["real_wait_limit_minutes"]
    return minutes * 60


def seconds(begin: int | None, end: int | None) -> int | None:
    return None if begin is None or end is None else max(0, (end - begin) // 1000)


class Life:
    """A number's facts, its stays at counters, and the row that gave it up, if any, from what happened to it."""

    def __init__(self, life: list[Row], rows: list[Row], counters: dict[int, list[Row]]) -> None:
        self._rows, self._counters = rows, counters
        given = life[0]["data"]
        self.visit: Row = {
            "day": given["day"],
            "came": given.get("issued_at", life[0]["at"]),
            "field": given["field"],
            "point": given.get("point") or "",
            "channel": given["channel"],
            "class": given["priority"],
            "procedure": given["procedure"],
            "low": given.get("low_s"),
            "high": given.get("high_s"),
        }
        self.stays: list[Row] = []
        self.gone: Row | None = None
        self.waits_since: int | None = self.visit["came"]
        self._stayed = True
        for row in life[1:]:
            self._ends(row) if row["type"] in ENDS else self._moves(row)

    def _moves(self, row: Row) -> None:  # noqa: C901 - one line for each event
        data, at = row["data"], row["at"]
        match row["type"]:
            case "ticket_called":
                self.stays.append(self._stay(row))
            case "ticket_recalled":
                self.stays[-1]["last_called"] = at
            case "service_started":
                self.stays[-1]["served"] = at
            case "served_on_paper":
                self.stays.append(self._written_down(row))
                self.waits_since = None
            case "ticket_place_kept":
                self.waits_since, self._stayed = None, False
            case "ticket_resumed" if self.stays:
                self.waits_since = at
            case "priority_corrected":
                self.visit["class"] = data["priority"]
            case "ticket_rerouted":
                self.visit["field"] = data["field"]
            case "ticket_redated":
                self.visit["day"] = data["day"]
                late = data.get("late_ms", 0)
                self._set_back(max(-late, self.visit["came"] - at))
            case "ticket_cancelled":
                self.gone = row

    def _set_back(self, ahead: int) -> None:
        """Everything so far was written by a clock that was so many milliseconds ahead."""
        self.visit["came"] -= ahead
        for stay in self.stays:
            for moment in ("since", "called", "last_called", "served", "ended"):
                if stay[moment] is not None:
                    stay[moment] -= ahead
        if self.waits_since is not None:
            self.waits_since -= ahead
        if self.gone is not None:
            self.gone = self.gone | {"at": self.gone["at"] - ahead}

    def _stay(self, row: Row) -> Row:
        holder = holder_at(self._counters[row["counter"]], row["seq"])
        field = self.visit["field"]
        return {
            "counter": row["counter"],
            "field": field,
            "point": self.visit["point"],
            "since": self.waits_since,
            "called": row["at"],
            "last_called": row["at"],
            "served": None,
            "ended": None,
            "end": None,
            "holder": holder,
            "officer": holder,
            "limit": limit_at(self._rows, field, row["seq"]),
            "first": not self.stays and self._stayed,
            "procedure": self.visit["procedure"],
            "dossiers": [],
        }

    def _written_down(self, row: Row) -> Row:
        """A visit that somebody wrote down by hand: called when it was served, so that its way is not known."""
        data = row["data"]
        stay = self._stay(row) | {
            "called": data["called_at"],
            "served": data["called_at"],
            "last_called": None,
        }
        stay |= {
            "ended": data["ended_at"],
            "end": "finished",
            "holder": data["officer"],
            "officer": data["officer"],
        }
        return stay | {"dossiers": [[None, data["outcome"], "direct", None]] if data["outcome"] else []}

    def _ends(self, row: Row) -> None:
        stay, end, data = self.stays[-1], ENDS[row["type"]], row["data"]
        stay["end"] = "missed" if end == "lapsed" and stay["served"] is None else end
        stay["ended"] = row["at"]
        stay["officer"] = holder_at(self._counters[row["counter"]], row["seq"])
        self.waits_since = row["at"] if end in {"returned", "transferred"} else None
        if end == "transferred":
            self.visit["field"] = data["field"]
            if data["point"] is not None:
                self.visit["point"] = data["point"]
        if end == "finished":
            plain = [[None, data["outcome"], "direct", None]] if data["outcome"] else []
            stay["dossiers"] = data["dossiers"] or plain
            named = [dossier[0] for dossier in stay["dossiers"] if dossier[0]]
            stay["procedure"] = named[0] if named else stay["procedure"]


class ByHand:
    """Groups of figures: plain counts, and lists of lengths of time."""

    def __init__(self) -> None:
        self.counts: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTED, 0))
        self.lengths: dict[str, dict[str, list[int]]] = defaultdict(
            lambda: {"wait": [], "way": [], "service": [], "stay": []}
        )

    def figures(self, key: str) -> Row:
        counts, lengths = self.counts[key], self.lengths[key]
        found: Row = dict(counts)
        found["waits"] = len(lengths["wait"])
        found["above_limit_share"] = share(counts["above_limit"], found["waits"])
        found["told_in_time_share"] = share(counts["told_in_time"], counts["told"])
        found["wait_p90_s"] = within(lengths["wait"], 90)
        found["wait_max_s"] = max(lengths["wait"], default=None)
        for name, values in lengths.items():
            found[f"{name}_median_s"] = within(values, 50)
        return found


def share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def within(values: list[int], percent: int) -> int | None:
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1] if values else None


@dataclass
class Count:
    """What is counted: the days, by what, until when; `halls` are those of the counters, `where` the filters."""

    first: date
    last: date
    by: str
    zone: ZoneInfo
    halls: dict[str, str]
    until: int | None = None
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)
    found: ByHand = field(default_factory=ByHand)

    def of(self, rows: list[Row]) -> ByHand:
        """Every visit of these days in the journal's rows."""
        counters = happened(rows, "counter")
        for entries in happened(rows, "ticket").values():
            life = Life(entries, rows, counters)
            if self.first.isoformat() <= life.visit["day"] <= self.last.isoformat():
                self._cut(life)
        return self.found

    def _cut(self, life: Life) -> None:
        visit, stays, gone, until = life.visit, life.stays, life.gone, self.until
        if until is not None and visit["day"] == self.last.isoformat():
            if visit["came"] > until:
                return
            stays = [cut(stay, until) for stay in stays if stay["called"] <= until]
            gone = gone if gone is not None and gone["at"] <= until else None
        if stays:
            self._count(visit, stays)
        elif self._wanted(facts := visit | {"counter": None, "officer": None}):
            for name in ("cancelled",) if gone else ("visits", "not_called"):
                self.found.counts[self._key(facts)][name] += 1

    def _count(self, visit: Row, stays: list[Row]) -> None:
        for stay in stays:
            facts = visit | {
                name: stay[name] for name in ("field", "point", "counter", "officer", "procedure")
            }
            for dossier in stay["dossiers"]:
                own = facts | {"procedure": dossier[0] or facts["procedure"]}
                name = "online_helped" if dossier[2] == "online_helped" else OUTCOMES[dossier[1]]
                if self._wanted(own):
                    self.found.counts[self._key(own)][name] += 1
            if self._wanted(facts):
                key = self._key(facts)
                count_stay(
                    self.found.counts[key], self.found.lengths[key], visit, stay, last=stay is stays[-1]
                )

    def _key(self, facts: Row) -> str:
        return key_of(facts, self.by, self.zone, self.halls)

    def _wanted(self, facts: Row) -> bool:
        return all(
            key_of(facts, name, self.zone, self.halls) in values for name, values in self.where.items()
        )


def cut(stay: Row, until: int) -> Row:
    """A stay as it was at a moment."""
    stay = dict(stay)
    if stay["ended"] is not None and stay["ended"] > until:
        stay |= {"ended": None, "end": None, "officer": stay["holder"], "dossiers": []}
    if stay["served"] is not None and stay["served"] > until:
        stay["served"] = None
    return stay


def count_stay(
    counts: dict[str, int], lengths: dict[str, list[int]], visit: Row, stay: Row, *, last: bool
) -> None:
    counts["visits"] += last
    counts["no_shows"] += last and stay["end"] == "missed"
    counts["services"] += stay["served"] is not None
    for name, end in (
        ("finished", "finished"),
        ("lapsed", "lapsed"),
        ("transfers", "transferred"),
        ("parked", "parked"),
        ("put_back", "returned"),
    ):
        counts[name] += stay["end"] == end
    wait = seconds(stay["since"], stay["called"])
    if wait is not None:
        lengths["wait"].append(wait)
        counts["above_limit"] += wait > stay["limit"]
    if stay["first"] and visit["low"] is not None:
        waited_ms = max(0, stay["called"] - stay["since"])
        counts["told"] += 1
        counts["told_in_time"] += waited_ms <= visit["high"] * 1000
        counts["told_sooner"] += waited_ms < visit["low"] * 1000
    for name, value in (
        ("way", seconds(stay["last_called"], stay["served"])),
        ("service", seconds(stay["served"], stay["ended"]) if stay["end"] != "lapsed" else None),
        ("stay", seconds(visit["came"], stay["ended"]) if stay["end"] == "finished" else None),
    ):
        if value is not None:
            lengths[name].append(value)


def key_of(facts: Row, by: str, zone: ZoneInfo, halls: dict[str, str]) -> str:
    day = date.fromisoformat(facts["day"])
    monday = day - timedelta(days=day.weekday())
    found = {
        "total": "total",
        "day": facts["day"],
        "weekday": str(day.weekday() + 1),
        "week": f"{(monday + timedelta(days=3)).year}-W{day.isocalendar().week:02d}",
        "month": facts["day"][:7],
        "hour": f"{datetime.fromtimestamp(facts['came'] / 1000, zone):%H}",
        "hall": "" if facts["counter"] is None else halls[str(facts["counter"])],
    }
    found["weekday and hour"] = f"{found['weekday']} {found['hour']}"
    return found[by] if by in found else "" if facts[by] is None else str(facts[by])
