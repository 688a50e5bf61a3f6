"""`goiso city install`: the city's processes start with their machine, and may do little there."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server.command.city import unit_files
from server.command.machine_files import Folders
from server.command.main import main
from tests.guards.tree import ROOT
from tests.support.units import must_be_sound_and_hardly_exposed, needs_systemd

GOISO = Path(sys.executable).with_name("goiso")
NAMES = ("ingest", "public", "board", "follow")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the whole machine's units go in this test."""
    here = Folders(True, tmp_path, tmp_path / "system", (tmp_path / "goiso.json",), "sudo systemctl")
    monkeypatch.setattr(unit_files, "folders", lambda: here)
    (tmp_path / "city.toml").write_text(
        'data = "/var/lib/goiso-city/keys"\nfeeds = "/var/lib/goiso-city/feeds"\n'
    )
    return tmp_path


def install(root: Path, *arguments: object) -> Result:
    words = ["city", "install", "--settings", root / "city.toml", *arguments]
    return CliRunner().invoke(main, list(map(str, words)))


def unit(root: Path, name: str) -> str:
    return (root / "system" / f"goiso-city-{name}.service").read_text()


def test_it_writes_one_for_each_process_and_says_what_to_do_next(root: Path) -> None:
    done = install(root)
    assert done.exit_code == 0, done.output
    for name in NAMES:
        text = unit(root, name)
        words = "follow" if name == "follow" else f"serve --role {name}"
        assert f"ExecStart={GOISO} city {words} --settings {root}/city.toml\n" in text
        for wanted in ("User=goiso-city\n", "Restart=always\n", "StateDirectory=goiso-city\n"):
            assert wanted in text
        assert "@{" not in text
        assert "PartOf=goiso-city.target\n" in text
        assert "[Install]" not in text
    assert "adduser --system" in done.output
    assert unit(root, "follow").count("UMask=") == 2  # what nginx reads is written by the follower alone
    assert unit(root, "ingest").count("UMask=") == 1


def test_all_of_them_are_enabled_started_and_stopped_as_one(root: Path) -> None:
    done = install(root, "--boards", 2)
    (wants,) = re.findall(r"^Wants=(.*)$", (root / "system" / "goiso-city.target").read_text(), re.MULTILINE)
    assert sorted(wants.split()) == sorted(path.name for path in (root / "system").glob("*.service"))
    assert done.output.count("enable --now goiso-city.target\n") == 1


def test_systemctl_is_told_no_pattern_where_it_takes_none() -> None:
    """It enables and disables by name alone: a pattern is a name that is not there."""
    told = [ROOT / "docs" / "city.md", *sorted((ROOT / "server").rglob("*.py"))]
    found = [
        (path.name, words)
        for path in told
        for words in re.findall(r"systemctl (?:enable|disable)[^\n`\"]*", path.read_text(encoding="utf-8"))
        if "*" in words
    ]
    assert found == []


@pytest.mark.skipif(shutil.which("systemctl") is None, reason="systemctl is not installed")
def test_the_second_machine_starts_them_by_one_word(root: Path) -> None:
    assert install(root).exit_code == 0
    units = root / "etc" / "systemd" / "system"
    units.parent.mkdir(parents=True)
    (root / "system").rename(units)
    for words in ("enable", "disable"):
        subprocess.run(
            ["systemctl", f"--root={root}", words, "goiso-city.target"], check=True, capture_output=True
        )
        started = units / "multi-user.target.wants" / "goiso-city.target"
        assert started.is_symlink() == (words == "enable")


def test_further_boards_listen_on_ports_of_their_own(root: Path) -> None:
    assert install(root, "--boards", 3).exit_code == 0
    assert "GOISO_CITY_BOARD_PORT" not in unit(root, "board")
    assert "Environment=GOISO_CITY_BOARD_PORT=8104\n" in unit(root, "board-2")
    assert "Environment=GOISO_CITY_BOARD_PORT=8105\n" in unit(root, "board-3")


def test_a_backup_is_made_every_night_where_that_is_wanted(root: Path) -> None:
    assert install(root).exit_code == 0
    assert not list((root / "system").glob("*backup*"))
    done = install(root, "--backups", root / "50% kept")
    assert done.exit_code == 0, done.output
    text = unit(root, "backup")
    assert f'ExecStart={GOISO} city backup "{root}/50%% kept" --settings {root}/city.toml\n' in text
    assert f'ReadWritePaths="{root}/50%% kept"\n' in text
    assert "Type=oneshot\nRestart=on-failure\n" in text
    assert "[Install]" not in text  # its timer starts it, no start of the machine does
    timer = (root / "system" / "goiso-city-backup.timer").read_text()
    assert "OnCalendar=*-*-* 02:00\nPersistent=yes\n" in timer.replace(
        "# A machine that was off at that time makes it when it is on again.\n", ""
    )
    after = done.output.partition("Next:")[2]
    assert "goiso-city-backup.timer" in after
    assert "goiso-city-backup.service" not in after
    assert f"install -d -o goiso-city -m 700 '{root}/50% kept'" in after


def test_folders_elsewhere_may_be_written_into(root: Path) -> None:
    (root / "city.toml").write_text('data = "/srv/city/keys"\nfeeds = "/srv/city/50% feeds"\n')
    assert install(root).exit_code == 0
    assert 'ReadWritePaths="/srv/city/50%% feeds" /srv/city/keys\n' in unit(root, "follow")
    assert "StateDirectory=" not in unit(root, "follow")


def test_what_lies_there_is_kept_and_bad_settings_are_named(root: Path) -> None:
    (root / "system").mkdir()
    (root / "system" / "goiso-city-board.service").write_text("mine")
    assert "--force" in install(root).output
    assert unit(root, "board") == "mine"
    assert [path.name for path in (root / "system").iterdir()] == ["goiso-city-board.service"]
    (root / "city.toml").write_text("bord_port = 1\n")
    assert "bord_port" in install(root).output


def test_it_asks_for_the_settings_and_for_root(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "--settings" in CliRunner().invoke(main, ["city", "install"]).output
    own = Folders(False, root, root / "user", (root / "x",), "")
    monkeypatch.setattr(unit_files, "folders", lambda: own)
    refused = install(root)
    assert refused.exit_code == 1
    assert "sudo" in refused.output
    assert not (root / "user").exists()


@needs_systemd
@pytest.mark.parametrize("name", [*NAMES, "board-2", "backup"])
def test_systemd_finds_it_sound_and_hardly_exposed(root: Path, name: str) -> None:
    assert install(root, "--boards", 2, "--backups", root).exit_code == 0
    system = root / "system"
    must_be_sound_and_hardly_exposed(system / f"goiso-city-{name}.service", system / "goiso-city.target")
