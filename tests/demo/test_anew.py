"""`goiso demo --fresh` forgets a demo, and deletes nothing that is not one."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server.command.main import main
from server.config import Settings
from server.core.centre import Centre
from server.demo.anew import begin_anew
from server.service.context import Context
from server.store.connect import lock
from tests.support.clock import SetClock
from tests.support.ports import free_port

SERVED: list[Settings] = []


def fresh(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    """The command, up to where it would serve."""
    monkeypatch.setattr("server.process.run.run", lambda settings, *_, **__: SERVED.append(settings))
    arguments = ["demo", "--fresh", "--data", str(folder), "--port", str(free_port())]
    return CliRunner().invoke(main, arguments)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_of_photos_is_refused_and_untouched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.jpg").write_bytes(b"dear")
    before = everything(tmp_path)
    told = fresh(tmp_path, monkeypatch)
    assert told.exit_code != 0
    assert "nothing was deleted" in told.output
    assert everything(tmp_path) == before


def test_a_real_centre_is_refused_and_untouched(
    tmp_path: Path, centre: Centre, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    Context(tmp_path, centre, clock).close()
    before = everything(tmp_path)
    assert "is no demo's folder" in fresh(tmp_path, monkeypatch).output
    assert everything(tmp_path) == before


def test_a_demo_that_runs_is_refused_and_untouched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "demo.json").write_text("{}")
    (tmp_path / "goiso.db").write_bytes(b"the morning")
    with lock(tmp_path):
        told = fresh(tmp_path, monkeypatch)
    assert told.exit_code != 0
    assert "A server is running on" in told.output
    assert (tmp_path / "goiso.db").read_bytes() == b"the morning"


def test_a_file_is_refused_and_untouched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("dear")
    assert fresh(file, monkeypatch).exit_code != 0
    assert file.read_text() == "dear"


def test_a_demo_is_forgotten_and_what_its_links_point_to_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept")
    demo = tmp_path / "demo"
    (demo / "notices").mkdir(parents=True)
    for name in ("demo.json", "goiso.db", "session.key", "notices/one.png"):
        (demo / name).write_text("old")
    (demo / "link").symlink_to(outside)
    assert fresh(demo, monkeypatch).exit_code == 0
    assert [path.name for path in demo.iterdir()] == ["server.lock"]
    assert (outside / "kept.txt").read_text() == "kept"


def test_an_empty_folder_and_one_that_is_not_there_may_be_begun(tmp_path: Path) -> None:
    begin_anew(tmp_path)
    begin_anew(tmp_path / "not" / "there")
    begin_anew(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["server.lock"]
