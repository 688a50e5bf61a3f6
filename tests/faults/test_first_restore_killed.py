"""The power goes while a new centre's first-run page restores a backup: the next start is that centre, still empty, or the restored one.

With `make torture`: at three steps once each, and fifty-four times, at and soon after each of six steps in turn.
"""

import random
import re
import shutil
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.core.files import DATABASE
from server.service.backups.restoring import UPLOAD
from tests.api.browsing import csrf_of
from tests.faults.test_backups_killed import SEED, issued, journal, must_be_sound, whole_s
from tests.support.process import FIELDS, Process
from tests.support.waiting import PATIENCE_S, until

CODE = re.compile(r"^ {4}(\d{4} \d{4})$", re.MULTILINE)
LONGEST_PAUSE_S = 0.5
GIVEN = 5


@dataclass(frozen=True)
class Old:
    """The centre that was backed up into `backup`: its journal, the numbers it gave, and its kiosk's token."""

    backup: Path
    rows: list[tuple[object, ...]]
    given: list[tuple[object, str]]
    kiosk: str


@pytest.fixture
def old(tmp_path: Path) -> Old:
    (folder := tmp_path / "old").mkdir()
    (stick := tmp_path / "stick").mkdir()
    with Process(folder) as centre:
        kiosk = centre.enrol().kiosk
        centre.start()
        for n in range(GIVEN):
            status, said = centre.post("/api/v1/tickets", kiosk, {"field": FIELDS[n % 2]})
            assert status == 201, said
        centre.stop()
    rows, given = journal(centre.data), issued(centre.data)
    whole_s("backup", "--data", centre.data, "--to", stick)
    (backup,) = stick.iterdir()
    return Old(backup, rows, given, kiosk)


class New(Process):
    """A centre that nobody administers yet: it prints a code."""

    begun = 0

    def spawn(self) -> None:
        self.begun = len(self.output())
        super().spawn()

    def code(self) -> str:
        """The one that this start printed."""
        until(lambda: CODE.search(self.output(), self.begun) is not None)
        (code,) = CODE.findall(self.output(), self.begun)
        return code

    def afresh(self) -> None:
        """An empty folder, as on the first day."""
        self.kill()
        for folder in self.beside("data*"):
            shutil.rmtree(folder)

    def beside(self, pattern: str) -> list[Path]:
        """What lies where the data folder does."""
        return list(self.data.parent.glob(pattern))


@pytest.fixture
def new(tmp_path: Path) -> Iterator[New]:
    (folder := tmp_path / "new").mkdir()
    with New(folder) as centre:
        yield centre


class Visitor:
    """Somebody at the first-run page, who has said the code and holds a backup."""

    def __init__(self, centre: New, backup: Path) -> None:
        self.centre, self.file = centre, backup.read_bytes()
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{centre.port}", timeout=PATIENCE_S)
        token = csrf_of(self.http.get("/start"))
        self.http.post("/start/code", data={"csrf_token": token, "code": centre.code()})
        self.token = csrf_of(self.http.get("/start/restore"))
        self.lines: list[socket.socket] = []

    def send_file(self) -> None:
        sent = self.http.put(
            "/start/restore/file",
            content=self.file,
            headers={"X-CSRFToken": self.token, "Content-Type": "application/octet-stream"},
        )
        assert sent.status_code == 204, sent.text

    def press(self, what: str) -> None:
        done = self.http.post(f"/start/restore/{what}", json={}, headers={"X-CSRFToken": self.token})
        assert done.status_code == 202, done.text

    def now(self) -> Any:
        return self.http.get("/start/restore/now").json()["step"]

    def begin(self, request: str, kind: str, body: bytes, length: int) -> None:
        """Send so much of a request, and read no answer."""
        line = socket.create_connection(("127.0.0.1", self.centre.port), timeout=PATIENCE_S)
        self.lines.append(line)
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        head = [f"{request} HTTP/1.1", f"Host: 127.0.0.1:{self.centre.port}", f"Cookie: {cookies}"]
        head += [f"X-CSRFToken: {self.token}", f"Content-Type: {kind}", f"Content-Length: {length}"]
        line.sendall("\r\n".join([*head, "", ""]).encode() + body)

    def close(self) -> None:
        self.http.close()
        for line in self.lines:
            line.close()


def sending(visitor: Visitor) -> None:
    """Half of the file is sent."""
    size = len(visitor.file)
    visitor.begin("PUT /start/restore/file", "application/octet-stream", visitor.file[: size // 2], size)
    until((visitor.centre.data / UPLOAD).exists)


def unpacking(visitor: Visitor) -> None:
    """It is being unpacked beside the data, or brought up to this version, or read by the doctor."""
    visitor.send_file()
    visitor.press("look")
    until(lambda: any(visitor.centre.beside(f".data.restoring/{DATABASE}")) or visitor.now() == "found")


def found(visitor: Visitor) -> None:
    """It is told what is in the backup."""
    visitor.send_file()
    visitor.press("look")
    until(lambda: visitor.now() == "found")


def pressed(visitor: Visitor) -> None:
    """The button is pressed, and nothing heard."""
    found(visitor)
    visitor.begin("POST /start/restore/do", "application/json", b"{}", 2)


def exchanging(visitor: Visitor) -> None:
    """The folders are about to change places, or have."""
    kept = visitor.centre.beside("data.before-*")
    pressed(visitor)
    until(lambda: visitor.centre.beside("data.before-*") != kept)


def starting_again(visitor: Visitor) -> None:
    """It is told that it is done, and the server starts again."""
    found(visitor)
    visitor.press("do")


Moment = Callable[[Visitor], None]
EVERY: Sequence[Moment] = (sending, unpacking, found, pressed, exchanging, starting_again)
pytestmark = pytest.mark.torture
KILLS = [
    pytest.param([sending, unpacking, exchanging], 0.0, id="each-step"),
    pytest.param([*EVERY] * 9, LONGEST_PAUSE_S, id="all-steps"),
]


def is_restored(centre: New, empty: list[tuple[object, ...]], old: Old) -> bool:
    """Whether the centre that runs now is the one of the backup; it is that or the empty one, and nothing in between."""
    restored = centre.get("/start")[0] == 302
    must_be_sound(centre.data, old.rows if restored else empty)
    status, said = centre.post("/api/v1/tickets", old.kiosk, {"field": FIELDS[0]})
    if restored:
        assert status == 201, said
        assert issued(centre.data) == [*old.given, (said["id"], said["number"])]
        assert said["number"] not in {number for _, number in old.given}
    else:
        assert status == 401, said
        assert issued(centre.data) == []
    assert centre.beside(".data*") == []
    assert not (centre.data / UPLOAD).exists()
    return restored


@pytest.mark.parametrize(("moments", "pause_s"), KILLS)
def test_it_is_the_new_centre_with_its_first_page_or_the_restored_one(
    moments: list[Moment], pause_s: float, old: Old, new: New
) -> None:
    dice, restored = random.Random(SEED), False
    new.start()
    empty = journal(new.data)
    for moment in moments:
        if restored:
            new.afresh()
            new.start()
            empty = journal(new.data)
        visitor = Visitor(new, old.backup)
        moment(visitor)
        time.sleep(pause_s * dice.random() ** 4)  # most are short: so are the steps
        new.kill()
        visitor.close()
        new.start()
        restored = is_restored(new, empty, old)
    if not restored:
        starting_again(visitor := Visitor(new, old.backup))
        until(lambda: visitor.now() == "over")
        visitor.close()
        assert is_restored(new, empty, old)
    assert new.doctor().returncode == 0
