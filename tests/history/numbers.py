"""Numbers: given once a day and series, spelled as they were told, by the settings that held."""

from collections.abc import Iterator

from tests.history.finding import Finding, found
from tests.history.hall import Hall
from tests.history.journal import Row, ticket_of

GIVEN = frozenset({"ticket_issued", "ticket_brought_in", "ticket_redated"})
STAFF = frozenset({"officer", "paper"})


def judge_number(hall: Hall, row: Row) -> Iterator[Finding]:
    """Whether somebody else has this number on this day."""
    if row.type not in GIVEN:
        return
    ticket = ticket_of(row)
    had = hall.visits.get(ticket)
    prefix = row.data.get("prefix") or (had.prefix if had else None)
    for other in hall.lines.with_number(row.data["day"], prefix or "", row.data["n"]):
        if other.id != ticket:
            yield found(
                "number_twice",
                f"{other.number} of {other.day} is ticket {other.id}'s",
                hall.rows.get(other.id),
                row,
            )


def judge_settings(hall: Hall, row: Row) -> Iterator[Finding]:
    """Whether a change follows the one before it, and a number obeys what was set when it was given."""
    if not hall.settings.known:
        return
    if row.type == "setting_changed":
        was = hall.settings.value(row.data["part"], row.data["key"])
        if was != (row.data["before"] or None):
            yield found("settings_out_of_order", f"{row.data['part']} was {was!r}", row)
    if row.type == "ticket_issued":
        yield from _obeyed(hall, row)


def _obeyed(hall: Hall, row: Row) -> Iterator[Finding]:
    data, entry = row.data, hall.settings.entry("fields", row.data["field"])
    if entry is None:
        yield found("settings_disobeyed", f"there is no field {data['field']}", row)
        return
    if data["prefix"] != entry["prefix"]:
        yield found("settings_disobeyed", f"the prefix of {data['field']} is {entry['prefix']}", row)
    if data["n"] < int(entry.get("first_number", 1)):
        yield found("settings_disobeyed", f"{data['field']} begins with {entry['first_number']}", row)
    if entry.get("helper_only") and data["channel"] in {"kiosk", "phone"}:
        yield found("settings_disobeyed", f"numbers of {data['field']} are the helpers' alone", row)
    limit = int(entry.get("daily_limit") or 0)
    if limit and data["channel"] not in STAFF and hall.lines.given(data["day"], data["prefix"]) >= limit:
        yield found("settings_disobeyed", f"{data['field']} gives {limit} numbers a day", row)
    if data.get("priority") and hall.settings.entry("priority_classes", data["priority"]) is None:
        yield found("settings_disobeyed", f"there is no class {data['priority']}", row)
