"""A newer version is taken step by step: what can go wrong with each is told, and a power cut leaves the old or the new, whole."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.alone.memory import CannotRemember
from kiosk.alone.upstream import Gone
from kiosk.upgrade import versions as versions_module
from kiosk.upgrade.durable import put
from kiosk.upgrade.fetching import Damaged, NoRoom, fetch
from kiosk.upgrade.installing import Interrupted, NotInstalled
from kiosk.upgrade.limits import USUAL, Limits
from kiosk.upgrade.rehearsal import NotStarted
from kiosk.upgrade.release import Release
from kiosk.upgrade.signature import Stranger
from kiosk.upgrade.upgrader import Upgrader
from kiosk.upgrade.versions import Versions
from tests.support.releases import release_in, served
from tests.support.waiting import until

OLD, NEW = "0.2.0", "0.3.0"
CUTS = ["fetch", "half fetched", "fetched", "half installed", "installed", "mark", "marked", "rehearse", "rehearsed",
        "switch", "switched"]  # fmt: skip


class PowerCut(BaseException):
    """The process is gone."""


class Box:
    """A box that runs `OLD`, and what its steps do: each may end in an error of `fails`, or in a power cut at `cut`."""

    def __init__(self, folder: Path, release: Release | None) -> None:
        self.folder, self.release = folder, release
        self.fails: dict[str, Exception] = {}
        self.cut: str | None = None
        self.done: list[str] = []
        self.night = True
        self.running = OLD
        self.limits = USUAL
        self.begin()

    def begin(self) -> None:
        """The machine is switched on."""
        self.versions = Versions(self.folder / "box", OLD)
        self.upgrader = Upgrader(self.versions, self, lambda: self.night, self.running, self.limits)

    def look(self) -> str | None:
        """One look; answers how far it says that it is."""
        self.upgrader.look()
        told = self.upgrader.told()
        return None if told is None else told["why"] or told["state"]

    def at(self, point: str) -> None:
        if self.cut == point:
            raise PowerCut
        if point in self.fails:
            raise self.fails[point]

    def offered(self) -> Release | None:
        self.at("offered")
        return self.release

    def fetch(self, release: Release, folder: Path) -> None:
        self.at("fetch")
        self.done.append("fetch")
        answers = served(self.folder / "server")
        if self.cut == "half fetched":
            fetch(Release(release.version, release.files[:1]), folder, answers)
            raise PowerCut
        fetch(release, folder, answers)
        self.at("fetched")

    def install(self, release: Release, files: Path, tree: Path) -> None:
        self.done.append("install")
        assert sorted(path.name for path in files.iterdir()) == sorted(file.name for file in release.files)
        (tree / "bin").mkdir(parents=True, exist_ok=True)
        self.at("half installed")
        (tree / "bin/python").touch()
        self.at("installed")

    def rehearse(self, python: Path) -> None:
        assert python.exists()
        self.at("rehearse")
        self.done.append("rehearse")
        self.at("rehearsed")

    def restart(self) -> None:
        self.done.append("restart")

    def changed(self) -> None:
        """Nobody is told."""


@pytest.fixture
def box(tmp_path: Path) -> Box:
    return Box(tmp_path, release_in(tmp_path / "server", NEW))


def test_a_newer_version_is_taken_at_night(box: Box) -> None:
    box.night = False
    assert (box.look(), box.done, box.versions.runs()) == ("waiting", [], OLD)
    box.night = True
    assert (box.look(), box.versions.runs()) == ("trial", NEW)
    assert box.done == ["fetch", "install", "rehearse", "restart"]
    assert box.versions.standing().starts == 0


@pytest.mark.parametrize("version", ["0.1.0", OLD])
def test_what_is_not_newer_is_not_taken(box: Box, version: str) -> None:
    box.release = release_in(box.folder / "server", version)
    assert (box.look(), box.done, box.versions.runs()) == (None, [], OLD)


def test_a_server_without_a_release_offers_nothing(box: Box) -> None:
    box.release = None
    assert (box.look(), box.done) == (None, [])


@pytest.mark.parametrize(
    ("point", "error", "why"),
    [
        ("fetch", Gone("cut"), "gone"),
        ("fetch", Damaged("a file"), "damaged"),
        ("fetch", NoRoom(), "no_room"),
        ("half installed", OSError(28, "full"), "disk"),
        ("half installed", Interrupted("signal 15"), "interrupted"),
        ("half installed", NoRoom(), "no_room"),
        ("rehearse", Interrupted("signal 9"), "interrupted"),
        ("rehearse", CannotRemember(sqlite3.OperationalError("full")), "disk"),
        ("offered", Stranger("another key"), "stranger"),
        ("offered", ValueError("no release"), "stranger"),
    ],
)
def test_what_may_be_better_the_next_time_is_tried_again(
    box: Box, point: str, error: Exception, why: str
) -> None:
    box.fails[point] = error
    assert (box.look(), box.versions.runs()) == (why, OLD)
    box.fails.clear()
    assert (box.look(), box.versions.runs()) == ("trial", NEW)


@pytest.mark.parametrize(
    ("point", "error", "why"),
    [("half installed", NotInstalled("pip"), "install"), ("rehearse", NotStarted("it ended"), "rehearsal")],
)
def test_what_does_not_work_is_not_tried_again(box: Box, point: str, error: Exception, why: str) -> None:
    box.fails[point] = error
    assert (box.look(), box.versions.runs()) == (why, OLD)
    assert not box.versions.tree(NEW).exists()
    box.fails.clear()
    box.done.clear()
    box.begin()
    assert (box.look(), box.done, box.versions.runs()) == (why, [], OLD)


@pytest.mark.parametrize("error", [NotInstalled("pip"), NotStarted("it ended")])
def test_nothing_is_refused_once_the_box_ends(box: Box, error: Exception) -> None:
    box.upgrader.close()
    box.fails["half installed"] = error
    box.look()
    assert box.versions.standing().refused == {}
    box.fails.clear()
    box.begin()
    assert (box.look(), box.versions.runs()) == ("trial", NEW)


def test_what_nobody_foresaw_is_said_and_the_thread_goes_on(box: Box) -> None:
    box.limits = Limits(look_s=0.01, again_s=0.01)
    box.begin()
    box.fails["rehearse"] = sqlite3.OperationalError("database is locked")
    box.upgrader.start()
    until(lambda: (box.upgrader.told() or {}).get("why") == "unforeseen")
    box.fails.clear()
    until(lambda: "restart" in box.done)
    assert box.versions.runs() == NEW


def test_a_release_for_other_machines_is_not_even_fetched(box: Box) -> None:
    box.release = release_in(box.folder / "server", NEW, ("pillow-1-cp39-cp39-win32.whl",))
    assert (box.look(), box.done) == ("platform", [])


def test_another_release_of_that_version_is_tried(box: Box) -> None:
    box.fails["rehearse"] = NotStarted("it ended")
    box.look()
    box.fails.clear()
    box.release = release_in(box.folder / "server", NEW, ("more-1-py3-none-any.whl",))
    assert (box.look(), box.versions.runs()) == ("trial", NEW)


def test_an_earlier_try_of_another_version_leaves_nothing(box: Box) -> None:
    box.fails["fetch"] = Gone("cut")
    box.look()
    left = box.versions.files("0.2.9")
    left.mkdir(parents=True)
    (box.versions.folder / ".rehearsal-x").mkdir()
    box.fails.clear()
    box.look()
    assert {path.name for path in box.versions.folder.iterdir()} == {"standing.json", NEW, f"{NEW}.files"}


@pytest.mark.parametrize("cut", CUTS)
def test_a_power_cut_leaves_the_old_or_the_new_whole(
    box: Box, cut: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions_module, "put", _cutting(box))
    box.cut = cut
    with pytest.raises(PowerCut):
        box.look()
    monkeypatch.undo()
    assert Versions(box.folder / "box", OLD).runs() == (NEW if cut == "switched" else OLD)
    if cut == "switched":
        return
    box.cut = None
    box.done.clear()
    box.begin()
    assert (box.look(), box.versions.runs()) == ("trial", NEW)
    assert ("install" in box.done) is (CUTS.index(cut) < CUTS.index("marked"))


def _cutting(box: Box) -> Callable[[Path, bytes], None]:
    """Writes durably, with a power cut before or after."""

    def cutting(path: Path, data: bytes) -> None:
        before, after = ("switch", "switched") if path.name == "standing.json" else ("mark", "marked")
        if box.cut == before:
            path.with_name(f"{path.name}.part").write_bytes(data[:5])
            raise PowerCut
        put(path, data)
        box.at(after)

    return cutting


@pytest.mark.parametrize("written", [b"", b"{", b"[]", b'{"current": 7}', b'{"other": 1, "refused": {}}'])
def test_a_file_that_cannot_be_read_means_the_installed_version(box: Box, written: bytes) -> None:
    box.look()
    assert box.versions.runs() == NEW
    (box.versions.folder / "standing.json").write_bytes(written)
    assert box.versions.runs() == OLD


def test_a_newer_version_installed_by_hand_goes_before(box: Box) -> None:
    box.look()
    assert Versions(box.folder / "box", "0.3.1").runs() == "0.3.1"
    assert Versions(box.folder / "box", NEW).runs() == NEW
    assert Versions(box.folder / "box", NEW).standing().current is None


def test_nothing_is_begun_while_a_version_is_on_trial(box: Box) -> None:
    box.look()
    box.running, box.release = NEW, release_in(box.folder / "server", "0.4.0")
    box.done.clear()
    box.begin()
    assert (box.look(), box.done) == ("trial", [])
    box.versions.prove()
    assert (box.look(), box.versions.runs()) == ("trial", "0.4.0")
    assert box.versions.standing().before == NEW
