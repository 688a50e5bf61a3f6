"""What a file says beside what is set already."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from server.service.context import Context
from server.service.settings.begun import begin_settings, differing_parts
from server.store.store import database_path
from tests.support.centre import default_settings
from tests.support.clock import SetClock


def test_a_setting_that_is_newer_than_what_is_stored_is_no_difference(tmp_path: Path) -> None:
    file = default_settings(tmp_path).of_centre()
    context = Context(tmp_path, file, SetClock())
    begin_settings(context)
    context.close()
    with closing(sqlite3.connect(database_path(tmp_path))) as connection, connection:
        (value,) = connection.execute("SELECT value FROM settings WHERE part = 'centre'").fetchone()
        older = {name: told for name, told in json.loads(value).items() if name != "colour"}
        connection.execute("UPDATE settings SET value = ? WHERE part = 'centre'", (json.dumps(older),))
    assert differing_parts(tmp_path, file) == []
    other = file.model_copy(update={"centre": file.centre.model_copy(update={"ward": "Phường khác"})})
    assert differing_parts(tmp_path, other) == ["centre"]
