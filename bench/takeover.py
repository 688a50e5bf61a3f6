"""(q) A second box takes over: from the command to the first number that it gives, whether the first box answers, stands still or is off."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import psutil

from bench import process
from bench.centre import FIELDS, Prepared, open_context, prepare
from bench.figures import Figure
from bench.fill import fill
from bench.http_line import HttpLine
from bench.process import Running
from server.service.people.programs import NewProgram, make_token
from server.store.standby.state import standing
from tests.support.ports import free_port
from tests.support.program import Program
from tests.support.waiting import until

_TARGET_S: Final = 120.0
_COPY_S: Final = 900.0
"""A copy of three years is made, examined and unpacked before a second box follows."""
_CREATED: Final = 201
_YEAR: Final = 25_000
_THREE_YEARS: Final = 300_000

End = Callable[[Running], None]


def _answers(_first: Running) -> None:
    """The first box is asked to hand over, and does."""


def _stands_still(first: Running) -> None:
    """The first box accepts requests and never answers: each request runs into its timeout."""
    _signalled(first.pid, signal.SIGSTOP)


def _is_off(first: Running) -> None:
    _signalled(first.pid, signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Case:
    """What the first box does at the takeover, after so many visits."""

    told: str
    end: End
    visits: int


CASES: Final = (
    Case("answers", _answers, _YEAR),
    Case("stands still", _stands_still, _YEAR),
    Case("stands still", _stands_still, _THREE_YEARS),
)
TINY: Final = (Case("is off", _is_off, 100),)


def run(folder: Path, cases: tuple[Case, ...] = CASES) -> list[Figure]:
    """One figure for each case, each with two boxes of its own."""
    return [_figure(folder / f"takeover-{n}", case) for n, case in enumerate(cases)]


def _figure(folder: Path, case: Case) -> Figure:
    folder.mkdir()
    prepared = prepare(folder / "first")
    now = datetime.now(UTC)
    moment = int(now.timestamp() * 1000)
    fill(prepared.folder, now.date().isoformat(), moment, finished=case.visits, waiting=1)
    (folder / "token").write_text(_token(prepared.folder), encoding="ascii")
    with process.goiso(prepared) as first, _following(first, folder):
        try:
            case.end(first)
            wall_s, cpu_s, number = _taken_over(prepared, folder / "second")
        finally:
            _signalled(first.pid, signal.SIGCONT)
        return Figure(
            f"A second box takes over {case.visits:,} visits, the first one {case.told}",
            f"{number} after {wall_s:.1f} s, {cpu_s:.1f} s of CPU",
            f"the first one's start: {first.start_s:.1f} s",
            f"≤ {_TARGET_S:.0f} s",
            wall_s <= _TARGET_S,
        )


def _token(data: Path) -> str:
    """The second box's own."""
    context = open_context(data)
    try:
        return str(make_token(context, NewProgram("second", "standby"), "system")["token"])
    finally:
        context.close()


@contextmanager
def _following(first: Running, folder: Path) -> Iterator[None]:
    """A second box that began with a copy and has every row."""
    second = folder / "second"
    command = ["server.command.main", "standby", "--of", f"http://127.0.0.1:{first.port}"]
    command += ["--data", str(second), "--token-file", str(folder / "token")]
    box = Program(command, first.port, folder / "following.txt", forked=process.forks())
    box.spawn()
    try:
        until(lambda: _has_all(second, box), _COPY_S)
        yield
    finally:
        box.kill()


def _has_all(second: Path, box: Program) -> bool:
    if not box.runs:
        raise RuntimeError(box.output())
    now = standing(second)
    return now is not None and now.seq > 0 and not now.behind


def _taken_over(prepared: Prepared, second: Path) -> tuple[float, float, str]:
    """Seconds from the command to the first number, seconds of CPU until then, and the number."""
    port = free_port()
    command = ["server.command.main", "standby", "takeover", "--data", str(second), "--serve"]
    command += ["--config", str(prepared.settings), "--host", "127.0.0.1", "--port", str(port)]
    began, box = time.monotonic(), Program(command, port, forked=process.forks())
    try:
        box.start(_COPY_S)
        number = asyncio.run(_number(port, prepared.kiosk))
        wall_s = time.monotonic() - began
        return wall_s, Running(box.pid, port, wall_s).cpu_s(), number
    finally:
        box.kill()


async def _number(port: int, kiosk: str) -> str:
    line = await HttpLine.open(port)
    try:
        status, ticket = await line.post("/api/v1/tickets", {"field": FIELDS[1]}, kiosk)
        if status != _CREATED:
            raise RuntimeError(f"no number: {status} {ticket}")
        return str(ticket["number"])
    finally:
        line.close()


def _signalled(pid: int, number: signal.Signals) -> None:
    """A signal to a program and all below it that are still there."""
    if not psutil.pid_exists(pid):
        return
    for each in (*psutil.Process(pid).children(recursive=True), psutil.Process(pid)):
        os.kill(each.pid, number)
