"""Who guesses PINs and passwords is not given a new start by a restart of the server."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from server.app import Server
from server.core.guessing import FORGET_MS, PASSWORDS, PINS, PINS_AT_A_MACHINE
from server.core.refusal import Refusal
from server.service.people.password_tries import PasswordTries
from server.service.people.pins import Pins
from server.store.store import database_path
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import OFFICER, PASSWORD, enrol_everybody
from tests.support.quick_server import quick_server

PIN = str(OFFICER.pin)
NOBODYS = "\n"  # the one row of all names that nobody has


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


class Restarting:
    """A server that can be stopped and started again over the same folder."""

    def __init__(self, folder: Path, clock: SetClock) -> None:
        self._folder, self._clock = folder, clock
        self._server = self._start()
        enrol_everybody(self._server.context)

    def _start(self) -> Server:
        server = quick_server(default_settings(self._folder), self._clock)
        self.pins: Pins = server.app.extensions["goiso"].pins
        self.passwords: PasswordTries = server.app.extensions["goiso"].password_tries
        return server

    def restart(self) -> None:
        self.close()
        self.start()

    def start(self) -> None:
        self._server = self._start()

    def close(self) -> None:
        self._server.close()

    def pin(self, pin: str, username: str = "lan", machine: int = 4) -> str:
        try:
            self.pins.sign_in(machine, username, pin)
        except Refusal as refusal:
            return refusal.code
        return "in"

    def password(self, password: str, username: str = "lan", browser: str | None = None) -> str:
        try:
            self.passwords.sign_in(username, password, browser)
        except Refusal as refusal:
            return refusal.code
        return "in"


@pytest.fixture
def centre(folder: Path, clock: SetClock) -> Restarting:
    return Restarting(folder, clock)


def kept(folder: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(database_path(folder))
    rows = list(connection.execute("SELECT brake, key FROM tries ORDER BY brake, key"))
    connection.close()
    return rows


def test_a_locked_name_stays_locked_over_a_restart(centre: Restarting, clock: SetClock) -> None:
    assert [centre.pin("999999") for _ in range(PINS.most)] == ["pin_failed"] * PINS.most
    centre.restart()
    assert centre.pin(PIN) == "pin_locked"
    assert centre.pins.locked(4)
    clock.forward(minutes=6)
    assert centre.pin(PIN) == "in"
    centre.close()


def test_tries_before_and_after_a_restart_count_together(centre: Restarting) -> None:
    for _ in range(PINS.most - 1):
        centre.pin("999999")
    centre.restart()
    assert [centre.pin("999999"), centre.pin(PIN)] == ["pin_failed", "pin_locked"]
    centre.close()


def test_a_machine_at_which_many_names_were_tried_stays_locked(centre: Restarting, clock: SetClock) -> None:
    for _ in range(PINS_AT_A_MACHINE.free):
        centre.pin("999999", "nobody")
        clock.forward(minutes=2)
    centre.restart()
    assert centre.pin(PIN) == "pin_machine_locked"
    assert centre.pin(PIN, machine=5) == "in"
    centre.close()


def test_a_name_whose_password_was_guessed_too_often_waits_over_a_restart(
    centre: Restarting, clock: SetClock
) -> None:
    assert [centre.password("wrong") for _ in range(PASSWORDS.free)] == ["sign_in_failed"] * PASSWORDS.free
    centre.restart()
    assert centre.password(PASSWORD) == "sign_in_locked"
    assert centre.password(PASSWORD, browser="their own") == "in"
    clock.forward(minutes=2)
    assert centre.password(PASSWORD) == "in"
    centre.restart()
    assert [centre.password("wrong"), centre.password(PASSWORD)] == ["sign_in_failed", "in"]
    centre.close()


def test_a_managers_release_and_a_right_one_hold_over_a_restart(centre: Restarting) -> None:
    for _ in range(PINS.most):
        centre.pin("999999")
    for _ in range(PASSWORDS.free):
        centre.password("wrong")
    centre.pins.release(4, "admin:binh")
    centre.passwords.release("lan")
    centre.restart()
    assert [centre.pin(PIN), centre.password(PASSWORD)] == ["in", "in"]
    centre.close()


@pytest.mark.parametrize("username", ["lan", "nobody-of-this-name"])
def test_a_wrong_password_is_written_down_whether_or_not_somebody_has_the_name(
    centre: Restarting, clock: SetClock, folder: Path, username: str
) -> None:
    """Or the answer's time would tell which names there are."""
    with closing(sqlite3.connect(database_path(folder))) as watching:
        for _ in range(3):
            (before,) = watching.execute("PRAGMA data_version").fetchone()
            clock.forward(seconds=1)
            centre.password(username, "falsch")
            assert watching.execute("PRAGMA data_version").fetchone() != (before,)


def test_what_was_typed_in_the_wrong_place_is_not_kept_and_old_rows_go(
    centre: Restarting, clock: SetClock, folder: Path
) -> None:
    centre.password("lan", "my-secret-password")
    centre.pin("999999", "my-secret-password")
    centre.pin("999999", "lan")
    centre.close()
    assert [key for _, key in kept(folder)] == [NOBODYS, "lan", "4", "4"]
    assert b"my-secret-password" not in database_path(folder).read_bytes()
    clock.forward(minutes=FORGET_MS // 60_000 + 1)
    centre.start()
    centre.pin("999999", "minh")
    centre.close()
    assert [key for _, key in kept(folder)] == ["minh", "4", "4"]
