"""`goiso kiosk --install`: the box and its browser start by themselves with the machine."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk import machine as box
from server.command import kiosk_files, screen_files
from server.command.machine_files import Folders
from server.command.main import main
from tests.support.units import must_be_sound_and_hardly_exposed, needs_systemd

URL = "http://192.168.1.10:8000"
UNITS = ("goiso-kiosk-box.service", "goiso-kiosk.service")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the files of the whole machine go in this test."""
    here = Folders(
        whole=True,
        programs=tmp_path / "bin",
        units=tmp_path / "system",
        policies=(tmp_path / "policies" / "goiso.json",),
        systemctl="sudo systemctl",
    )
    for module in (kiosk_files, screen_files):
        monkeypatch.setattr(module, "folders", lambda: here)
    return tmp_path


def install(*arguments: object, what: str = "kiosk") -> Result:
    server = "--server" if what == "kiosk" else "--url"
    return CliRunner().invoke(main, [what, server, URL, "--install", *map(str, arguments)])


def texts(root: Path) -> dict[Path, tuple[str, int, int]]:
    files = [path for path in root.rglob("*") if path.is_file()]
    return {path: (path.read_text(), path.stat().st_mtime_ns, path.stat().st_mode) for path in files}


def test_it_writes_the_box_the_browser_and_the_policy_and_says_what_to_do_next(root: Path) -> None:
    done = install("--user", "quay", "--printer", "usb://04b8:0e15?serial=50%", "--width", 384)
    assert done.exit_code == 0, done.output
    box_unit, page_unit = ((root / "system" / name).read_text() for name in UNITS)
    goiso = Path(sys.executable).with_name("goiso")
    assert (
        f"ExecStart={goiso} kiosk --server {URL} --port 8010 --data /var/lib/goiso-kiosk"
        " --printer usb://04b8:0e15?serial=50%% --width 384\n"
    ) in box_unit
    for wanted in (
        "User=quay",
        "StateDirectory=goiso-kiosk",
        "Restart=always",
        "WatchdogSec=",
        "ProtectSystem=strict",
        "WantedBy=multi-user.target",
    ):
        assert wanted in box_unit
    assert "Wants=goiso-kiosk-box.service" in page_unit
    assert "network-online" not in page_unit  # it works alone where there is no network
    script = root / "bin" / "goiso-kiosk"
    assert os.access(script, os.X_OK)
    assert '"$server/kiosk"' in script.read_text()
    assert "server='http://localhost:8010'" in script.read_text()
    policy = json.loads((root / "policies" / "goiso.json").read_text())
    assert (policy["TranslateEnabled"], policy["AutoplayAllowed"]) == (False, True)
    assert "enable --now goiso-kiosk-box.service goiso-kiosk.service" in done.output
    assert "six digits" in done.output
    assert "@{" not in "".join(text for text, *_ in texts(root).values())


@pytest.mark.parametrize("what", ["kiosk", "screen"])
def test_installing_twice_changes_nothing(root: Path, what: str) -> None:
    assert install("--user", "quay", what=what).exit_code == 0
    before = texts(root)
    again = install("--user", "quay", what=what)
    assert again.exit_code == 0, again.output
    assert "wrote" not in again.output
    assert texts(root) == before


def test_a_kiosk_and_a_screen_on_one_machine_share_the_policy(root: Path) -> None:
    assert install("--user", "quay").exit_code == 0
    done = install("--user", "quay", what="screen")
    assert done.exit_code == 0, done.output
    assert f"unchanged {root / 'policies' / 'goiso.json'}" in done.output


def test_what_somebody_changed_there_is_overwritten_only_when_told_to(root: Path) -> None:
    install("--user", "quay")
    unit = root / "system" / UNITS[0]
    unit.write_text("mine")
    before = texts(root)
    done = install("--user", "quay")
    assert (done.exit_code, texts(root)) == (1, before)
    assert str(unit) in done.output
    assert "--force" in done.output
    assert install("--user", "quay", "--force").exit_code == 0
    assert "[Service]" in unit.read_text()


@pytest.mark.parametrize("what", ["kiosk", "screen"])
def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_half_done(root: Path, what: str) -> None:
    (root / "policies").write_text("a file where a folder should be")
    done = install("--user", "quay", what=what)
    assert done.exit_code == 1
    assert f"{root / 'policies'}: " in done.output
    assert "Nothing was written. Choose a folder that you may write into, or run it with sudo." in done.output
    assert "Traceback" not in done.output
    assert list(texts(root)) == [root / "policies"]


@pytest.mark.parametrize(
    "wrong",
    [("--user", "two words"), ("--printer", "parrot://1"), ("--printer", "usb://04b8:0e15", "--width", 577)],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(root: Path, wrong: tuple[object, ...]) -> None:
    done = install(*(("--user", "quay") if wrong[0] != "--user" else ()), *wrong)
    assert done.exit_code == 1
    assert texts(root) == {}


def test_it_installs_for_the_users_own_desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    done = install("--user", "quay")
    assert done.exit_code == 0, done.output
    unit = (tmp_path / ".config/systemd/user/goiso-kiosk-box.service").read_text()
    assert not {"User=", "ProtectSystem=", "DeviceAllow=", "CapabilityBoundingSet="} & keys_of(unit)
    assert {"NoNewPrivileges=", "SystemCallFilter=", "WatchdogSec="} <= keys_of(unit)
    assert f"--data {tmp_path}/.local/share/goiso-kiosk" in unit
    assert "WantedBy=default.target" in unit
    assert (tmp_path / ".config/systemd/user/goiso-kiosk-desktop.service").exists()
    assert "sudo install -D -m 644" in done.output


def keys_of(unit: str) -> set[str]:
    return {line[: line.index("=") + 1] for line in unit.splitlines() if "=" in line}


@needs_systemd
def test_the_box_may_write_its_own_folder_and_talk_to_printers_alone(root: Path) -> None:
    folder = root / "its own"
    done = install("--user", "quay", "--data", folder, "--printer", "serial:///dev/ttyUSB0")
    assert done.exit_code == 0, done.output
    assert f"install -d -m 700 -o quay {folder}" in done.output
    unit = root / "system" / UNITS[0]
    text = unit.read_text()
    assert f'ReadWritePaths="{folder}"\n' in text
    assert text.index("RemoveIPC=yes") < text.index("RemoveIPC=no"), "its browser has the same user"
    must_be_sound_and_hardly_exposed(unit)


def test_a_word_that_systemd_would_fill_in_is_written_so_that_it_stays() -> None:
    text = box.unit(box.Box(("/bin/goiso", "a b", "50%", "$HOME", 'say "so"'), None))
    assert 'ExecStart=/bin/goiso "a b" 50%% $$HOME "say \\"so\\""\n' in text
    with pytest.raises(ValueError, match="line end"):
        box.unit(box.Box(("/bin/goiso", "a\nExecStartPre=/bin/sh"), None))


def test_systemd_finds_nothing_wrong_with_the_units(root: Path) -> None:
    """Where there is no systemd, each unit is read as the sections and keys that it is made of."""
    install("--user", "root")
    for name in UNITS:
        unit = root / "system" / name
        text = unit.read_text().replace("/usr/bin/cage", "/bin/true")
        unit.write_text(text.replace(str(Path(sys.executable).with_name("goiso")), "/bin/true"))
        sections = [line for line in text.splitlines() if line.startswith("[")]
        assert sections == ["[Unit]", "[Service]", "[Install]"]
    if machine_has_systemd():
        done = subprocess.run(
            ["systemd-analyze", "verify", *(str(root / "system" / name) for name in UNITS)],
            check=False,
            capture_output=True,
            text=True,
        )
        assert (done.returncode, done.stderr) == (0, "")


def machine_has_systemd() -> bool:
    from shutil import which

    return which("systemd-analyze") is not None
