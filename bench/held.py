"""A slower machine, played: a process and all below it get a share of one core (the kernel's CPU quota, cgroup v1)."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_GROUPS: Final = Path("/sys/fs/cgroup/cpu")
_PERIOD_US: Final = 20_000


def possible() -> bool:
    """Whether this user may hold processes on this machine."""
    return (_GROUPS / "cpu.cfs_quota_us").exists() and os.access(_GROUPS, os.W_OK)


@contextmanager
def group(share: float) -> Iterator[Path]:
    """A group whose processes together get this share of a core, until the block ends; they must have ended then."""
    folder = _GROUPS / f"goiso-bench-{os.getpid()}"
    folder.mkdir()
    try:
        (folder / "cpu.cfs_period_us").write_text(str(_PERIOD_US), encoding="ascii")
        (folder / "cpu.cfs_quota_us").write_text(str(round(_PERIOD_US * share)), encoding="ascii")
        yield folder
    finally:
        with suppress(OSError):
            folder.rmdir()


def enter(folder: Path) -> None:
    """Be held from now on, with everything that this process starts."""
    (folder / "tasks").write_text(str(os.getpid()), encoding="ascii")


def main(folder: str, flush_ms: str, settings: str, data: str, port: str) -> None:
    """`python -m bench.held GROUP FLUSH_MS SETTINGS DATA PORT`: `goiso serve`, held, on a disk that takes so much longer to flush."""
    if folder != "-":
        enter(Path(folder))
    # only now, for what is imported takes time, too; and before others take the function as their default
    from bench.slow_disk import slower  # noqa: PLC0415
    from server.store import connect  # noqa: PLC0415

    opened = connect.open_writer

    def open_slowly(path: Path, busy_s: float = connect.BUSY_S) -> object:
        return slower(opened(path, busy_s), float(flush_ms) / 1000)

    connect.open_writer = open_slowly  # type: ignore[assignment]
    from server.command.main import main as goiso  # noqa: PLC0415

    goiso(["serve", "--config", settings, "--data", data, "--host", "127.0.0.1", "--port", port])


if __name__ == "__main__":
    main(*sys.argv[1:])
