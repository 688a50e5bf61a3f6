"""The foretold waits follow what is set, as soon as the forecaster is told that something happened."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.background.forecaster import Forecaster
from server.core.forecast.waits import Place
from server.service.context import Context
from server.service.queue import counters
from server.service.queue.waits import likely_wait
from server.service.settings import changes
from server.service.settings.begun import begin_settings
from tests.support.begun_data import with_tables
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.journeys import LAN, take
from tests.support.waiting import until

OFTEN_S, NEVER_S = 0.01, 3600.0
AHEAD = 4


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """Counter 1 serves CT, and four people wait for it."""
    with_tables(tmp_path / "data")
    opened = Context(tmp_path / "data", default_settings(tmp_path / "data").of_centre(), SetClock())
    begin_settings(opened)
    counters.open_(opened, 1, LAN, ["CT"])
    for _ in range(AHEAD):
        take(opened)
    yield opened
    opened.close()


def longest_s(context: Context) -> int:
    """What whoever comes now would wait at most, seconds."""
    return likely_wait(context, Place("CT", context.clock(), AHEAD)).high_s


def longer_visits(context: Context) -> None:
    entry = next(each for each in context.settings.document.as_json()["fields"] if each["code"] == "CT")
    changes.put_item(context, "fields", "CT", entry | {"service_s": 4 * entry["service_s"]}, "user:chi")


def test_another_usual_time_is_foretold_at_once_not_when_history_is_looked_at_again(context: Context) -> None:
    running = Forecaster(context, OFTEN_S, NEVER_S)
    try:
        until(lambda: bool(context.waits.lines))
        before = longest_s(context)
        longer_visits(context)
        running.heard([])
        until(lambda: longest_s(context) > 3 * before)
    finally:
        running.close()
