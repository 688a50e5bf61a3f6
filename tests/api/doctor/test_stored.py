"""What the doctor reads in the data: backups, people, what the disk refused."""

import sqlite3
from pathlib import Path

import pytest

from server.app import Server
from server.core.refusal import Refusal
from server.service.backups.told import MadeBackup, tell
from server.store.transaction import Transaction
from tests.support.api import Api
from tests.support.clock import SetClock


def texts(api: Api) -> dict[str, str]:
    return {item["code"]: item["text"]["en"] for item in api.admin.get("/doctor").json["items"]}


def test_backups_are_looked_after(server: Server, api: Api, clock: SetClock, tmp_path: Path) -> None:
    part = api.admin.get("/settings").json["backup"]
    api.admin.put_json("/settings/backup", part | {"folder": str(tmp_path)})
    tell(server.context, str(tmp_path), MadeBackup("goiso-x.tar.gz", 10, 1))
    found = texts(api)
    assert not {"no_backup_folder", "backup_late", "backup_failed"} & set(found)
    assert "backup_same_disk" in found
    clock.forward(hours=30)
    assert texts(api)["backup_late"] == "The latest backup is 30 hours old."
    tell(server.context, str(tmp_path), "no room")
    assert texts(api)["backup_failed"] == "The latest backup failed: no room"
    clock.forward(days=10)
    assert "database_not_examined" in texts(api)


def test_whoever_cannot_sign_in_is_named(server: Server, api: Api) -> None:
    assert not {"no_administrator", "people_without_password"} & set(texts(api))
    with sqlite3.connect(server.settings.server.data / "goiso.db") as beside:
        beside.execute("DELETE FROM secrets WHERE username IN ('minh', 'binh')")
    found = texts(api)
    assert "no_administrator" in found
    assert found["people_without_password"] == "2 people cannot sign in, they have no password: binh, minh."


def test_a_save_that_the_disk_refused_is_remembered(server: Server, api: Api) -> None:
    def refused(_: Transaction) -> None:
        raise Refusal("storage_full")

    with pytest.raises(Refusal):
        server.context.store.write(refused)
    assert texts(api)["disk_not_saved"] == "At 08:00 23/11 the disk refused to save (storage_full)."
