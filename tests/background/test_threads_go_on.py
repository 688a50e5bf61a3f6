"""A thread that works beside requests does not end by one failure."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest

from kiosk.alone.watch import Watch
from server.background.backups import BackupKeeper
from server.background.forecaster import Forecaster
from server.background.packer import Packer
from server.service.context import Context
from tests.support.waiting import until

OFTEN_S = 0.01


class FailsOnce:
    """Stands for what a thread does: fails when it is done first, and does nothing after."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, *_: object, **__: object) -> None:
        self.calls += 1
        if self.calls == 1:
            raise ValueError("nobody foresaw this")


Begin = Callable[[Context, Path], tuple[Callable[[], None], Callable[[], None]]]
"""Starts a thread; answers what wakes it and what ends it."""


def forecaster(context: Context, _: Path) -> tuple[Callable[[], None], Callable[[], None]]:
    begun = Forecaster(context, OFTEN_S)
    return lambda: begun.heard([]), begun.close


def packer(context: Context, _: Path) -> tuple[Callable[[], None], Callable[[], None]]:
    return lambda: None, Packer(context, OFTEN_S).close


def backups(context: Context, folder: Path) -> tuple[Callable[[], None], Callable[[], None]]:
    begun = BackupKeeper(context, folder, every_s=OFTEN_S)
    return begun.make, begun.close


def box(_: Context, __: Path) -> tuple[Callable[[], None], Callable[[], None]]:
    link = SimpleNamespace(wake=Event(), up=True)
    begun = Watch(None, link, None, None, None)  # type: ignore[arg-type]
    begun.start()
    return link.wake.set, begun.close


@pytest.fixture
def ended() -> Iterator[list[Callable[[], None]]]:
    """What ends the threads that a test has begun."""
    ends: list[Callable[[], None]] = []
    yield ends
    for end in ends:
        end()


@pytest.mark.parametrize(
    ("begin", "act"),
    [
        (forecaster, "server.background.forecaster.Forecaster._refresh"),
        (packer, "server.background.packer.Packer.look"),
        (backups, "server.background.backups.BackupKeeper._look"),
        (box, "kiosk.alone.watch.Watch.look"),
    ],
)
def test_it_fails_once_and_goes_on(  # noqa: PLR0917 - where it runs, and what of it fails
    context: Context,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ended: list[Callable[[], None]],
    begin: Begin,
    act: str,
) -> None:
    once = FailsOnce()
    monkeypatch.setattr(act, once)
    wake, end = begin(context, tmp_path)
    ended.append(end)

    def went_on() -> bool:
        wake()
        return once.calls > 1

    until(went_on)
