"""`goiso serve --install`, `goiso standby --install`: each starts by itself with its machine, and may do little there."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server.command import server_files
from server.command.machine_files import Folders
from server.command.main import main
from server.command.standby_steps import AtWork
from tests.support.units import must_be_sound_and_hardly_exposed, needs_systemd

GOISO = Path(sys.executable).with_name("goiso")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the whole machine's units go in this test."""
    here = Folders(
        whole=True,
        programs=tmp_path,
        units=tmp_path / "system",
        policies=(tmp_path / "goiso.json",),
        systemctl="sudo systemctl",
    )
    monkeypatch.setattr(server_files, "folders", lambda: here)
    return tmp_path


def install(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["serve", "--install", *map(str, arguments)])


def unit(root: Path) -> str:
    return (root / "system" / "goiso.service").read_text()


def test_it_writes_the_unit_and_says_what_to_do_next(root: Path) -> None:
    done = install()
    assert done.exit_code == 0, done.output
    text = unit(root)
    assert f"ExecStart={GOISO} serve --data /var/lib/goiso/data\n" in text
    for wanted in (
        "User=goiso\n",
        "StateDirectory=goiso\n",
        "Restart=always\n",
        "WatchdogSec=",
        "Type=notify\n",
    ):
        assert wanted in text
    assert "network-online" not in text  # a hall without its cable opens all the same
    assert "@{" not in text
    assert "enable --now goiso.service" in done.output
    assert "install -d" not in done.output


def test_a_folder_of_ones_own_may_be_written_into(root: Path) -> None:
    done = install("--data", root / "50% kept", "--port", 8123, "--user", "phong")
    assert done.exit_code == 0, done.output
    text = unit(root)
    assert f'--data "{root}/50%% kept" --port 8123\n' in text
    assert f"ReadWritePaths=-/mnt -/media {root}\n" in text  # a restored backup comes from beside it
    assert "StateDirectory=" not in text
    assert "-o phong" in done.output


def test_the_certificate_is_renewed_every_night_beside_it(root: Path) -> None:
    done = install("--data", root / "kept")
    assert done.exit_code == 0, done.output
    service = (root / "system" / "goiso-certificate.service").read_text()
    for wanted in (
        f"ExecStart={GOISO} certificate --data {root}/kept --renew\n",
        f"ConditionPathExists={root}/certificate/fullchain.pem\n",
        f"ReadWritePaths={root}\n",
        "User=goiso\n",
    ):
        assert wanted in service
    assert "@{" not in service
    assert "Persistent=yes\n" in (root / "system" / "goiso-certificate.timer").read_text()
    assert "enable --now goiso.service goiso-certificate.timer" in done.output


def test_a_folder_among_those_of_others_is_refused(root: Path) -> None:
    refused = install("--data", "/srv")
    assert refused.exit_code == 1
    assert "/srv/goiso/data" in refused.output
    assert not (root / "system").exists()


def test_what_lies_there_is_kept_and_whoever_is_not_root_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "system").mkdir()
    (root / "system" / "goiso.service").write_text("mine")
    assert "--force" in install().output
    assert unit(root) == "mine"
    assert install("--force").exit_code == 0
    own = Folders(whole=False, programs=root, units=root / "user", policies=(root / "x",), systemctl="")
    monkeypatch.setattr(server_files, "folders", lambda: own)
    refused = install()
    assert refused.exit_code == 1
    assert "sudo" in refused.output
    assert not (root / "user").exists()


def install_second(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["standby", "--install", *map(str, arguments)])


def test_a_second_box_has_a_unit_of_its_own(root: Path) -> None:
    token = root / "ma.txt"
    token.write_text("a token")
    done = install_second("--of", "http://192.168.1.10:8000/", "--token-file", token)
    assert done.exit_code == 0, done.output
    text = (root / "system" / "goiso-standby.service").read_text()
    data = "/var/lib/goiso/data"
    command = f"{GOISO} standby --of http://192.168.1.10:8000 --data {data} --token-file {token}"
    for wanted in (
        f"ExecStart={command}",
        "User=goiso",
        "StateDirectory=goiso",
        "WantedBy=multi-user.target",
    ):
        assert f"{wanted}\n" in text
    assert "Restart=on-failure\n" in text  # somebody who takes over lets it end
    assert f"RestartPreventExitStatus={AtWork.exit_code}\n" in text
    for unwanted in ("@{", "network-online", "Conflicts=", "DeviceAllow=", "WatchdogSec="):
        assert unwanted not in text
    assert "enable --now goiso-standby.service" in done.output
    assert "journalctl -u goiso-standby -e" in done.output


def test_a_second_box_is_told_whom_to_follow(root: Path) -> None:
    token = root / "ma.txt"
    token.write_text("a token")
    assert install_second("--of", "http://192.168.1.10:8000").exit_code == 2
    refused = install_second("--of", "http://first/admin", "--token-file", token)
    assert refused.exit_code == 1
    assert "is not a server address" in refused.output
    assert not (root / "system").exists()


def second_with_its_token(root: Path, *arguments: object) -> Result:
    (root / "ma.txt").write_text("a token")
    return install_second(*arguments, "--of", "http://192.168.1.10:8000", "--token-file", root / "ma.txt")


UNITS = {
    "goiso": lambda _, *arguments: install(*arguments),
    "goiso-certificate": lambda _, *arguments: install(*arguments),
    "goiso-standby": second_with_its_token,
}


@needs_systemd
@pytest.mark.parametrize("name", UNITS)
def test_systemd_finds_it_sound_and_hardly_exposed(root: Path, name: str) -> None:
    assert UNITS[name](root, "--data", "/srv/goiso/data").exit_code == 0
    must_be_sound_and_hardly_exposed(root / "system" / f"{name}.service")
