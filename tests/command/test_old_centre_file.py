"""What a running old centre had set in its centre.toml becomes the journal's once, at the upgrade; from then on the file is not read."""

import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from server.store.store import database_path
from tests.store.test_upgrade import OLD, TOKENS
from tests.support.process import Process

FIRST_RELEASE = OLD.with_name("version_30.db.gz")
"""Its settings are in its journal already."""
SET = """
[calling]
call_back_minutes = 47

[slip]
header = ["Nhớ mang thẻ căn cước"]

[[exceptions]]
date = "2027-01-01"
vi = "Tết Dương lịch"
"""


@pytest.fixture
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Process]:
    """An old centre's data beside its centre.toml, which no server of this version has opened."""
    with Process(tmp_path, settings=SET) as server:
        server.data.mkdir()
        database_path(server.data).write_bytes(gzip.decompress(request.param.read_bytes()))
        yield server


def settings_rows(server: Process) -> list[tuple[str, dict[str, Any]]]:
    """The rows of the journal that set something: type and data."""
    query = "SELECT type, data FROM journal WHERE type LIKE 'setting%' ORDER BY seq"
    with closing(sqlite3.connect(f"{database_path(server.data).as_uri()}?mode=ro", uri=True)) as line:
        return [(type_, json.loads(data)) for type_, data in line.execute(query)]


def rename(server: Process, name: str) -> None:
    """Somebody edits the file."""
    file = server.data.with_name("centre.toml")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('name = "Trung tâm thử"', f'name = "{name}"'), encoding="utf-8")


@pytest.mark.parametrize("old", [OLD], indirect=True)
def test_the_file_becomes_one_event_and_is_not_read_again(old: Process) -> None:
    old.start()
    shown = old.get("/api/v1/settings", TOKENS["binh"])[1]
    old.stop()
    [(type_, begun)] = settings_rows(old)
    assert type_ == "settings_begun"
    told = begun["settings"]
    assert (told["centre"]["name"], told["centre"]["ward"]) == ("Trung tâm thử", "Phường Thử")
    assert [(field["code"], field["prefix"]) for field in told["fields"]] == [
        ("CT", "A"),
        ("HT", "B"),
        ("DD", "C"),
        ("XD", "D"),
    ]
    assert [counter["n"] for counter in told["counters"]] == list(range(1, 11))
    assert told["calling"]["call_back_minutes"] == 47
    assert told["slip"]["header"] == ["Nhớ mang thẻ căn cước"]
    assert [(day["date"], day["vi"]) for day in told["exceptions"]] == [("2027-01-01", "Tết Dương lịch")]
    assert "server" not in told
    assert {part: shown[part] for part in told} == told
    assert "không được đọc nữa" not in old.output()

    rename(old, "Trung tâm khác")
    old.start()
    assert old.get("/api/v1/centre")[1]["names"]["vi"] == "Trung tâm thử"
    old.stop()
    assert settings_rows(old) == [("settings_begun", begun)]
    assert "khác cài đặt đang dùng (centre) và không được đọc nữa" in old.output()
    assert "It differs from what is set (centre) and is no longer read" in old.output()
    assert old.doctor().returncode == 0


@pytest.mark.parametrize("old", [FIRST_RELEASE], indirect=True)
def test_what_the_first_release_had_in_its_journal_stays_whatever_the_file_says(old: Process) -> None:
    before = settings_rows(old)
    assert [type_ for type_, _ in before] == ["settings_begun"]
    old.start()
    named = old.get("/api/v1/centre")[1]["names"]["vi"]
    old.stop()
    assert settings_rows(old) == before
    assert named == before[0][1]["settings"]["centre"]["name"] != "Trung tâm thử"
    assert "không được đọc nữa" in old.output()
