"""A thread that works beside requests does not end by one failure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest

from kiosk.alone.watch import Watch
from server.background.backups import BackupKeeper
from server.background.forecaster import Forecaster
from server.background.packer import Packer
from server.background.webhooks import WebhookSender
from server.config import CentreSettings
from server.operations.program_uses import ProgramUses
from server.service.context import Context
from server.service.settings.begun import begin_settings
from server.service.settings.changes import put
from tests.support.centre import default_settings
from tests.support.waiting import until

OFTEN_S = 0.01
Act = Callable[[], None]


class FailsOnce:
    """Stands for what a thread does: fails when it is done first, and comes to nothing after."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, *_: object, **__: object) -> tuple[int, str]:
        self.calls += 1
        if self.calls == 1:
            raise ValueError("nobody foresaw this")
        return 1, "nothing"


@dataclass
class Place:
    """Where a thread runs, what of it `once` stands for, and what ends it."""

    context: Context
    folder: Path
    patch: pytest.MonkeyPatch
    once: FailsOnce
    end: Act = lambda: None


def forecaster(place: Place) -> Act:
    place.patch.setattr("server.background.forecaster.foresee", place.once)
    begun = Forecaster(place.context, OFTEN_S)
    place.end = begun.close
    return lambda: begun.heard([])


def packer(place: Place) -> Act:
    place.patch.setattr(Packer, "look", place.once)
    place.end = Packer(place.context, OFTEN_S).close
    return lambda: None


def backups(place: Place) -> Act:
    begin_settings(place.context)
    part = place.context.settings.document.backup.model_dump(mode="json")
    put(place.context, "backup", part | {"folder": str(place.folder)}, "admin:binh")
    begun = BackupKeeper(place.context, place.folder, place.once, OFTEN_S)
    place.end = begun.close
    return begun.make


def box(place: Place) -> Act:
    place.patch.setattr(Watch, "look", place.once)
    link = SimpleNamespace(wake=Event(), up=True)
    begun = Watch(None, link, None, None, None)  # type: ignore[arg-type]
    begun.start()
    place.end = begun.close
    return link.wake.set


def webhooks(place: Place) -> Act:
    place.patch.setattr("server.background.webhooks.any_active", place.once)
    begun = WebhookSender(place.context, every_s=OFTEN_S)
    place.end = begun.close
    return lambda: None


def program_uses(place: Place) -> Act:
    place.patch.setattr("server.operations.program_uses.note_uses", place.once)
    begun = ProgramUses(place.context, OFTEN_S)
    place.end = begun.close
    begun.used(1)
    return lambda: None


@pytest.fixture
def centre(tmp_path: Path) -> CentreSettings:
    """With its settings: backups ask for them."""
    return default_settings(tmp_path / "data").of_centre()


@pytest.fixture
def place(context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    made = Place(context, tmp_path, monkeypatch, FailsOnce())
    yield made
    made.end()


@pytest.mark.parametrize("begin", [forecaster, packer, backups, box, webhooks, program_uses])
def test_it_fails_once_and_goes_on(place: Place, begin: Callable[[Place], Act]) -> None:
    wake = begin(place)

    def went_on() -> bool:
        wake()
        return place.once.calls > 1

    until(went_on)
