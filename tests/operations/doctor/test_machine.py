"""What the machine is asked, with programs that answer as wanted."""

import os
import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from server.core.doctor import disk
from server.core.refusal import Refusal
from server.operations.doctor import machine, network
from server.operations.doctor.clock_setter import set_system_clock
from server.operations.doctor.programs import Ask, ProgramAnswer, ask
from tests.support.small_disk import small_disk

AT = int(datetime(2026, 11, 23, 1, 5, tzinfo=UTC).timestamp() * 1000)
DER = b"\x30\x1e\x17\r251123010500Z\x17\r261123010500Z"


def answers(status: int, said: str = "") -> Ask:
    return lambda *_: ProgramAnswer(status, said)


def nothing(*_: str) -> None:
    """A program that is not there."""


def test_a_program_that_is_not_there_answers_nothing() -> None:
    assert ask("no-such-program-at-all") is None


def test_a_program_answers_with_its_status_and_words() -> None:
    assert ask("sh", "-c", "echo there; exit 3") == ProgramAnswer(3, "there\n")


def test_the_disk_of_a_folder_has_room_and_says_nothing_of_its_health_without_smartctl(
    tmp_path: Path,
) -> None:
    found = machine.disk_facts(tmp_path, run=nothing)
    assert 0 < found.free <= found.total
    assert (found.read_only, found.failing) == (False, None)


@pytest.fixture
def blocks(tmp_path: Path) -> Path:
    """What /sys/dev/block says where the folder is on the first part of the disk sdb."""
    part = tmp_path / "sdb" / "sdb1"
    part.mkdir(parents=True)
    (part / "partition").write_text("1\n")
    device = tmp_path.stat().st_dev
    (tmp_path / "block").mkdir()
    (tmp_path / "block" / f"{os.major(device)}:{os.minor(device)}").symlink_to(part)
    return tmp_path / "block"


@pytest.mark.parametrize(
    ("status", "failing"),
    [(0, None), (8, "/dev/sdb"), (8 | 64, "/dev/sdb"), (2, None), (64, None)],
    ids=[
        "it passes",
        "it fails",
        "it fails, with errors noted",
        "it may not be opened",
        "errors noted long ago",
    ],
)
def test_a_disk_of_which_smartctl_says_that_it_fails_is_named(
    tmp_path: Path, blocks: Path, status: int, failing: str | None
) -> None:
    asked: list[tuple[str, ...]] = []

    def smartctl(*words: str) -> ProgramAnswer:
        asked.append(words)
        return ProgramAnswer(status, "SMART overall-health self-assessment test result: …")

    found = machine.disk_facts(tmp_path, run=smartctl, blocks=blocks)
    assert asked == [("smartctl", "-H", "/dev/sdb")]
    assert found.failing == failing
    codes = [each.kind.code for each in disk.findings(replace(found, free=10**12, total=10**13))]
    assert codes == ([] if failing is None else ["disk_failing"])


def test_a_disk_that_can_only_be_read_is_named() -> None:
    with small_disk(megabytes=1) as small:
        if small is None:
            pytest.skip("no small disk can be mounted here")
        assert not machine.disk_facts(small.folder, run=nothing).read_only
        with small.only_read():
            found = machine.disk_facts(small.folder, run=nothing)
    assert found.read_only
    assert "disk_read_only" in [each.kind.code for each in disk.findings(found)]


def test_memory_is_read_where_the_system_tells_it(tmp_path: Path) -> None:
    (tmp_path / "meminfo").write_text("MemTotal: 2048 kB\nMemAvailable:    1024 kB\n")
    assert machine.memory(tmp_path / "meminfo") == 1024 * 1024
    assert machine.memory(tmp_path / "nothing") is None


def test_a_folder_that_others_may_look_into_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert machine.open_folder(tmp_path) == str(tmp_path)
    tmp_path.chmod(0o750)
    assert machine.open_folder(tmp_path) is None


@pytest.mark.parametrize(
    ("run", "said"),
    [(answers(0, "yes\n"), True), (answers(0, "no\n"), False), (answers(1), None), (nothing, None)],
)
def test_whether_the_network_sets_the_clock_is_asked(run: Ask, said: bool | None) -> None:
    assert machine.synchronised(run) is said


def test_the_clock_is_set_in_the_machines_own_time() -> None:
    asked: list[tuple[str, ...]] = []
    set_system_clock(AT, lambda *words: asked.append(words) or ProgramAnswer(0, ""))
    here = datetime.fromtimestamp(AT / 1000).strftime("%Y-%m-%d %H:%M:%S")  # noqa: DTZ006 - the machine's own
    assert asked == [("timedatectl", "--no-ask-password", "set-time", here)]


@pytest.mark.parametrize(
    ("run", "begins"),
    [
        (nothing, "sudo timedatectl set-time '2026-"),
        (
            answers(1, "Failed to set time: Interactive authentication required."),
            "sudo timedatectl set-time '",
        ),
    ],
)
def test_where_it_may_not_be_set_the_command_for_a_technician_is_said(run: Ask, begins: str) -> None:
    with pytest.raises(Refusal) as refused:
        set_system_clock(AT, run)
    assert refused.value.code == "clock_not_allowed"
    assert str(refused.value.parameters["command"]).startswith(begins)


def test_a_clock_that_the_network_sets_is_said_to_be_so() -> None:
    with pytest.raises(Refusal) as refused:
        set_system_clock(AT, answers(1, "Failed to set time: Automatic time synchronization is enabled"))
    assert refused.value.code == "clock_synchronised"
    assert refused.value.parameters == {"command": "sudo timedatectl set-ntp false"}


def test_an_address_of_this_machine_is_not_elsewhere() -> None:
    assert network.elsewhere("http://127.0.0.1:8000") is None
    assert network.elsewhere("http://192.0.2.77:8000") == "http://192.0.2.77:8000"
    assert network.elsewhere("https://192.0.2.77") is None, "behind a proxy it may be another machine's"
    assert network.elsewhere("http://goiso.example.vn") is None
    assert network.elsewhere(None) is None


def test_whoever_listens_on_the_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        number = other.getsockname()[1]
        assert network.listener(number).endswith(f"({os.getpid()})")
    assert network.listener(number) == "?"
    assert network.port(number).answers is False


def test_a_certificate_says_from_when_until_when() -> None:
    begin = datetime(2025, 11, 23, 1, 5, tzinfo=UTC)
    assert network.valid(DER) == (begin, datetime(2026, 11, 23, 1, 5, tzinfo=UTC))
    long = b"\x17\r251123010500Z\x18\x0f20991231000000Z"
    assert network.valid(long) == (begin, datetime(2099, 12, 31, tzinfo=UTC))
    assert network.valid(b"nonsense") is None
