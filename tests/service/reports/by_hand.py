"""The figures counted a second time, from the journal's rows alone and in the plainest way: nothing of the server is used.

It says what docs/figures.md says. Whoever changes a definition changes it in both places.
"""

import json
import math
import sqlite3
from collections import defaultdict
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
    "visits cancelled not_called no_shows services finished lapsed transfers parked put_back online_helped waits"
    " above_limit told told_in_time told_sooner"
).split() + list(OUTCOMES.values())
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


def stays_of(
    life: list[Row], rows: list[Row], counters: dict[int, list[Row]]
) -> tuple[Row, list[Row], Row | None]:
    """The facts of a number, its stays at counters, and the row that gave it up, if any."""
    first = life[0]
    given = first["data"]
    visit = {
        "ticket": first["ticket"],
        "day": given["day"],
        "came": given.get("issued_at", first["at"]),
        "field": given["field"],
        "channel": given["channel"],
        "class": given["priority"],
        "procedure": given["procedure"],
        "low": given.get("low_s"),
        "high": given.get("high_s"),
    }
    stays: list[Row] = []
    waits_since: int | None = visit["came"]
    gone = None
    for row in life[1:]:
        data, kind, at = row["data"], row["type"], row["at"]
        if kind == "ticket_called":
            holder = holder_at(counters[row["counter"]], row["seq"])
            stays.append(
                {
                    "counter": row["counter"],
                    "field": visit["field"],
                    "since": waits_since,
                    "called": at,
                    "last_called": at,
                    "served": None,
                    "ended": None,
                    "end": None,
                    "holder": holder,
                    "officer": holder,
                    "limit": limit_at(rows, visit["field"], row["seq"]),
                    "first": not stays,
                    "procedure": visit["procedure"],
                    "dossiers": [],
                }
            )
        elif kind == "ticket_recalled":
            stays[-1]["last_called"] = at
        elif kind == "service_started":
            stays[-1]["served"] = at
        elif kind == "ticket_resumed":
            waits_since = at
        elif kind == "priority_corrected":
            visit["class"] = data["priority"]
        elif kind == "ticket_rerouted":
            visit["field"] = data["field"]
        elif kind == "ticket_redated":
            visit["day"] = data["day"]
            visit["came"] = min(visit["came"], at)
        elif kind == "ticket_cancelled":
            gone = row
        elif kind in ENDS:
            stay = stays[-1]
            end = ENDS[kind]
            stay["end"] = "missed" if end == "lapsed" and stay["served"] is None else end
            stay["ended"] = at
            stay["officer"] = holder_at(counters[row["counter"]], row["seq"])
            waits_since = at if end in {"returned", "transferred"} else None
            if end == "transferred":
                visit["field"] = data["field"]
            if end == "finished":
                stay["dossiers"] = data["dossiers"] or (
                    [[None, data["outcome"], "direct", None]] if data["outcome"] else []
                )
                named = [dossier[0] for dossier in stay["dossiers"] if dossier[0]]
                stay["procedure"] = named[0] if named else visit["procedure"]
    return visit, stays, gone


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


def counted(
    rows: list[Row],
    first: date,
    last: date,
    by: str,
    zone: ZoneInfo,
    halls: dict[str, str],
    until: int | None = None,
    where: dict[str, tuple[str, ...]] | None = None,
) -> ByHand:
    """Every visit of these days; `halls` are those of the counters, `where` the filters."""
    found, counters = ByHand(), happened(rows, "counter")
    for life in happened(rows, "ticket").values():
        visit, stays, gone = stays_of(life, rows, counters)
        if not first.isoformat() <= visit["day"] <= last.isoformat():
            continue
        if until is not None and visit["day"] == last.isoformat():
            if visit["came"] > until:
                continue
            stays = [cut(stay, until) for stay in stays if stay["called"] <= until]
            gone = gone if gone is not None and gone["at"] <= until else None
        count(
            found,
            visit,
            stays,
            gone,
            lambda facts: key_of(facts, by, zone, halls),
            lambda facts, wanted=where: all(
                key_of(facts, name, zone, halls) in values for name, values in (wanted or {}).items()
            ),
        )
    return found


def cut(stay: Row, until: int) -> Row:
    """A stay as it was at a moment."""
    stay = dict(stay)
    if stay["ended"] is not None and stay["ended"] > until:
        stay |= {"ended": None, "end": None, "officer": stay["holder"], "dossiers": []}
    if stay["served"] is not None and stay["served"] > until:
        stay["served"] = None
    return stay


def count(found: ByHand, visit: Row, stays: list[Row], gone: Row | None, key: Any, wanted: Any) -> None:
    if not stays:
        facts = visit | {"counter": None, "officer": None}
        if wanted(facts):
            names = ("cancelled",) if gone else ("visits", "not_called")
            for name in names:
                found.counts[key(facts)][name] += 1
        return
    for place, stay in enumerate(stays):
        facts = visit | {name: stay[name] for name in ("field", "counter", "officer", "procedure")}
        for dossier in stay["dossiers"]:
            own = facts | {"procedure": dossier[0] or facts["procedure"]}
            name = "online_helped" if dossier[2] == "online_helped" else OUTCOMES[dossier[1]]
            if wanted(own):
                found.counts[key(own)][name] += 1
        if wanted(facts):
            count_stay(
                found.counts[key(facts)], found.lengths[key(facts)], visit, stay, last=place == len(stays) - 1
            )


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
    match by:
        case "total":
            return "total"
        case "day":
            return facts["day"]
        case "weekday":
            return str(day.weekday() + 1)
        case "week":
            monday = day - timedelta(days=day.weekday())
            return f"{(monday + timedelta(days=3)).year}-W{day.isocalendar().week:02d}"
        case "month":
            return facts["day"][:7]
        case "hour":
            return f"{datetime.fromtimestamp(facts['came'] / 1000, zone):%H}"
        case "hall":
            return "" if facts["counter"] is None else halls[str(facts["counter"])]
        case _:
            return "" if facts[by] is None else str(facts[by])
