"""Reports are written at their times: whole, once, late rather than never; the manager is told when they cannot be."""

import errno
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from server.background import report_files
from server.background.report_writer import ReportWriter
from server.config import ReportsPart
from server.service.context import Context
from server.service.settings import changes
from server.service.settings.begun import begin_settings
from tests.support.centre import SATURDAY_POINT, default_settings
from tests.support.clock import SetClock
from tests.support.quick_server import quick_context

MADE: list[datetime] = []


def make(at: datetime) -> dict[str, bytes]:
    MADE.append(at)
    return {
        f"bao-cao-{at:%Y-%m-%d-%Hh%M}.txt": "Tính đến…".encode(),
        f"bao-cao-{at:%Y-%m-%d-%Hh%M}.xlsx": b"PK",
    }


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick" / "bao-cao"


@pytest.fixture
def context(tmp_path: Path, clock: SetClock, stick: Path) -> Iterator[Context]:
    """A centre that wants the report at 15:00, on a stick that is not in yet."""
    MADE.clear()
    part = ReportsPart.model_validate({"times": [{"at": "15:00"}], "folder": str(stick)})
    opened = quick_context(
        tmp_path / "data", default_settings(tmp_path / "data", reports=part).of_centre(), clock
    )  # type: ignore[arg-type]
    begin_settings(opened)
    yield opened
    opened.close()


def writer(context: Context, tmp_path: Path) -> ReportWriter:
    """One that looks only when it is told to."""
    made = ReportWriter(context, make, tmp_path / "data", every_s=3600)
    made.look()
    return made


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


THREE = ["bao-cao-2026-11-23-15h00.txt", "bao-cao-2026-11-23-15h00.xlsx"]


def test_it_is_written_at_its_time_and_only_then(
    context: Context, tmp_path: Path, clock: SetClock, stick: Path
) -> None:
    stick.mkdir(parents=True)
    made = writer(context, tmp_path)
    clock.set("2026-11-23 14:59")
    made.look()
    assert names(stick) == []
    clock.set("2026-11-23 15:04")
    made.look()
    assert names(stick) == THREE
    assert [f"{at:%H:%M}" for at in MADE] == ["15:00"]
    assert made.trouble() is None
    made.close()


def test_a_stick_that_is_not_in_is_waited_for_over_a_restart_and_never_made(
    context: Context, tmp_path: Path, clock: SetClock, stick: Path
) -> None:
    made = writer(context, tmp_path)
    clock.set("2026-11-23 15:00")
    made.look()
    trouble = made.trouble()
    assert trouble is not None
    assert (trouble.waiting, trouble.folder) == (1, str(stick))
    assert "USB" in trouble.reason.vi
    assert not stick.parent.exists()
    made.close()
    clock.set("2026-11-24 07:00")
    again = writer(context, tmp_path)
    assert again.trouble() is not None
    stick.mkdir(parents=True)
    again.look()
    assert names(stick) == THREE
    assert again.trouble() is None
    again.close()


def test_each_time_is_written_once_even_over_restarts_and_when_the_file_is_gone(
    context: Context, tmp_path: Path, clock: SetClock, stick: Path
) -> None:
    stick.mkdir(parents=True)
    writer(context, tmp_path).close()
    for minute in ("15:00", "15:01", "15:02"):
        clock.set(f"2026-11-23 {minute}")
        writer(context, tmp_path).close()
        for path in stick.iterdir():
            path.unlink()
    assert len(MADE) == 1


def test_a_full_disk_leaves_no_half_file_and_is_tried_again(
    context: Context, tmp_path: Path, clock: SetClock, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick.mkdir(parents=True)
    made = writer(context, tmp_path)
    clock.set("2026-11-23 15:00")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(report_files.os, "fsync", full)
        made.look()
    trouble = made.trouble()
    assert trouble is not None
    assert "hết chỗ" in trouble.reason.vi
    assert names(stick) == []
    made.look()
    assert names(stick) == THREE
    made.close()


def test_what_cannot_be_made_is_told_and_holds_nothing_else_up(
    context: Context, tmp_path: Path, clock: SetClock, stick: Path
) -> None:
    stick.mkdir(parents=True)

    def broken(_: datetime) -> dict[str, bytes]:
        raise ValueError("no figures")

    made = ReportWriter(context, broken, tmp_path / "data", every_s=3600)
    made.look()
    clock.set("2026-11-23 15:00")
    made.look()
    assert made.trouble() is not None
    made.close()


def test_one_that_cannot_be_made_holds_no_later_one_up(
    context: Context, tmp_path: Path, clock: SetClock, stick: Path
) -> None:
    def broken_on_monday(at: datetime) -> dict[str, bytes]:
        if at.isoweekday() == 1:
            raise ValueError("no figures")
        return make(at)

    stick.mkdir(parents=True)
    made = ReportWriter(context, broken_on_monday, tmp_path / "data", every_s=3600)
    made.look()
    clock.set("2026-11-24 15:00")
    made.look()
    assert names(stick) == [name.replace("11-23", "11-24") for name in THREE]
    trouble = made.trouble()
    assert trouble is not None
    assert trouble.waiting == 1
    made.look()
    assert made.trouble() is not None, "it is still not written"
    made.close()


def test_a_clock_that_is_behind_writes_nothing_of_what_is_to_come_and_keeps_it(
    context: Context, tmp_path: Path, clock: SetClock, stick: Path
) -> None:
    made = writer(context, tmp_path)
    clock.set("2026-11-23 15:00")
    made.look()
    made.close()
    stick.mkdir(parents=True)
    clock.set("2026-11-20 00:05")
    again = writer(context, tmp_path)
    assert names(stick) == []
    assert again.trouble() is None
    clock.set("2026-11-23 15:10")
    again.look()
    assert THREE[0] in names(stick)
    again.close()


@pytest.mark.parametrize("kept", [b"", b"{", b"[]", b'{"until": "3", "waiting": []}'])
def test_a_damaged_memory_is_begun_anew(
    context: Context, tmp_path: Path, clock: SetClock, stick: Path, kept: bytes
) -> None:
    stick.mkdir(parents=True)
    (tmp_path / "data" / "reports.json").write_bytes(kept)
    made = writer(context, tmp_path)
    clock.set("2026-11-23 15:00")
    made.look()
    assert names(stick) == THREE
    assert set(json.loads((tmp_path / "data" / "reports.json").read_text())) == {"until", "waiting"}
    made.close()


def test_it_is_written_on_a_day_on_which_one_point_alone_is_open(
    context: Context, tmp_path: Path, clock: SetClock, stick: Path
) -> None:
    stick.mkdir(parents=True)
    week: dict[str, object] = {"sessions": [["07:30", "17:00"]], "weekdays": [1, 2, 3, 4, 5]}
    changes.put(context, "hours", week, "admin:binh")
    changes.put(context, "points", [SATURDAY_POINT], "admin:binh")
    clock.set("2026-11-27 16:00")
    made = writer(context, tmp_path)
    for day in (28, 29):
        clock.set(f"2026-11-{day} 15:01")
        made.look()
    assert [f"{at:%d}" for at in MADE] == ["28"]
    made.close()
