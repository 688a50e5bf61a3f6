"""A new centre's server takes a backup in the first-run pages: looked at first, and in one stroke."""

from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.app import Server
from server.background import restoring as desk
from server.service.backups.found import on_disks
from server.service.backups.restoring import building
from server.service.people.people import NewPerson, add_person
from server.store.backups.making import make
from server.store.queue import tickets
from tests.api.browsing import csrf_of, submit
from tests.support.backup_key import KEY, PASSPHRASE
from tests.support.centre import default_centre, default_settings
from tests.support.clock import SetClock
from tests.support.journeys import a_morning, take
from tests.support.quick_server import quick_context, quick_server
from tests.support.waiting import until

NAME = "goiso-ababab-2026-11-23-080000.tar.gz"
SEALED = "goiso-ababab-2026-11-23-080001.age.tar"


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stick with a plain backup of a centre at work, and an encrypted one."""
    folder = tmp_path_factory.mktemp("media")
    clock = SetClock()

    context = quick_context(folder / "old", default_centre(), clock)
    add_person(context, NewPerson("binh", "Trần Bình", "admin", "mat-khau-dai"), "system")
    a_morning(context)
    (folder / "usb").mkdir()
    make(folder / "old", folder / "usb", NAME, "1.0", clock())
    make(folder / "old", folder / "usb", SEALED, "1.0", clock(), KEY)
    context.close()
    return folder / "usb"


class Visitor:
    """A browser that has said the code."""

    def __init__(self, server: Server, stick: Path) -> None:
        self.server, self.client = server, server.app.test_client()
        server.keepers.restoring.files = lambda: on_disks((stick.parent,))
        self.again = 0
        server.keepers.restoring.again = self._again
        submit(self.client, "/start/code", "/start", code=server.first_run.code or "")
        self.csrf = csrf_of(self.client.get("/start/restore"))

    def _again(self) -> None:
        self.again += 1

    def post(self, path: str, body: Any) -> TestResponse:
        return self.client.post(
            f"/start/restore{path}", json=body, headers={"X-CSRFToken": self.csrf, "Accept-Language": "en"}
        )

    def put(self, body: bytes) -> TestResponse:
        headers = {"X-CSRFToken": self.csrf, "Content-Type": "application/octet-stream"}
        return self.client.put("/start/restore/file", data=body, headers=headers)

    def now(self) -> dict[str, Any]:
        found: dict[str, Any] = self.client.get("/start/restore/now").json
        return found

    def looked(self, **said: str) -> dict[str, Any]:
        assert self.post("/look", said).status_code == 202
        until(lambda: self.now()["step"] != "looking")
        return self.now()


@pytest.fixture
def visitor(server: Server, stick: Path) -> Visitor:
    return Visitor(server, stick)


def test_chosen_from_a_stick_it_is_the_centre_after_one_stroke(
    visitor: Visitor, stick: Path, tmp_path: Path, clock: SetClock
) -> None:
    page = visitor.client.get("/start/restore").text
    assert str(stick / NAME) in page
    found = visitor.looked(file=str(stick / NAME))
    assert (found["step"], found["findings"], found["version"]) == ("found", 0, "1.0")
    assert found["come_to"][0].startswith("A0")
    assert visitor.post("/do", {"numbers": "A047, b012"}).status_code == 202
    assert visitor.again == 1
    assert (
        step_read_anew(visitor) == "done"
    )  # by the server that is about to go, which has not these people's keys
    visitor.server.close()
    assert len(list(tmp_path.glob("data.before-*"))) == 1
    assert not list(tmp_path.glob(".data*"))
    restored = quick_server(default_settings(tmp_path / "data"), clock)
    try:
        assert not restored.first_run.open
        with restored.context.store.read() as connection:
            given = tickets.find(connection, take(restored.context))
        assert given is not None
        assert given.number == "A048"
        assert restored.app.test_client().get("/start/restore/now").json == {"step": "over"}
    finally:
        restored.close()


def step_read_anew(visitor: Visitor) -> str:
    """How far it is, told by a server that must open the database for it: all its open connections are in use."""
    with ExitStack() as readers:
        for _ in range(20):
            readers.enter_context(visitor.server.context.store.read())
        return str(visitor.now()["step"])


def test_uploaded_and_encrypted_it_needs_its_passphrase(
    visitor: Visitor, stick: Path, tmp_path: Path
) -> None:
    assert visitor.put((stick / SEALED).read_bytes()).status_code == 204
    wrong = visitor.looked(passphrase="not this one")
    assert (wrong["step"], wrong["trouble"]["code"]) == ("failed", "passphrase_wrong")
    right = visitor.looked(passphrase=PASSPHRASE)
    assert right["step"] == "found"
    assert not (tmp_path / "data/restore.part").exists()
    refused = visitor.post("/do", {"numbers": "Q1"})
    assert (refused.status_code, refused.json["code"]) == (422, "number_of_no_field")
    both = visitor.post("/do", {"numbers": "A900", "nothing_since": True})
    assert (both.status_code, both.json["code"]) == (422, "numbers_and_none")
    assert visitor.again == 0
    assert visitor.post("/do", {"nothing_since": True}).status_code == 202


def test_what_is_no_backup_is_refused_in_words_and_the_new_centre_is_begun_all_the_same(
    visitor: Visitor, stick: Path
) -> None:
    visitor.put((stick / NAME).read_bytes()[:9000])
    found = visitor.looked()
    assert (found["step"], found["trouble"]["code"]) == ("failed", "backup_unreadable")
    assert visitor.post("/do", {}).json["code"] == "restore_busy"
    assert visitor.again == 0
    visitor.server.first_run.begin(
        visitor.server.first_run.prove(visitor.server.first_run.code or ""), "an", "An", "mat-khau-dai"
    )
    assert visitor.post("/look", {"file": str(stick / NAME)}).json["code"] == "setup_over"


def test_a_backup_that_was_not_restored_is_gone_once_the_new_centre_is_begun(
    visitor: Visitor, stick: Path, tmp_path: Path
) -> None:
    assert visitor.looked(file=str(stick / NAME))["step"] == "found"
    visitor.put((stick / NAME).read_bytes())
    assert list(tmp_path.glob(".data.restoring*"))
    submit(visitor.client, "/start", "/start", username="an", name="An", password="mat-khau-dai")
    assert not visitor.server.first_run.open
    assert not list(tmp_path.glob(".data*"))
    assert not (tmp_path / "data/restore.part").exists()


def test_a_start_removes_what_an_earlier_process_left_of_backups_but_nothing_in_use(
    tmp_path: Path, clock: SetClock
) -> None:
    left = (".data.restoring", ".data.restoring.lock", ".data.standby-x1", ".other.standby-x1")
    for name in (*left, "data"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "restore.part").touch()
    (tmp_path / ".data.restoring.snapshot").touch()
    quick_server(default_settings(tmp_path / "data"), clock).close()
    assert [path.name for path in tmp_path.glob(".*")] == [".other.standby-x1"]
    assert not (tmp_path / "data/restore.part").exists()
    with building(tmp_path / "data") as made:
        quick_server(default_settings(tmp_path / "data"), clock).close()
        assert made.is_dir()


def test_without_the_code_nothing_is_taken_and_no_other_file_is_read(
    visitor: Visitor, server: Server
) -> None:
    stranger = server.app.test_client()
    assert stranger.get("/start/restore").status_code == 302
    csrf = csrf_of(stranger.get("/start"))
    refused = stranger.put("/start/restore/file", data=b"x" * 100_000, headers={"X-CSRFToken": csrf})
    assert (refused.status_code, refused.json["code"]) == (409, "setup_code_old")
    assert visitor.client.put("/start/restore/file", data=b"x").status_code == 400  # no token of the page
    assert visitor.post("/look", {"file": "/etc/passwd"}).json["code"] == "not_found"


def test_a_disk_without_room_takes_no_upload(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "disk_usage", lambda _: SimpleNamespace(free=100 << 20))
    refused = visitor.put(b"x" * 100_000)
    assert (refused.status_code, refused.json["code"]) == (507, "storage_full")
    assert not (tmp_path / "data/restore.part").exists()
