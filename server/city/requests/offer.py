"""What a centre offers to those who are not there: which fields, how many are left, and whether it can be asked at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from psycopg.rows import dict_row

from server.city.database import Transaction
from server.city.requests.refusals import Sorry

SILENT_AFTER: Final = timedelta(seconds=30)
_HANOI: Final = "Asia/Ho_Chi_Minh"
_CENTRE: Final = (
    "SELECT code, name, shown, heard_at, now() AS now,"
    " (SELECT state FROM centre_now WHERE centre_now.centre = centre.code) AS state"
    " FROM centre WHERE code = %s AND retired_at IS NULL"
)
_ON_THE_WAY: Final = (
    "SELECT field, count(*) FROM request WHERE centre = %s AND state IN ('asked', 'handed') GROUP BY field"
)


@dataclass(frozen=True, slots=True)
class FieldOffer:
    """Names by language; how many wait there, the wait in seconds where it is known, and how many numbers are left this hour."""

    code: str
    names: Mapping[str, str]
    waiting: int
    wait_s: tuple[int, int] | None
    left: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A centre as people at home see it; `silent_since` is when it was last heard, if that is too long ago."""

    centre: str
    name: str
    silent: bool
    heard_at: datetime | None
    open: bool
    closed_words: Mapping[str, str]
    zone: ZoneInfo
    place: Mapping[str, Any]
    fields: Mapping[str, FieldOffer]

    def check(self) -> None:
        """Raise `Sorry` if nobody can ask now: `afar_off`, `centre_silent`, `centre_closed`."""
        if self.silent:
            raise Sorry("centre_silent")
        if not self.open:
            raise Sorry("centre_closed", self.closed_words)
        if not self.fields:
            raise Sorry("afar_off")

    def check_field(self, field: str) -> None:
        """Raise what `check` does, `afar_off` for a field that has none, `afar_share` where this hour's are taken."""
        self.check()
        if field not in self.fields:
            raise Sorry("afar_off")
        if self.fields[field].left <= 0:
            raise Sorry("afar_share")


def offer_of(transaction: Transaction, centre: str) -> Offer:
    """What a centre offers now. Raises `unknown_centre`."""
    with transaction.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(_CENTRE, (centre,)).fetchone()
    if row is None:
        raise Sorry("unknown_centre")
    shown, heard_at = row["shown"], row["heard_at"]
    on_the_way: dict[str, int] = dict(transaction.execute(_ON_THE_WAY, (centre,)).fetchall())
    return Offer(
        row["code"],
        row["name"],
        heard_at is None or row["now"] - heard_at > SILENT_AFTER,
        heard_at,
        bool(shown.get("open")),
        shown.get("closed_words") or {},
        _zone(shown.get("zone")),
        shown.get("place") or {},
        dict(_fields(shown, (row["state"] or {}).get("fields", {}), on_the_way)),
    )


def _fields(
    shown: Mapping[str, Any], known: Mapping[str, Any], on_the_way: Mapping[str, int]
) -> list[tuple[str, FieldOffer]]:
    found = []
    for code, remote in (shown.get("remote") or {}).items():
        wait = (shown.get("waits") or {}).get(code)
        names = known.get(code, {}).get("names") or {"vi": code}
        waiting = len((shown.get("lines") or {}).get(code, ()))
        left = int(remote.get("left", 0)) - on_the_way.get(code, 0)
        offered = FieldOffer(code, names, waiting, None if wait is None else (wait[0], wait[1]), max(0, left))
        found.append((code, offered))
    return found


def _zone(name: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(name or _HANOI))
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(_HANOI)
