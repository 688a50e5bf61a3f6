"""What systemd says of a unit: whether it is sound, and how much it may do on its machine."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

MOST_EXPOSED = 3.0
needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed"
)


def must_be_sound_and_hardly_exposed(path: Path, *beside: Path) -> None:
    """Let systemd check the unit, with others `beside` it, and rate it."""
    checked = [path, *beside]
    sound = subprocess.run(
        ["systemd-analyze", "verify", *checked], capture_output=True, text=True, check=False
    )
    names = [each.name for each in checked]
    assert [line for line in sound.stderr.splitlines() if any(name in line for name in names)] == []
    rated = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", path], capture_output=True, text=True, check=True
    )
    exposed = re.search(rf"exposure level for {re.escape(path.name)}: ([0-9.]+)", rated.stdout)
    assert exposed is not None, rated.stdout
    assert float(exposed[1]) <= MOST_EXPOSED
