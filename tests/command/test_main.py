"""The command `goiso`: what it says, and with which exit status it ends."""

import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server import __version__
from server.command.centre import Parts
from server.command.main import main
from server.config import load
from server.core.centre import Centre
from server.core.clock import wall_clock
from server.service.context import Context
from server.service.people import people, sign_in, tokens
from tests.guards.tree import ROOT
from tests.support.clock import SetClock
from tests.support.journeys import a_morning
from tests.support.ports import free_port
from tests.support.process import Process
from tests.support.program import Program
from tests.support.quick_server import quick_context
from tests.support.tone_clips import pack


def goiso(*arguments: object, typed: str | None = None) -> Result:
    parts = Parts(open=lambda folder, centre: quick_context(folder, centre, wall_clock))
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=typed, obj=parts)


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
    return quick_context(data, load(None, {}).as_centre(), SetClock())


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
    assert (answer.exit_code, answer.stdout) == (0, "hoa may sign in as officer.\n")
    assert answer.stderr == f"Data folder: {data} (new)\n"
    context = opened(data)
    person = sign_in.sign_in(context, "hoa", "mat-khau-dai")
    context.close()
    assert (person.name, person.role, person.counter) == ("Đỗ Thị Hoa", "officer", 3)


def test_somebody_is_changed_by_what_is_given_and_removed(data: Path) -> None:
    goiso("user", "add", "hoa", "--name", "Hoa", "--pin", 4711, "--data", data, "--password", "mat-khau-dai")
    answer = goiso("user", "change", "hoa", "--title", "Công chức", "--counter", 2, "--data", data)
    assert (answer.exit_code, answer.stdout) == (0, "hoa is changed.\n")
    listed = goiso("user", "list", "--data", data)
    assert listed.stdout.splitlines()[1] == "hoa\tofficer\t2\tyes\tHoa\tCông chức"
    again = goiso("user", "add", "hoa", "--data", data, "--password", "mat-khau-khac")
    assert again.exit_code == 1
    assert goiso("user", "list", "--data", data).stdout == listed.stdout
    assert goiso("user", "remove", "hoa", "--data", data).stdout == "hoa is removed.\n"
    assert len(goiso("user", "list", "--data", data).stdout.splitlines()) == 1
    assert goiso("user", "remove", "hoa", "--data", data).exit_code == 1


def test_everybody_is_named_while_a_server_runs(data: Path) -> None:
    goiso("user", "add", "hoa", "--data", data, "--password", "mat-khau-dai")
    context = opened(data)
    assert "hoa\tofficer" in goiso("user", "list", "--data", data).stdout
    context.close()


def test_a_command_that_is_told_of_no_centre_makes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = goiso("user", "add", "hoa", "--password", "mat-khau-dai")
    assert answer.exit_code == 1
    assert "--config centre.toml" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_counter_that_there_is_not_is_told_with_those_that_there_are(data: Path) -> None:
    answer = goiso("user", "add", "hoa", "--counter", 99, "--data", data, "--password", "mat-khau-dai")
    assert answer.exit_code == 1
    assert "1, 2, 3" in answer.stderr


@pytest.mark.parametrize("command", [("serve",), ("user", "add", "hoa", "--password", "mat-khau-dai")])
def test_a_folder_that_is_a_file_is_told_in_a_sentence(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "file").write_text("")
    answer = goiso(*command, "--data", tmp_path / "file" / "data")
    assert answer.exit_code == 1
    assert f"{tmp_path / 'file'} is not a folder." in answer.stderr


@pytest.mark.skipif(
    shutil.which("setpriv") is None or os.geteuid() != 0, reason="only root becomes somebody else"
)
def test_a_folder_of_somebody_else_is_told_with_what_to_do(morning: Path) -> None:
    assert stat.S_IMODE(morning.stat().st_mode) == 0o700
    for arguments, what in ((["user", "remove", "hoa"], "write"), (["doctor"], "read")):
        command = [sys.executable, "-m", "server.command.main", *arguments, "--data", str(morning)]
        nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        answer = subprocess.run([*nobody, *command], capture_output=True, text=True, check=False, cwd=ROOT)
        assert answer.returncode == 1
        assert f"may not {what} there" in answer.stderr
        assert "chown" in answer.stderr
        assert "Traceback" not in answer.stderr


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
    assert people.people(context) == []
    context.close()


def test_there_are_no_roles_of_ones_own(data: Path) -> None:
    answer = goiso("user", "add", "hoa", "--role", "king", "--data", data, "--password", "mat-khau-dai")
    assert answer.exit_code == 2
    assert "king" in answer.output


@pytest.mark.parametrize("kind", ["kiosk", "display", "helper"])
def test_a_device_gets_an_address_with_a_token_that_works_and_nothing_else_is_printed(
    data: Path, kind: str
) -> None:
    answer = goiso("device", "add", kind, "--name", "Cửa chính", "--url", "http://goiso.lan", "--data", data)
    assert answer.exit_code == 0
    address = re.fullmatch(r"http://goiso\.lan/enter#kind=(\w+)&token=([\w-]+)&next=\S+\n", answer.stdout)
    assert address is not None
    assert address[1] == kind
    context = opened(data)
    bearer = tokens.bearer(context, address[2])
    context.close()
    assert bearer.device is not None
    assert (bearer.device.kind, bearer.device.name) == (kind, "Cửa chính")


@pytest.mark.parametrize("arguments", [("toaster", "--name", "Bếp"), ("kiosk",)])
def test_a_device_has_a_kind_that_exists_and_a_name(data: Path, arguments: tuple[str, ...]) -> None:
    assert goiso("device", "add", *arguments, "--data", data).exit_code == 2
    assert not data.exists()


@pytest.mark.parametrize("url", ["goiso.lan", "ftp://goiso.lan"])
def test_an_address_that_is_none_enrols_nothing(data: Path, url: str) -> None:
    answer = goiso("device", "add", "kiosk", "--name", "Cửa", "--url", url, "--data", data)
    assert answer.exit_code == 1
    assert url in answer.stderr
    assert not data.exists()


@pytest.mark.parametrize(
    ("arguments", "instead"),
    [
        (
            ("user", "add", "hoa", "--password", "mat-khau-dai"),
            "Stop the server, do this, and start it again.",
        ),
        (("user", "change", "hoa", "--counter", "0"), "Stop the server, do this, and start it again."),
        (("user", "remove", "hoa"), "Stop the server, do this, and start it again."),
        (("device", "add", "kiosk", "--name", "Cửa chính"), "Add the machine on the manager's page"),
    ],
)
def test_the_data_of_a_running_server_is_left_to_it(
    data: Path, arguments: tuple[str, ...], instead: str
) -> None:
    context = opened(data)
    answer = goiso(*arguments, "--data", data)
    context.close()
    assert answer.exit_code == 1
    assert f"Error: Thư mục {data} đang có một máy chủ chạy." in answer.stderr
    assert f" · A server is running on {data}. {instead}" in answer.stderr


def test_the_doctor_finds_nothing_after_a_morning(morning: Path) -> None:
    answer = goiso("doctor", "--data", morning)
    assert answer.exit_code == 0
    assert answer.output.endswith("\nThe journal and the tables agree.\n")
    assert "] no_administrator\n" in answer.output, "of the machine and the centre it says what to do"


def test_the_doctor_names_each_difference_and_counts_them(morning: Path) -> None:
    with sqlite3.connect(morning / "goiso.db") as connection:
        connection.execute("UPDATE tickets SET state = 'cancelled' WHERE n = 1 AND prefix = 'B'")
    answer = goiso("doctor", "--data", morning)
    assert answer.exit_code == 1
    lines = answer.output.splitlines()
    assert "state is <TicketState.CANCELLED" in lines[0]
    assert lines[-1] == "Differences: 1."
    assert "] database_differs" in answer.output


def test_the_doctor_changes_nothing(morning: Path) -> None:
    before = (morning / "goiso.db").read_bytes()
    goiso("doctor", "--data", morning)
    assert (morning / "goiso.db").read_bytes() == before


def test_the_doctor_leaves_nothing_beside_a_backup(morning: Path) -> None:
    before = sorted(path.name for path in morning.iterdir())
    assert goiso("doctor", "--data", morning).exit_code == 0
    assert sorted(path.name for path in morning.iterdir()) == before


@pytest.mark.parametrize(("version", "told"), [(99, "a newer version"), (3, "an older version")])
def test_the_doctor_reads_its_own_version_only(morning: Path, version: int, told: str) -> None:
    with sqlite3.connect(morning / "goiso.db") as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    answer = goiso("doctor", "--data", morning)
    assert answer.exit_code == 1
    assert told in answer.stderr


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
    assert answer.output == "Error: fields: phải có · required\ncounters: phải có · required\n"


def test_a_second_server_on_the_same_data_says_so_and_ends(tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    with Process(tmp_path) as first, Process(tmp_path / "second", data=first.data) as second:
        first.start()
        second.spawn()
        assert second.ended(60) not in (None, 0)
        assert f"Another Gọi Số server is already running on {first.data}." in second.output()
        assert "Traceback" not in second.output()
        assert first.get("/readyz")[0] == 200


def test_a_server_on_all_of_ipv6_is_reached_either_way(tmp_path: Path) -> None:
    port = free_port()
    program = Program(
        ["server.command.main", "serve", "--data", str(tmp_path), "--host", "::", "--port", str(port)], port
    )
    try:
        program.start()
        for host in ("127.0.0.1", "::1"):
            line = HTTPConnection(host, port, timeout=20)
            line.request("GET", "/readyz")
            assert line.getresponse().status == 200
            line.close()
    finally:
        program.kill()


def test_a_pin_is_asked_for_and_stands_in_no_history(data: Path) -> None:
    add = ("user", "add", "hoa", "--data", data, "--password", "mat-khau-dai", "--pin")
    answer = goiso(*add, typed="4711\n4711\n")
    assert answer.exit_code == 0, answer.output
    assert "4711" not in answer.output
    assert goiso("user", "list", "--data", data).output.splitlines()[1].split("\t")[3] == "yes"


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
    assert answer.output == "vi-7\tmissing\tno file vi-7.wav; read: bảy\nFindings: 1.\n"
    assert "en-7" in goiso("voice", "check", folder, "--english").output
    pack(folder)
    assert goiso("voice", "check", folder).exit_code == 0
    assert goiso("voice", "check", tmp_path / "nowhere").exit_code == 2
