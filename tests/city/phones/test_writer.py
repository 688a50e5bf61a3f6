"""Files change as a whole, keep their age honest, and outlive a full disk."""

import gzip
import json
from pathlib import Path

import pytest

from server.city.phones.writer import AT_LEAST_EVERY_S, FeedWriter
from tests.support.clock import SetClock
from tests.support.small_disk import small_disk


@pytest.fixture
def writer(tmp_path: Path, clock: SetClock) -> FeedWriter:
    return FeedWriter(tmp_path, clock, clock.steady_s)


def read(folder: Path, name: str = "W0001") -> dict[str, object]:
    body = (folder / f"{name}.json").read_bytes()
    assert gzip.decompress((folder / f"{name}.json.gz").read_bytes()) == body
    found: dict[str, object] = json.loads(body)
    return found


def test_it_says_when_it_was_written(tmp_path: Path, writer: FeedWriter, clock: SetClock) -> None:
    assert writer.write("W0001", {"v": 1})
    assert read(tmp_path) == {"at": clock(), "v": 1}


def test_what_is_the_same_is_written_again_once_a_minute(
    tmp_path: Path, writer: FeedWriter, clock: SetClock
) -> None:
    writer.write("W0001", {"v": 1})
    clock.forward(seconds=AT_LEAST_EVERY_S - 1)
    assert not writer.write("W0001", {"v": 1})
    clock.forward(seconds=1)
    assert writer.write("W0001", {"v": 1})
    assert read(tmp_path)["at"] == clock()


def test_a_clock_that_is_set_back_holds_up_no_file(
    tmp_path: Path, writer: FeedWriter, clock: SetClock
) -> None:
    writer.write("W0001", {"v": 1})
    clock.back(hours=1)
    assert not writer.write("W0001", {"v": 1})
    clock.forward(seconds=AT_LEAST_EVERY_S)
    assert writer.write("W0001", {"v": 1})
    assert read(tmp_path)["at"] == clock()


def test_two_contents_never_share_second_and_length(tmp_path: Path, writer: FeedWriter) -> None:
    seen = set[tuple[float, int]]()
    for v in range(1, 10):
        writer.write("W0001", {"v": v})
        for file in tmp_path.glob("W0001.json"):
            seen.add((file.stat().st_mtime, file.stat().st_size))
    assert len(seen) == 9
    again = FeedWriter(tmp_path, lambda: 0)
    again.write("W0001", {"v": 0})
    assert (tmp_path / "W0001.json").stat().st_mtime > max(at for at, _ in seen)


def test_a_full_disk_leaves_the_old_file_and_no_rest(clock: SetClock) -> None:
    with small_disk(1) as disk:
        if disk is None:
            pytest.skip("mounting a small disk is not allowed here")
        feeds = disk.folder / "feeds"
        writer = FeedWriter(feeds, clock, clock.steady_s)
        writer.write("W0001", {"v": 1})
        disk.fill()
        with pytest.raises(OSError, match="space"):
            writer.write("W0001", {"v": 2, "more": "x" * 9000})
        assert read(feeds)["v"] == 1
        assert sorted(file.name for file in feeds.iterdir()) == ["W0001.json", "W0001.json.gz"]
        disk.free()
        writer.write("W0001", {"v": 2})
        assert read(feeds)["v"] == 2


def test_files_of_centres_that_are_gone_are_taken_away(tmp_path: Path, writer: FeedWriter) -> None:
    for name in ("W0001", "W0002", "city"):
        writer.write(name, {})
    writer.keep_only({"W0001", "city"})
    assert {file.name for file in tmp_path.iterdir()} == {
        "W0001.json", "W0001.json.gz", "city.json", "city.json.gz",
    }  # fmt: skip
