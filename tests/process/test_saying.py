"""A program that starts says so, and starts although nobody can be told."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from server.process.saying import say


@pytest.fixture
def full_log(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Standard output and errors go to a disk that is full."""
    file = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115 - closing it fails, too
    monkeypatch.setattr("sys.stdout", file)
    monkeypatch.setattr("sys.stderr", file)
    yield
    with suppress(OSError):
        file.close()


@pytest.mark.usefixtures("full_log")
def test_a_full_disk_behind_the_log_is_no_reason_not_to_start() -> None:
    say("Gọi Số: http://localhost/")
    say("và một lời nhắc", err=True)


def test_whoever_reads_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    say("Gọi Số: http://localhost/")
    say("và một lời nhắc", err=True)
    assert capsys.readouterr() == ("Gọi Số: http://localhost/\n", "và một lời nhắc\n")
