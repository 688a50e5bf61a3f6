"""The command `goiso`: what it says, and with which exit status it ends."""

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server import __version__
from server.cli import main
from server.config import load
from server.core.centre import Centre
from server.service import accounts
from server.service.context import Context
from tests.support.clock import SetClock
from tests.support.journeys import a_morning
from tests.support.process import Process
from tests.support.tone_clips import pack

pytestmark = pytest.mark.usefixtures("quick_hashes")


def goiso(*arguments: object, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=typed)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def morning(data: Path, centre: Centre, clock: SetClock) -> Path:
    """A data folder after a morning's work, with no server running."""
    context = Context(data, centre, clock)
    a_morning(context)
    context.close()
    return data


def opened(data: Path) -> Context:
    return Context(data, load(None, {}).as_centre(), SetClock())


def test_it_tells_its_version() -> None:
    assert goiso("--version").output == f"goiso, version {__version__}\n"


@pytest.mark.parametrize("command", ["serve", "demo", "doctor", "user add", "device add"])
def test_every_command_explains_itself(command: str) -> None:
    answer = goiso(*command.split(), "--help")
    assert answer.exit_code == 0
    assert "--data" in answer.output


def test_somebody_added_may_sign_in(data: Path) -> None:
    answer = goiso(
        "user",
        "add",
        "hoa",
        "--name",
        "Đỗ Thị Hoa",
        "--counter",
        3,
        "--data",
        data,
        "--password",
        "mat-khau-dai",
    )
    assert (answer.exit_code, answer.output) == (0, "hoa may sign in as officer.\n")
    context = opened(data)
    person = accounts.sign_in(context, "hoa", "mat-khau-dai")
    context.close()
    assert (person.name, person.role, person.counter) == ("Đỗ Thị Hoa", "officer", 3)


def test_a_password_is_asked_for_twice_and_not_shown(data: Path) -> None:
    answer = goiso(
        "user", "add", "binh", "--role", "admin", "--data", data, typed="mat-khau-dai\nmat-khau-dai\n"
    )
    assert answer.exit_code == 0
    assert "binh may sign in as admin." in answer.output
    assert "mat-khau-dai" not in answer.output


def test_a_password_that_is_too_short_adds_nobody(data: Path) -> None:
    answer = goiso("user", "add", "hoa", "--data", data, "--password", "ngan")
    assert answer.exit_code == 1
    assert "password: at least 8" in answer.output
    context = opened(data)
    assert accounts.people(context) == []
    context.close()


def test_there_are_no_roles_of_ones_own(data: Path) -> None:
    answer = goiso("user", "add", "hoa", "--role", "king", "--data", data, "--password", "mat-khau-dai")
    assert answer.exit_code == 2
    assert "king" in answer.output


@pytest.mark.parametrize("kind", ["kiosk", "display", "helper"])
def test_a_device_gets_a_token_that_works_and_nothing_else_is_printed(data: Path, kind: str) -> None:
    answer = goiso("device", "add", kind, "--name", "Cửa chính", "--data", data)
    assert answer.exit_code == 0
    context = opened(data)
    bearer = accounts.bearer(context, answer.output.removesuffix("\n"))
    context.close()
    assert bearer.device is not None
    assert (bearer.device.kind, bearer.device.name) == (kind, "Cửa chính")


@pytest.mark.parametrize("arguments", [("toaster", "--name", "Bếp"), ("kiosk",)])
def test_a_device_has_a_kind_that_exists_and_a_name(data: Path, arguments: tuple[str, ...]) -> None:
    assert goiso("device", "add", *arguments, "--data", data).exit_code == 2
    assert not data.exists()


@pytest.mark.parametrize(
    "arguments",
    [("user", "add", "hoa", "--password", "mat-khau-dai"), ("device", "add", "kiosk", "--name", "Cửa chính")],
)
def test_the_data_of_a_running_server_is_left_to_it(data: Path, arguments: tuple[str, ...]) -> None:
    context = opened(data)
    answer = goiso(*arguments, "--data", data)
    context.close()
    assert answer.exit_code == 1
    assert answer.output == f"Error: A server is running on {data}; use the manager's page.\n"


def test_the_doctor_finds_nothing_after_a_morning(morning: Path) -> None:
    answer = goiso("doctor", "--data", morning)
    assert (answer.exit_code, answer.output) == (0, "The journal and the tables agree.\n")


def test_the_doctor_names_each_difference_and_counts_them(morning: Path) -> None:
    with sqlite3.connect(morning / "goiso.db") as connection:
        connection.execute("UPDATE tickets SET state = 'cancelled' WHERE n = 1 AND prefix = 'B'")
    answer = goiso("doctor", "--data", morning)
    assert answer.exit_code == 1
    lines = answer.output.splitlines()
    assert "state is <TicketState.CANCELLED" in lines[0]
    assert lines[-1] == f"{len(lines) - 1} differences."


def test_the_doctor_changes_nothing(morning: Path) -> None:
    before = (morning / "goiso.db").read_bytes()
    goiso("doctor", "--data", morning)
    assert (morning / "goiso.db").read_bytes() == before


def test_the_doctor_says_when_there_is_no_data(tmp_path: Path) -> None:
    answer = goiso("doctor", "--data", tmp_path)
    assert answer.exit_code == 1
    assert "goiso.db: no such file. Is this the data folder?" in answer.output
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_says_when_a_file_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "goiso.db").write_text("Xin chào. " * 1000, encoding="utf-8")
    answer = goiso("doctor", "--data", tmp_path)
    assert answer.exit_code == 1
    assert "Is this a Gọi Số database, and is it whole?" in answer.output
    assert "Traceback" not in answer.output


@pytest.mark.parametrize("command", ["serve", "demo"])
@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_cannot_be_is_refused(data: Path, command: str, port: str) -> None:
    answer = goiso(command, "--port", port, "--data", data)
    assert answer.exit_code == 2
    assert "--port" in answer.output
    assert not data.exists()


def test_a_wrong_setting_is_told_without_a_traceback(tmp_path: Path) -> None:
    file = tmp_path / "centre.toml"
    file.write_text("[centre]\nname = 'x'\nward = 'y'\n", encoding="utf-8")
    answer = goiso("serve", "--config", file)
    assert answer.exit_code == 1
    assert answer.output == "Error: fields: Field required\ncounters: Field required\n"


def test_a_second_server_on_the_same_data_says_so_and_ends(tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    with Process(tmp_path) as first, Process(tmp_path / "second", data=first.data) as second:
        first.start()
        second.spawn()
        assert second.ended(60) not in (None, 0)
        assert f"Another Gọi Số server is already running on {first.data}." in second.output()
        assert "Traceback" not in second.output()
        assert first.get("/readyz")[0] == 200


def test_a_second_server_on_the_same_port_says_so_and_ends(tmp_path: Path) -> None:
    with Process(tmp_path) as server:
        server.start()
        other = server.command("serve", "--data", str(tmp_path / "other"))
    assert other.returncode == 1
    assert (
        f"127.0.0.1:{server.port}: Address already in use. Choose another port with --port." in other.stderr
    )
    assert "Traceback" not in other.stderr


def test_a_server_told_to_stop_ends_well_and_lets_its_data_go(tmp_path: Path) -> None:
    with Process(tmp_path) as server:
        server.start()
        assert server.stop() == 0
        assert server.doctor().returncode == 0
        assert goiso("device", "add", "kiosk", "--name", "Cửa", "--data", server.data).exit_code == 0


def test_it_prints_what_to_record() -> None:
    lines = goiso("voice", "record-list").output.splitlines()
    assert lines[0] == "vi-invite.wav\tMời công dân có số"
    assert "vi-7.wav\tbảy" in lines


def test_it_checks_recordings(tmp_path: Path) -> None:
    folder = pack(tmp_path / "clips", frozenset({"vi-7", "en-7"}))
    answer = goiso("voice", "check", folder)
    assert answer.exit_code == 1
    assert answer.output == "vi-7\tmissing\tno file vi-7.wav; read: bảy\n1 findings.\n"
    assert "en-7" in goiso("voice", "check", folder, "--english").output
    pack(folder)
    assert goiso("voice", "check", folder).exit_code == 0
    assert goiso("voice", "check", tmp_path / "nowhere").exit_code == 2
