"""`goiso screen`: what a screen's machine needs, written and explained."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server.command.main import main

URL = "http://192.168.1.10:8000"
FILES = {"goiso-screen.sh", "goiso-screen.service", "goiso-screen-desktop.service", "goiso-policy.json"}


def screen(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["screen", *map(str, arguments)])


def test_it_writes_a_program_and_its_units_and_says_what_to_do_next(tmp_path: Path) -> None:
    done = screen("--url", f"{URL}/", "--user", "sanh", "--out", tmp_path / "new")
    assert done.exit_code == 0, done.output
    assert {path.name for path in (tmp_path / "new").iterdir()} == FILES
    assert all(f"wrote {tmp_path / 'new' / name}" in done.output for name in FILES)
    assert "/admin/screens" in done.output
    assert "@{" not in "".join(path.read_text() for path in (tmp_path / "new").iterdir())
    assert os.access(tmp_path / "new" / "goiso-screen.sh", os.X_OK)
    assert f"server='{URL}'" in (tmp_path / "new" / "goiso-screen.sh").read_text()
    assert "User=sanh" in (tmp_path / "new" / "goiso-screen.service").read_text()


@pytest.mark.parametrize(
    "url",
    [
        "192.168.1.10:8000",
        "ftp://server",
        "http://",
        "http://:8000",
        "http://a b",
        "http://server:port",
        "http://server:0",
        "http://server/display",
        "http://server?x=1",
        "http://me@server",
        "http://it's",
        "http://$(reboot)",
        "",
    ],
)
def test_it_refuses_what_is_no_server_and_writes_nothing(url: str, tmp_path: Path) -> None:
    done = screen("--url", url, "--user", "sanh", "--out", tmp_path / "new")
    assert done.exit_code == 1
    assert "http://192.168.1.10:8000" in done.output
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("user", ["two words", "a\nExecStart=/bin/sh", "Đình", "-x"])
def test_it_refuses_what_is_no_user(user: str, tmp_path: Path) -> None:
    assert screen("--url", URL, f"--user={user}", "--out", tmp_path / "new").exit_code == 1
    assert not (tmp_path / "new").exists()


def test_it_overwrites_only_when_told_to(tmp_path: Path) -> None:
    kept = tmp_path / "goiso-screen.service"
    kept.write_text("mine")
    done = screen("--url", URL, "--user", "sanh", "--out", tmp_path)
    assert done.exit_code == 1
    assert "--force" in done.output
    assert [path.name for path in tmp_path.iterdir()] == [kept.name]
    assert kept.read_text() == "mine"
    assert screen("--url", URL, "--user", "sanh", "--out", tmp_path, "--force").exit_code == 0
    assert "[Service]" in kept.read_text()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = screen("--url", URL, "--user", "sanh", "--out", tmp_path / "file" / "below")
    assert done.exit_code == 1
    assert f"{tmp_path / 'file' / 'below'}: Not a directory. Nothing was written." in done.output
    assert "Traceback" not in done.output


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    first = screen("--url", URL, "--user", "sanh", "--out", tmp_path)
    before = {path.name: path.stat() for path in tmp_path.iterdir()}
    again = screen("--url", URL, "--user", "sanh", "--out", tmp_path)
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "wrote" not in again.output
    assert all(f"unchanged {tmp_path / name}" in again.output for name in FILES)
    assert {path.name: path.stat() for path in tmp_path.iterdir()} == before


def test_it_installs_for_the_users_own_desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    done = screen("--url", URL, "--user", "sanh", "--install")
    assert done.exit_code == 0, done.output
    program = tmp_path / ".local" / "bin" / "goiso-screen"
    unit = tmp_path / ".config" / "systemd" / "user" / "goiso-screen-desktop.service"
    assert os.access(program, os.X_OK)
    assert f"ExecStart={program}" in unit.read_text()
    assert "systemctl --user enable --now" in done.output.replace("daemon-reload && ", "")


class Machine:
    """A machine on which every program that the script runs is a stand-in that writes down how it was called."""

    def __init__(self, folder: Path) -> None:
        self.home, self.programs = folder / "home", folder / "programs"
        self.home.mkdir()
        self.programs.mkdir()
        self.calls = folder / "calls"
        for name in ("mkdir", "rm", "sed", "sh"):
            (self.programs / name).symlink_to(str(shutil.which(name)))

    def has(self, name: str, does: str = "") -> None:
        """Give it a program."""
        program = self.programs / name
        program.write_text(f'#!/bin/sh\necho {name} "$@" >> {self.calls}\n{does}\n')
        program.chmod(0o755)

    def run(self, script: Path) -> subprocess.CompletedProcess[str]:
        """Start the script there."""
        return subprocess.run(
            [str(script)],
            check=False,
            env={"HOME": str(self.home), "PATH": str(self.programs)},
            capture_output=True,
            text=True,
            timeout=20,
        )


@pytest.fixture
def script(tmp_path: Path) -> Path:
    screen("--url", URL, "--user", "sanh", "--out", tmp_path / "out")
    return tmp_path / "out" / "goiso-screen.sh"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_the_program_waits_for_the_server_and_then_shows_the_screen(script: Path, machine: Machine) -> None:
    machine.has("sleep")
    machine.has("curl", f"[ $(grep -c curl {machine.calls}) -ge 3 ]")
    machine.has("chromium")
    (machine.programs / "grep").symlink_to(str(shutil.which("grep")))
    done = machine.run(script)
    assert done.returncode == 0, done.stderr
    calls = machine.calls.read_text().splitlines()
    assert [call.split()[0] for call in calls] == ["curl", "sleep", "curl", "sleep", "curl", "chromium"]
    assert f"{URL}/healthz" in calls[0]
    assert calls[-1].endswith(f"{URL}/screen")
    assert {"--kiosk", "--autoplay-policy=no-user-gesture-required"} <= set(calls[-1].split())


def test_the_program_asks_nothing_after_a_power_cut(script: Path, machine: Machine) -> None:
    profile = machine.home / ".local" / "share" / "goiso-screen"
    (profile / "Default").mkdir(parents=True)
    (profile / "SingletonLock").symlink_to("old-machine-123")
    preferences = profile / "Default" / "Preferences"
    preferences.write_text('{"profile":{"exit_type":"Crashed","exited_cleanly":false}}')
    machine.has("chromium-browser")
    assert machine.run(script).returncode == 0
    assert preferences.read_text() == '{"profile":{"exit_type":"Normal","exited_cleanly":true}}'
    assert not (profile / "SingletonLock").is_symlink()


def test_the_program_says_when_there_is_no_browser(script: Path, machine: Machine) -> None:
    done = machine.run(script)
    assert done.returncode == 69
    assert "apt install chromium" in done.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_finds_nothing_wrong_with_the_units(script: Path) -> None:
    for unit in ("goiso-screen.service", "goiso-screen-desktop.service"):
        text = (script.parent / unit).read_text()
        (script.parent / unit).write_text(
            text.replace("/usr/bin/cage", "/bin/true")
            .replace("User=sanh", "User=root")
            .replace("/usr/local/bin/goiso-screen", str(script))
        )
        done = subprocess.run(
            ["systemd-analyze", "verify", str(script.parent / unit)],
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
