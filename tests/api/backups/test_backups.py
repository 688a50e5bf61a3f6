"""Backups over the API: what is known of them, one made now, and what a restore has left to say."""

from pathlib import Path

import pytest

from server.app import Server
from server.core.backups import Manifest, OnPaper
from server.service.backups.restored import go_on
from server.store.backups import passphrases
from tests.support.api import Api
from tests.support.backup_key import KEY, PASSPHRASE
from tests.support.centre import default_settings
from tests.support.enrolled import Tokens
from tests.support.quick_server import quick_server
from tests.support.waiting import until


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def test_without_a_folder_none_can_be_made(api: Api) -> None:
    assert api.admin.get("/backups").json == {
        "folder": None,
        "every_hours": 4,
        "same_disk": False,
        "making": False,
        "late": False,
        "made": None,
        "failed": None,
        "restored": None,
        "encrypted": False,
        "second_boxes": [],
    }
    refused = api.admin.post("/backups")
    assert (refused.status_code, refused.json["code"]) == (409, "backup_no_folder")


def test_one_made_now_is_told_with_its_file(api: Api, stick: Path) -> None:
    part = api.admin.get("/settings").json["backup"]
    assert api.admin.put_json("/settings/backup", part | {"folder": str(stick)}).status_code == 200
    assert api.admin.post("/backups").status_code == 202
    until(lambda: api.admin.get("/backups").json["made"] is not None)
    made = api.admin.get("/backups").json["made"]
    assert (stick / made["file"]).stat().st_size == made["size"]
    assert made["folder"] == str(stick)
    assert api.admin.get("/backups").json["same_disk"]


def test_a_folder_that_is_no_whole_path_is_refused(api: Api) -> None:
    part = api.admin.get("/settings").json["backup"]
    refused = api.admin.put_json("/settings/backup", part | {"folder": "relative"})
    assert refused.status_code == 422
    assert api.admin.get("/settings").json["backup"] == part


@pytest.mark.parametrize("folder", ["/no/such/folder", "/etc/passwd"])
def test_a_folder_that_is_none_is_told_before_it_is_set(api: Api, folder: str) -> None:
    part = api.admin.get("/settings").json["backup"] | {"folder": folder}
    told = api.admin.post("/settings/backup/preview", {"value": part}).json["folder"]
    assert (told["folder"], told["state"]) == (folder, "absent")
    assert told["said"]["en"] == f"The server sees no folder {folder}."
    assert api.admin.put_json("/settings/backup", part).status_code == 200
    assert "folder_missing" in {item["code"] for item in api.admin.get("/doctor").json["items"]}


def test_after_a_restore_numbers_go_on_above_and_the_page_says_so(api: Api, server: Server) -> None:
    first = api.kiosk.post("/tickets", {"field": "CT"}).json["number"]
    manifest = Manifest("1", 1, "", 5000, "2026-11-22", 1, "", {})
    following = go_on(server.context, manifest, OnPaper(("B047",)), "system")
    assert (first, following["A"], following["B"]) == ("A001", 1001, 48)
    assert api.kiosk.post("/tickets", {"field": "CT"}).json["number"] == "A1001"
    restored = api.admin.get("/backups").json["restored"]
    assert restored["numbers"][:2] == ["A1001", "B048"]


def test_a_restore_is_told_until_somebody_has_read_it_and_the_next_day_begins_anew(
    api: Api, server: Server, clock
) -> None:
    manifest = Manifest("1", 1, "", 5000, None, 0, "", {})
    go_on(server.context, manifest, OnPaper(), "system")
    clock.set("2026-11-24 08:00")
    assert api.admin.get("/backups").json["restored"]["numbers"][0] == "A1001"
    assert api.kiosk.post("/tickets", {"field": "CT"}).json["number"] == "A001"
    for _ in range(2):
        assert api.admin.post("/backups/restored/seen").json["restored"] is None
    go_on(server.context, manifest, OnPaper(nothing_since=True), "system")
    assert api.admin.get("/backups").json["restored"]["numbers"] == []


def test_a_field_that_begins_higher_goes_on_above_that(api: Api, server: Server) -> None:
    field = next(each for each in api.admin.get("/settings").json["fields"] if each["code"] == "CT")
    assert api.admin.put_json("/settings/fields/CT", field | {"first_number": 2001}).status_code == 200
    following = go_on(server.context, Manifest("1", 1, "", 5000, None, 0, "", {}), OnPaper(), "system")
    assert following["A"] == 3001


def test_a_slip_from_between_backup_and_restore_opens_nobody_elses_ticket(
    api: Api, server: Server, clock, tokens: Tokens
) -> None:
    before = api.take()["track"]
    lost = server.context.tracks
    go_on(server.context, Manifest("1", 1, "", 5000, None, 0, "", {}), OnPaper(), "system")
    data = server.settings.server.data
    server.close()
    again = quick_server(default_settings(data), clock)
    try:
        after = Api(again.app, tokens).take()
        assert again.context.tracks.ticket(after["track"]) == after["id"]
        assert again.context.tracks.ticket(lost.code(after["id"])) is None
        assert again.context.tracks.ticket(before) is not None
    finally:
        again.close()


def test_a_passphrase_is_kept_nowhere_and_encrypts_what_is_made_from_then_on(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passphrases, "new_key", lambda _: KEY)
    short = api.admin.post("/backups/passphrase", {"passphrase": "ngắn"})
    assert (short.status_code, short.json["code"]) == (422, "passphrase_short")
    assert api.admin.post("/backups/passphrase", {"passphrase": PASSPHRASE}).json["encrypted"]
    assert api.admin.get("/settings").json["backup"]["recipient"] == KEY.recipient
    said = api.admin.get("/journal?limit=1000").text + api.admin.get("/settings/history").text
    assert PASSPHRASE not in said
    assert "AGE-SECRET" not in said
    assert not api.admin.post("/backups/passphrase/remove").json["encrypted"]


@pytest.mark.parametrize("said", ["age1", "AGE-SECRET-KEY-1", KEY.recipient[:-1] + "q"])
def test_what_is_no_public_key_is_refused(api: Api, said: str) -> None:
    part = api.admin.get("/settings").json["backup"]
    assert api.admin.put_json("/settings/backup", part | {"recipient": said}).status_code == 422
