"""The files follow the database: what changes at once, what nobody tells of at the next look."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.city.phones.keeper import FeedKeeper
from server.core.clock import wall_clock
from tests.support.city_centres import Centres
from tests.support.clock import SetClock
from tests.support.waiting import until


@pytest.fixture
def centres(conninfo: str) -> Iterator[Centres]:
    opened = Centres(conninfo)
    yield opened
    opened.close()


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    return tmp_path / "feeds"


@pytest.fixture
def keeper(centres: Centres, feeds: Path, conninfo: str, clock: SetClock) -> Iterator[FeedKeeper]:
    """With one centre; it runs once a test starts it."""
    centres.put()
    made = FeedKeeper(feeds, conninfo, clock, clock.steady_s)
    yield made
    made.close()


def read(feeds: Path, name: str = "W0001") -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads((feeds / f"{name}.json").read_bytes())
    except FileNotFoundError:
        return None
    return found


def says(feeds: Path, part: str, value: Any, name: str = "W0001") -> bool:
    return (found := read(feeds, name)) is not None and found[part] == value


def test_what_changes_is_written_and_nothing_else(
    centres: Centres, keeper: FeedKeeper, feeds: Path, clock: SetClock
) -> None:
    centres.put("W0002")
    keeper.start()
    until(lambda: read(feeds) is not None and read(feeds, "city") is not None)
    before = (feeds / "W0002.json").stat().st_mtime_ns
    clock.forward(seconds=3)
    centres.put(lines={"CT": ["A099"]})
    until(lambda: says(feeds, "lines", {"CT": ["A099"]}))
    until(lambda: (read(feeds, "city") or {})["centres"]["W0001"]["fields"]["CT"]["waiting"] == 1)
    assert (feeds / "W0002.json").stat().st_mtime_ns == before


def test_all_are_written_again_within_a_minute(keeper: FeedKeeper, feeds: Path, clock: SetClock) -> None:
    keeper.start()
    until(lambda: read(feeds) is not None and read(feeds, "city") is not None)
    clock.forward(seconds=55)
    until(lambda: says(feeds, "at", clock()) and says(feeds, "at", clock(), "city"))


def test_a_clock_that_is_set_back_holds_up_nothing(
    centres: Centres, keeper: FeedKeeper, feeds: Path, clock: SetClock
) -> None:
    keeper.start()
    until(lambda: read(feeds) is not None and read(feeds, "city") is not None)
    clock.back(hours=1)
    clock.forward(seconds=3)
    centres.put(lines={"CT": ["A099"]})
    until(lambda: says(feeds, "lines", {"CT": ["A099"]}) and says(feeds, "at", clock()))
    until(lambda: says(feeds, "at", clock(), "city"))
    clock.forward(seconds=55)
    until(lambda: says(feeds, "at", clock()) and says(feeds, "at", clock(), "city"))


def test_a_centre_that_falls_silent_is_found_at_the_next_look(
    centres: Centres, keeper: FeedKeeper, feeds: Path, clock: SetClock
) -> None:
    keeper.start()
    until(lambda: says(feeds, "silent", value=False))
    centres.execute("UPDATE centre SET heard_at = now() - interval '31 s'")
    clock.forward(seconds=6)
    until(lambda: says(feeds, "silent", value=True))
    found = read(feeds)
    assert found is not None
    assert found["silent_since"] == found["heard"] is not None


def test_a_centre_that_was_never_heard_is_silent_since_never(
    centres: Centres, keeper: FeedKeeper, feeds: Path
) -> None:
    centres.put("W0007", heard_s=None)
    keeper.start()
    until(lambda: says(feeds, "silent", value=True, name="W0007"))
    assert says(feeds, "silent_since", None, "W0007")


def test_one_that_is_retired_leaves_and_a_new_one_comes(
    centres: Centres, keeper: FeedKeeper, feeds: Path, clock: SetClock
) -> None:
    centres.put("W0002")
    keeper.start()
    until(lambda: read(feeds, "W0002") is not None)
    centres.execute("UPDATE centre SET retired_at = now() WHERE code = 'W0002'")
    centres.execute("INSERT INTO centre (code, name) VALUES ('W0003', 'Phường Mới')")
    clock.forward(seconds=6)
    until(lambda: read(feeds, "W0002") is None and read(feeds, "W0003") is not None)
    until(lambda: set((read(feeds, "city") or {})["centres"]) == {"W0001", "W0003"})


def test_where_the_disk_takes_nothing_the_table_says_so_until_it_does(
    centres: Centres, keeper: FeedKeeper, feeds: Path, clock: SetClock
) -> None:
    keeper.start()
    until(lambda: read(feeds) is not None and read(feeds, "city") is not None)
    # a folder in the place of the draft's goal fails for root too
    (feeds / "W0001.json.gz").unlink()
    (feeds / "W0001.json.gz").mkdir()
    clock.forward(seconds=3)
    centres.put(lines={"CT": ["A099"]})
    told = "SELECT folder, why FROM feed_trouble"
    until(lambda: [row[0] for row in centres.execute(told)] == [str(feeds)])
    (feeds / "W0001.json.gz").rmdir()
    until(lambda: centres.execute(told) == [])
    assert says(feeds, "lines", {"CT": ["A099"]})


def test_where_the_database_is_gone_the_files_stay_and_go_on_after(
    centres: Centres, keeper: FeedKeeper, feeds: Path, clock: SetClock
) -> None:
    keeper.start()
    until(lambda: read(feeds) is not None)
    at = (read(feeds) or {})["at"]
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    assert centres.execute(cut)
    assert says(feeds, "at", at)
    clock.forward(seconds=3)
    centres.put(lines={"CT": ["A100"]})
    until(lambda: says(feeds, "lines", {"CT": ["A100"]}))


def test_of_two_on_one_machine_the_second_waits_for_the_first_to_end(
    centres: Centres, keeper: FeedKeeper, feeds: Path, conninfo: str
) -> None:
    keeper.start()
    until(lambda: read(feeds) is not None)
    second = FeedKeeper(feeds, conninfo, wall_clock)
    second.start()
    keeper.close()
    now = wall_clock()
    until(lambda: (read(feeds) or {"at": 0})["at"] >= now)
    second.close()
