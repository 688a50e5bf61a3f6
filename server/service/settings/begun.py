"""What a centre begins with: its file's settings, put into the journal once."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from server.config import CentreSettings
from server.core.events import SettingsBegun, frozen
from server.core.refusal import Refusal
from server.core.settings import changes
from server.service.context import Context
from server.service.settings.live import stored_document
from server.store import Transaction
from server.store import settings as stored
from server.store.connect import open_reader
from server.store.store import database_path

_ACTOR = "system"


def begin_settings(context: Context) -> None:
    """Record what is set, unless the journal has it already; a centre given without a document has nothing to set."""
    settings = context.settings
    if not settings.settable or settings.version:
        return
    begun = SettingsBegun(json_of(settings.document))

    def record(transaction: Transaction) -> None:
        if not stored.everything(transaction.connection):
            transaction.record(begun, _ACTOR)

    context.store.write(record, alone=True)


def json_of(document: CentreSettings) -> Mapping[str, Any]:
    """A document as events hold it."""
    found: Mapping[str, Any] = frozen(document.as_json())
    return found


def differing_parts(folder: Path, file: CentreSettings) -> list[str]:
    """The parts in which a file differs from the settings in a data folder; none if no settings are stored there yet."""
    path = database_path(folder)
    if not path.exists():
        return []
    try:
        with closing(open_reader(path)) as connection:
            items = stored.everything(connection)
        there = json_of(stored_document(items)) if items else {}
    except (
        sqlite3.Error,
        Refusal,
    ):  # of a version without settings in its journal, or damaged: the start says so
        return []
    found = changes(there, json_of(file)) if there else []
    return list(dict.fromkeys(change.part for change in found))
