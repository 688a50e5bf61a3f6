"""`make run` names in one sentence what this machine lacks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.tree import ROOT

OLD = "import sys; sys.version_info = (3, 10)"
"""Read by Python as it starts."""


@pytest.mark.parametrize(
    ("module", "source", "sentence"),
    [
        ("ensurepip", "raise ImportError", "On Debian: apt-get install python3-venv"),
        ("sitecustomize", OLD, "Python 3.11 or later is needed; name one: make run PYTHON=python3.11"),
    ],
)
def test_what_python_lacks_is_said_and_nothing_is_made(
    module: str, source: str, sentence: str, tmp_path: Path
) -> None:
    lacking, here = tmp_path / "lacking", tmp_path / "here"
    lacking.mkdir()
    here.mkdir()
    (lacking / f"{module}.py").write_text(source, encoding="utf-8")
    made = subprocess.run(
        ["make", "-f", str(ROOT / "Makefile"), "run", f"PYTHON={sys.executable}"],
        cwd=here,
        env=os.environ | {"PYTHONPATH": str(lacking)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode != 0
    assert sentence in made.stdout
    assert list(here.iterdir()) == []
