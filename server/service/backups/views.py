"""Backups as JSON."""

from dataclasses import asdict

from server.core.events import Entry
from server.core.texts import parted
from server.service.backups.now import BackupsNow, Restored
from server.service.context import Context
from server.service.views import View, iso


def backups_view(context: Context, now: BackupsNow) -> View:
    """What is known of backups."""
    return {
        "folder": now.folder,
        "every_hours": now.every_hours,
        "making": now.making,
        "late": now.late,
        "made": _entry_view(context, now.made, ("folder", "file", "size")),
        "failed": _failed_view(context, now.failed),
        "restored": _restored_view(context, now.restored),
        "encrypted": now.encrypted,
    }


def _entry_view(context: Context, entry: Entry | None, names: tuple[str, ...]) -> View | None:
    if entry is None:
        return None
    facts = asdict(entry.event)
    return {"at": iso(context, entry.at), **{name: facts[name] for name in names}}


def _failed_view(context: Context, entry: Entry | None) -> View | None:
    view = _entry_view(context, entry, ("folder", "said"))
    return None if view is None else view | {"texts": parted(view["said"])}


def _restored_view(context: Context, restored: Restored | None) -> View | None:
    if restored is None:
        return None
    return {
        "at": iso(context, restored.at),
        "made_at": iso(context, restored.made_at),
        "numbers": list(restored.numbers),
    }
