"""Installing: what the machine ends, or has no room for, is no fault of the release."""

from pathlib import Path

import pytest

from kiosk.upgrade.fetching import NoRoom
from kiosk.upgrade.installing import Interrupted, NotInstalled, install
from kiosk.upgrade.release import Release, ReleaseFile

PIP = "pip-26.0-py3-none-any.whl"
RELEASE = Release("0.3.0", (ReleaseFile(PIP, 1, "0" * 64),))


def pip_that(folder: Path, does: str) -> Path:
    """The files of a release whose pip is a small program."""
    pip = folder / "files" / PIP / "pip"
    pip.mkdir(parents=True)
    (pip / "__main__.py").write_text(f"import os, signal, sys\n{does}\n", encoding="utf-8")
    return folder / "files"


@pytest.mark.parametrize(
    ("does", "raised"),
    [
        ("os.kill(os.getpid(), signal.SIGTERM)", Interrupted),
        ("os.kill(os.getpid(), signal.SIGKILL)", Interrupted),
        ("raise MemoryError", Interrupted),
        ("sys.exit('ERROR: [Errno 28] Không còn chỗ trống trên thiết bị')", NoRoom),
        ("sys.exit('ERROR: No matching distribution found')", NotInstalled),
    ],
)
def test_who_is_to_blame_is_known_by_how_pip_ended(
    tmp_path: Path, does: str, raised: type[Exception]
) -> None:
    with pytest.raises(raised):
        install(RELEASE, pip_that(tmp_path, does), tmp_path / "tree")


def test_a_machine_that_is_too_slow_is_not_the_releases_fault(tmp_path: Path) -> None:
    with pytest.raises(Interrupted):
        install(RELEASE, pip_that(tmp_path, ""), tmp_path / "tree", patience_s=0)
