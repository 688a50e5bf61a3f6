"""What a start says while nobody administers the centre."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from server.app import Server
from server.command.first_run import tell, words
from server.command.main import main
from server.service.people.people import NewPerson, add_person
from server.store import Store, setup
from tests.support.centre import default_centre
from tests.support.clock import SetClock

CODE = "4821 9037"


@pytest.mark.parametrize("address", ["http://192.168.1.10:8000", "https://goiso.example.vn"])
def test_it_says_where_and_the_code_in_both_languages(address: str) -> None:
    said = words(address, CODE)
    assert f"Mở {address}/start trên máy này hoặc máy khác trong mạng" in said[1]
    assert f"Open {address}/start here or on another machine of the network" in said[2]
    assert [line.strip() for line in said].count(CODE) == 1


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"])
def test_an_address_of_this_machine_alone_is_called_so(address: str) -> None:
    assert "máy khác không mở được" in words(address, CODE)[1]
    assert "others cannot" in words(address, CODE)[2]


def test_it_is_said_on_standard_output_until_there_is_an_administrator(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    tell(server)
    told = capsys.readouterr()
    assert str(server.first_run.code) in told.out
    assert told.err == ""
    add_person(server.context, NewPerson("binh", "Bình", "admin", "mat-khau-dai"), "system")
    tell(server)
    assert capsys.readouterr().out == ""


def test_nobody_reading_does_not_keep_it_from_starting(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: str, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("click.echo", gone)
    tell(server)


@pytest.mark.parametrize(("role", "listed"), [("admin", True), ("officer", False)])
def test_an_administrator_who_is_added_by_the_command_gets_the_first_steps_too(
    tmp_path: Path, clock: SetClock, role: str, listed: bool
) -> None:
    add = ["user", "add", "binh", "--role", role, "--data", str(tmp_path), "--password", "mat-khau-dai"]
    assert CliRunner().invoke(main, add).exit_code == 0
    store = Store(tmp_path, default_centre().local, clock)
    with store.read() as connection:
        assert bool(setup.marks(connection)) is listed
    store.close()
