"""How far a long file has come."""

from server.service.reports.progress import FilesProgress, Progress


def test_each_day_counts_when_it_is_written() -> None:
    files = FilesProgress()
    days = files.watched("a-key", 2, ["monday", "tuesday"])
    assert files.of("a-key") == Progress(0, 0)
    next(days)
    assert files.of("a-key") == Progress(0, 2)
    next(days)
    assert files.of("a-key") == Progress(1, 2)
    assert list(days) == []
    assert files.of("a-key") == Progress(2, 2)


def test_only_the_latest_files_are_remembered() -> None:
    files = FilesProgress()
    for n in range(60):
        list(files.watched(str(n), 1, ["day"]))
    assert (files.of("0"), files.of("59")) == (Progress(0, 0), Progress(1, 1))
