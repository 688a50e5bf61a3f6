"""`python -m bench.beside COMMIT`: what a number, a visit and a board cost here and in the tree of COMMIT, in turns.

Both trees run as `goiso demo` on this interpreter and its packages, and are asked over their API, which every version
keeps. Measured is the CPU of the server with all below it, in ms for each; the median of five runs of each tree, run in
turns: a machine that is busy takes time, hardly CPU. COMMIT needs packages that are installed here.
"""

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from bench.figures import Figure, median, table
from bench.http_line import HttpLine, issue_requests, request_bytes
from bench.process import Running
from tests.support.ports import free_port
from tests.support.program import ROOT, Program

RUNS: Final = 5
_WARM_UP: Final = 100
_NUMBERS: Final = 600
_VISITS: Final = 200
_BOARDS: Final = 300
_MOST: Final = 1.05


def main(commit: str) -> int:
    """Print the figures; exit status 1 when one is more than 5 % above the other tree's."""
    with (
        tempfile.TemporaryDirectory(dir="/var/tmp") as folder,
        _tree_of(commit, Path(folder) / "tree") as before,
    ):
        runs: dict[Path, list[dict[str, float]]] = {before: [], ROOT: []}
        for n in range(RUNS):
            for tree, found in runs.items():
                found.append(_run(tree, Path(folder) / f"{tree.name}{n}"))
                print(tree, json.dumps({what: round(ms, 3) for what, ms in found[-1].items()}), flush=True)
    figures = [_figure(what, runs[ROOT], runs[before], commit) for what in runs[ROOT][0]]
    print(table(figures))
    return not all(figure.met for figure in figures)


@contextmanager
def _tree_of(commit: str, place: Path) -> Iterator[Path]:
    subprocess.run(["git", "worktree", "add", "--quiet", "--detach", place, commit], cwd=ROOT, check=True)
    try:
        (place / "server/static/vendor").symlink_to(ROOT / "server/static/vendor")
        for made in (ROOT / "server/http/translations").rglob("*.mo"):
            with suppress(FileNotFoundError):  # a tree that keeps them elsewhere speaks Vietnamese alone
                (place / made.relative_to(ROOT)).symlink_to(made)
        yield place
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", place], cwd=ROOT, check=True)


def _run(tree: Path, data: Path) -> dict[str, float]:
    port = free_port()
    module = re.search(r'^goiso = "(.+):main"$', (tree / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert module is not None, "no command goiso"
    arguments = ["demo", "--port", str(port), "--data", str(data), "--printer", "virtual:"]
    program = Program([module[1], *arguments], port, environment=os.environ | {"PYTHONPATH": ""}, tree=tree)
    try:
        program.start()
        told = json.loads((data / "demo.json").read_text(encoding="utf-8"))
        return asyncio.run(_measured(Running(program.pid, port, 0), told))
    finally:
        with suppress(subprocess.TimeoutExpired):
            program.stop(20)
        program.kill()


async def _measured(server: Running, told: dict[str, Any]) -> dict[str, float]:
    """Ms of CPU for each number, visit and board."""
    line = await HttpLine.open(server.port)
    officer = next(each for each in told["officers"] if each["counter"] == 1)
    fields = tuple(officer["fields"]) if "fields" in officer else await _fields(line, told["kiosk_token"])
    requests = issue_requests(fields, told["kiosk_token"])
    steps = [
        request_bytes(f"/api/v1/counters/1/{do}", {}, officer["token"]) for do in ("call", "serve", "finish")
    ]
    board = [request_bytes("/api/v1/board?hall=1", {}, told["display_token"], method="GET")]
    await _sent(line, [next(requests) for _ in range(_WARM_UP)])
    return {
        "number": await _cost(server, line, [next(requests) for _ in range(_NUMBERS)], _NUMBERS),
        "visit": await _cost(server, line, steps * _VISITS, _VISITS),
        "board": await _cost(server, line, board * _BOARDS, _BOARDS),
    }


async def _fields(line: HttpLine, token: str) -> tuple[str, ...]:
    """The fields of counter 1, as the first console shows them: those that a demo serves there."""
    _, body = await line.send(request_bytes("/api/v1/centre", {}, token, method="GET"))
    return tuple(field["code"] for field in json.loads(body)["fields"])[:2]


async def _cost(server: Running, line: HttpLine, requests: list[bytes], for_: int) -> float:
    began = server.cpu_s()
    await _sent(line, requests)
    return (server.cpu_s() - began) / for_ * 1000


async def _sent(line: HttpLine, requests: list[bytes]) -> None:
    for request in requests:
        status, body = await line.send(request)
        assert status < 300, body.decode()


def _figure(what: str, here: list[dict[str, float]], before: list[dict[str, float]], commit: str) -> Figure:
    ours, theirs = (median([run[what] for run in runs]) for runs in (here, before))
    baseline = f"{commit}: {theirs:.2f} ms"
    return Figure(
        f"CPU of a {what}",
        f"{ours:.2f} ms, {ours / theirs:.2f} ×",
        baseline,
        f"≤ {_MOST} ×",
        ours <= _MOST * theirs,
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
