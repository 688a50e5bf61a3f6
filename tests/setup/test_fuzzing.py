"""The fuzzing library stays in its own folder: out of everybody else's reach, and renewed when another one is wanted."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.fuzzing import bring, within_reach


def test_what_came_with_the_library_is_found_only_during_its_use(tmp_path: Path) -> None:
    (tmp_path / "came_with_it.py").touch()
    before = list(sys.path)
    with within_reach(tmp_path):
        assert find_spec("came_with_it") is not None
    assert find_spec("came_with_it") is None
    assert sys.path == before


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What was told to pip."""
    told = list[list[str]]()
    monkeypatch.setattr(subprocess, "run", lambda command, check: told.append(command))
    return told


def test_it_is_brought_once_and_again_when_another_one_is_wanted(
    tmp_path: Path, installed: list[list[str]]
) -> None:
    project = tmp_path / "pyproject.toml"
    for wanted, times in (("one>=1", 1), ("one>=1", 1), ("one>=2", 2), ("one>=2", 2)):
        project.write_text(f'[dependency-groups]\nfuzz = ["{wanted}"]\n', encoding="utf-8")
        bring(tmp_path, project)
        assert len(installed) == times
    assert all("--upgrade" in command and f"{project}:fuzz" in command for command in installed)


def test_a_mark_of_an_earlier_kind_is_none(tmp_path: Path, installed: list[list[str]]) -> None:
    (tmp_path / ".brought").touch()
    bring(tmp_path)
    assert len(installed) == 1
