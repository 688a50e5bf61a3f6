"""Settings that a newer version wrote: this one says so and what to do, and leaves them as they are."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from server import __version__
from server.command.doctor import doctor
from server.core.events import SettingChanged, frozen
from server.core.files import EXAMINED
from server.core.refusal import Refusal
from server.core.settings import document
from server.service.context import Context
from server.service.settings.begun import begin_settings
from server.store import Store
from server.store import settings as stored
from server.store.doctor import examine
from server.store.store import database_path
from tests.support.centre import default_settings
from tests.support.clock import SetClock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data of a centre."""
    context = Context(tmp_path, default_settings(tmp_path).of_centre(), SetClock())
    begin_settings(context)
    context.close()
    return tmp_path


def newer_writes(folder: Path, part: str, more: Mapping[str, Any]) -> None:
    """A newer version sets something of a part that this one does not know, or does not take."""
    centre = default_settings(folder).of_centre().as_centre()
    store = Store(folder, centre.local, SetClock())
    with store.read() as connection:
        before = document(stored.everything(connection)).get(part)
    change = SettingChanged(part, None, frozen(before), frozen({**(before or {}), **more}))
    store.write(lambda transaction: transaction.record(change, "test"))
    store.close()


def examined_by(folder: Path, version: str) -> None:
    """A program looked at the data, as each backup does, and kept what only it can read."""
    (folder / EXAMINED).write_text(json.dumps({"version": f"{version}+0123", "moons": []}))


def refused(folder: Path) -> Refusal:
    before = dump(folder)
    with pytest.raises(Refusal) as caught:
        Context(folder, default_settings(folder).of_centre(), SetClock())
    assert dump(folder) == before
    with closing(sqlite3.connect(database_path(folder))) as connection:
        assert list(examine(connection)) == []
    return caught.value


def dump(folder: Path) -> list[str]:
    with closing(sqlite3.connect(database_path(folder))) as connection:
        return list(connection.iterdump())


def test_a_part_that_this_version_does_not_know_is_passed_over(folder: Path) -> None:
    newer_writes(folder, "moon", {"phase": "full"})
    Context(folder, default_settings(folder).of_centre(), SetClock()).close()


def test_a_name_that_this_version_does_not_know_is_a_newer_versions(folder: Path) -> None:
    newer_writes(folder, "display", {"moon": 1})
    refusal = refused(folder)
    assert refusal.code == "storage_settings_newer"
    told = refusal.texts()
    assert f"Gọi Số mới hơn (> {__version__}) ghi; chưa có gì thay đổi" in told["vi"]
    assert "Cài lại phiên bản mới hơn đó, hoặc khôi phục bản sao lưu đã có trước khi nâng cấp." in told["vi"]
    assert f"a newer version of this program (> {__version__}); nothing was changed" in told["en"]
    assert "Install that newer version again, or restore the backup" in told["en"]
    assert "display.moon" in told["vi"]
    assert "display.moon" in told["en"]


def test_the_newer_version_is_named_where_it_looked_at_the_data(folder: Path) -> None:
    newer_writes(folder, "calling", {"call_back_minutes": 10_000_000})
    examined_by(folder, "9.1.0")
    refusal = refused(folder)
    assert refusal.code == "storage_settings_newer"
    assert "(9.1.0)" in refusal.texts()["en"]


def test_a_value_out_of_range_beside_a_part_of_later_is_a_newer_versions(folder: Path) -> None:
    newer_writes(folder, "moon", {"phase": "full"})
    newer_writes(folder, "calling", {"call_back_minutes": 10_000_000})
    assert refused(folder).code == "storage_settings_newer"


@pytest.mark.parametrize("looked", [None, __version__, "not a version"])
def test_where_nothing_tells_of_a_newer_version_both_ways_out_are_told(
    folder: Path, looked: str | None
) -> None:
    newer_writes(folder, "calling", {"call_back_minutes": 10_000_000})
    if looked is not None:
        examined_by(folder, looked)
    refusal = refused(folder)
    assert refusal.code == "storage_settings"
    told = refusal.texts()
    assert "cài lại phiên bản đó" in told["vi"]
    assert "If a newer version of this program ran here before, install it again." in told["en"]
    assert "calling.call_back_minutes" in told["vi"]


def test_the_command_that_examines_the_data_says_so(folder: Path) -> None:
    newer_writes(folder, "display", {"moon": 1})
    examined_by(folder, "9.1.0")
    done = CliRunner().invoke(doctor, ["--data", str(folder)])
    assert done.exit_code == 0, done.output
    assert "note: Cài đặt đã lưu do phiên bản Gọi Số mới hơn (9.1.0) ghi" in done.output
