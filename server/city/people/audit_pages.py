"""The page of who did what at the city."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request

from server.city.people import audit
from server.city.people.access import needs
from server.city.people.acts import ACTS
from server.city.people.audit import AuditFilter, AuditRow
from server.city.ports import city
from server.http.language import page_language
from server.http.texts import say

pages = Blueprint("city_audit", __name__)
_ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
_FILTERS: Final = ("actor", "act", "centre", "from", "to")
_LONGEST: Final = 80


@pages.get("/audit")
@needs("audit.read")
def show() -> str:
    """The acts that the address asks for, the newest first, a page at a time."""
    asked = _asked()
    with city().database.transaction() as transaction:
        rows, actors = audit.asked_for(transaction, asked), audit.actors(transaction)
    said = {name: request.args.get(name, "")[:_LONGEST] for name in _FILTERS}
    kept = {name: value for name, value in said.items() if value}
    older = urlencode(kept | {"before": rows[-1].id}) if len(rows) == asked.limit else None
    return render_template(
        "city/audit.html",
        rows=[_shown(row) for row in rows],
        said=said,
        acts={act: say(text, page_language()) for act, text in ACTS.items()},
        actors=actors,
        older=older,
        newest=asked.before is None,
        kept=urlencode(kept),
    )


def _asked() -> AuditFilter:
    args = request.args
    before = args.get("before", "")
    return AuditFilter(
        actor=args.get("actor", "")[:_LONGEST].replace("\0", ""),
        act=args.get("act", "")[:_LONGEST].replace("\0", ""),
        centre=args.get("centre", "")[:_LONGEST].strip().replace("\0", ""),
        first=_day(args.get("from", "")),
        last=_day(args.get("to", "")),
        before=int(before) if before.isdecimal() and len(before) < len(str(1 << 62)) else None,
    )


def _day(said: str) -> date | None:
    """A day; an invalid one is no filter."""
    with suppress(ValueError):
        return date.fromisoformat(said)
    return None


def _shown(row: AuditRow) -> dict[str, Any]:
    act = say(ACTS[row.act], page_language()) if row.act in ACTS else row.act
    return {
        "at": _moment(row.at),
        "actor": row.actor,
        "act": act,
        "centre": row.centre or "",
        "facts": "; ".join(f"{name}: {_value(value)}" for name, value in row.facts.items()),
    }


def _moment(at: datetime) -> str:
    return f"{at.astimezone(_ZONE):%d/%m/%Y %H:%M:%S}"


def _value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
