"""`goiso release`: which wheels are a release, and that the one before stays until the new one is whole."""

import json
from pathlib import Path

import pytest

from server import __version__
from server.kiosks.releases import TELLS
from tests.command.test_main import goiso
from tests.support.releases import described, release_in


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    release_in(tmp_path / "wheels", __version__)
    return tmp_path / "wheels"


def test_it_lays_out_the_wheels_with_their_digests(wheels: Path, tmp_path: Path) -> None:
    to = tmp_path / "release"
    done = goiso("release", wheels, "--to", to)
    assert done.exit_code == 0, done.output
    assert f"version {__version__}, 2 wheels" in done.output
    told = json.loads((to / TELLS).read_text())
    assert told["version"] == __version__
    for file in told["files"]:
        assert (file["size"], file["sha256"]) == (
            described(to / file["name"]).size,
            described(to / file["name"]).sha256,
        )


def test_the_folder_is_that_of_the_machines_settings(wheels: Path, tmp_path: Path) -> None:
    config = tmp_path / "centre.toml"
    config.write_text(f'[server]\nrelease = "{tmp_path / "own"}"\n', encoding="utf-8")
    assert goiso("release", wheels, "--config", config).exit_code == 0
    assert (tmp_path / "own" / TELLS).exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda w: next(w.glob("pip-*")).unlink(), "no wheel of pip"),
        (lambda w: next(w.glob("goiso-*")).unlink(), "no wheel of goiso"),
        (lambda w: next(w.glob("goiso-*")).rename(w / "goiso-9.9.9-py3-none-any.whl"), f"this server is {__version__}"),
        (lambda w: (w / "not a wheel.whl").touch(), "no release"),
    ],
)  # fmt: skip
def test_what_is_no_release_changes_nothing(wheels: Path, tmp_path: Path, change, said: str) -> None:
    to = tmp_path / "release"
    goiso("release", wheels, "--to", to)
    before = {path.name: path.read_bytes() for path in to.iterdir()}
    change(wheels)
    done = goiso("release", wheels, "--to", to)
    assert (done.exit_code, said in done.output) == (1, True), done.output
    assert {path.name: path.read_bytes() for path in to.iterdir()} == before


def test_a_later_one_takes_its_place_whole(wheels: Path, tmp_path: Path) -> None:
    to = tmp_path / "release"
    goiso("release", wheels, "--to", to)
    release_in(wheels, __version__, ("more-1-py3-none-any.whl",))
    assert goiso("release", wheels, "--to", to).exit_code == 0
    assert len(list(to.iterdir())) == 4
    assert {path.name for path in tmp_path.iterdir()} == {"wheels", "release"}
