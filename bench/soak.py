"""(j) A month in fast motion: screens that are cut off by chance, a server that is started again twice.

Every screen must end equal to the server's board, and neither pages nor server may have grown since the first fifth.
"""

import json
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Final, Self

from playwright.sync_api import sync_playwright

from bench import process
from bench.centre import Prepared, prepare
from bench.figures import Figure
from bench.soak_pages import Pages, PageWeight
from bench.soak_screens import Followers
from tests.support.chromium import FLAGS, executable
from tests.support.ports import free_port
from tests.support.program import Program

_MOST_GROWTH: Final = 0.10
_MOST_MORE: Final = 8
_PATIENCE_S: Final = 60.0
_LOOK_S: Final = 0.1


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of a month: journal entries, screens that are no browsers, and real pages.

    `restarts` and `weighed` are shares of the entries; what is compared has to be one process.
    """

    events: int = 200_000
    followers: int = 17
    pages: int = 3
    restarts: tuple[tuple[float, int], ...] = ((0.05, signal.SIGTERM), (0.97, signal.SIGKILL))
    weighed: tuple[float, float] = (0.20, 0.96)
    limit_s: float = 1500.0


@dataclass(slots=True)
class Outcome:
    """What came of it. Weights are those at the first fifth and near the end, of the same process."""

    seq: int = 0
    took_s: float = 0.0
    settled_s: float = 0.0
    disconnections: int = 0
    snapshots: int = 0
    restarts: int = 0
    different: list[str] = field(default_factory=list)
    pages: list[list[PageWeight]] = field(default_factory=list)
    server: list[dict[str, int]] = field(default_factory=list)

    def page_growth(self, of: Callable[[PageWeight], float]) -> float:
        """The page that grew most, as a share of what it was."""
        first, last = self.pages
        return max(of(b) / of(a) - 1 for a, b in zip(first, last, strict=True))

    def server_growth(self, what: str) -> float:
        """The server's `blocks` (of Python's objects), or `rss`, as a share of what it was."""
        return self.server[1][what] / self.server[0][what] - 1


def run(folder: Path, plan: Plan = Plan()) -> list[Figure]:
    """The whole soak."""
    return figures(plan, soak(folder / "soak", plan))


def figures(plan: Plan, found: Outcome) -> list[Figure]:
    """What came of it, judged."""
    screens = plan.followers + plan.pages
    first, last = found.pages
    heap, nodes = found.page_growth(lambda w: w.heap_mib), found.page_growth(lambda w: w.nodes)
    blocks, rss = found.server_growth("blocks"), found.server_growth("rss")
    return [
        Figure(
            f"Soak: {found.seq:,} events, {screens} screens ({plan.pages} of them Chromium)",
            f"{screens - len(found.different)} equal to the board {found.settled_s:.1f} s after the last event",
            f"{found.disconnections} disconnections, {found.restarts} restarts, {found.seq / found.took_s:,.0f} events/s",
            "every screen",
            not found.different,
        ),
        Figure(
            "… JavaScript heap of the page that grew most, from the first fifth on",
            f"{heap:+.1%} ({_list(last)} MiB)",
            f"at the first fifth: {_list(first)} MiB",
            *_within(heap),
        ),
        Figure("… DOM nodes", f"{nodes:+.1%} ({last[0].nodes})", str(first[0].nodes), *_within(nodes)),
        Figure(
            "… memory of the server (RSS)",
            f"{rss:+.1%} ({found.server[1]['rss'] / 1e6:.0f} MB)",
            f"at the first fifth: {found.server[0]['rss'] / 1e6:.0f} MB",
            *_within(rss),
        ),
        Figure("… its Python objects (allocated blocks)", f"{blocks:+.1%}", "", *_within(blocks)),
        *(_no_more(found, what) for what in ("threads", "descriptors")),
    ]


def _no_more(found: Outcome, what: str) -> Figure:
    first, last = (weight[what] for weight in found.server)
    return Figure(
        f"… its {what}",
        f"{last}",
        f"at the first fifth: {first}",
        f"≤ +{_MOST_MORE}",
        last <= first + _MOST_MORE,
    )


def _list(weights: list[PageWeight]) -> str:
    return ", ".join(f"{weight.heap_mib:.2f}" for weight in weights)


def _within(growth: float) -> tuple[str, bool]:
    return f"≤ +{_MOST_GROWTH:.0%}", growth <= _MOST_GROWTH


def soak(folder: Path, plan: Plan) -> Outcome:
    """Live through the plan. Raises `RuntimeError` when it takes too long or the server ends by itself."""
    prepared = prepare(folder)
    with sync_playwright() as playwright, _Server(prepared, plan) as server:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        followers = Followers(server.port, prepared.display, plan.followers)
        pages = Pages(browser, server.port, prepared.display, plan.pages)
        try:
            return _Soak(plan, server, followers, pages).live()
        finally:
            followers.close()
            browser.close()


class _Soak:
    def __init__(self, plan: Plan, server: "_Server", followers: Followers, pages: Pages) -> None:
        self._plan, self._server, self._followers, self._pages = plan, server, followers, pages
        self._found = Outcome()

    def live(self) -> Outcome:
        began = time.monotonic()
        stops = sorted({*self._plan.weighed, *(share for share, _ in self._plan.restarts), 1.0})
        signals = dict(self._plan.restarts)
        for share in stops:
            mark = round(share * self._plan.events)
            weight = self._until(mark)
            if share in self._plan.weighed:
                self._weigh(mark)
            if share in signals:
                self._server.restart(signals[share])
                self._found.restarts += 1
        self._found.seq, self._found.took_s = weight["seq"], time.monotonic() - began
        self._settle()
        return self._found

    def _until(self, mark: int) -> dict[str, int]:
        """Run everybody until the journal reaches row `mark`; returns the server's size there."""
        self._server.set_mark(mark)
        return self._weight(mark, 0, self._pages.trouble)

    def _weight(self, mark: int, turn: int, meanwhile: Callable[[], None]) -> dict[str, int]:
        for _ in self._server.looks():
            meanwhile()
            weight = self._server.weight()
            if (weight.get("mark"), weight.get("turn")) == (mark, turn):
                return weight
        raise AssertionError("looks end only by raising")

    def _weigh(self, mark: int) -> None:
        """Server and pages while every screen is connected: who happens to be cut off weighs nothing."""
        self._followers.calm()
        self._pages.calm()
        self._together()
        self._server.set_mark(mark, 1)
        self._found.server.append(self._weight(mark, 1, self._pages.calm))
        self._found.pages.append(self._pages.weigh())
        self._followers.trouble()

    def _settle(self) -> None:
        """Nobody is cut off any more: how long until all show what the server shows, and who never does."""
        began = time.monotonic()
        self._followers.calm()
        self._pages.calm()
        self._found.different = self._together()
        self._found.settled_s = time.monotonic() - began
        self._found.disconnections = self._followers.disconnections + self._pages.disconnections
        self._found.snapshots = self._followers.snapshots

    def _together(self) -> list[str]:
        """Who still differs from the board after all patience; pages are held beside one that was just opened."""
        fresh = self._pages.open()
        try:
            until = time.monotonic() + _PATIENCE_S
            while (different := self._different(self._pages.text_of(fresh))) and time.monotonic() < until:
                time.sleep(_LOOK_S)
            return different
        finally:
            fresh.context.close()

    def _different(self, wanted: str) -> list[str]:
        board = _timeless(self._server.board())
        screens = [f"screen {n}" for n, b in enumerate(self._followers.boards()) if _timeless(b) != board]
        pages = [f"page {n}" for n, text in enumerate(self._pages.shown()) if text != wanted]
        reloaded = [] if self._pages.kept_living() else ["a page was loaded anew"]
        return [*screens, *pages, *reloaded]


def _timeless(board: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in board.items() if name != "at"}


class _Server:
    """The process with the crowd in it; `restart` ends it by a signal and starts it on the same port."""

    def __init__(self, prepared: Prepared, plan: Plan) -> None:
        self.port = free_port()
        self._prepared = prepared
        module = ["bench.soak_server", str(prepared.settings), str(prepared.folder), str(self.port)]
        self._program = Program(module, self.port, forked=process.forks())
        self._until = time.monotonic() + plan.limit_s
        self.set_mark(0)

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end(signal.SIGKILL)

    def set_mark(self, mark: int, turn: int = 0) -> None:
        """How far the crowd lives; a later `turn` of the same mark has the server weighed again."""
        draft = self._prepared.folder / "mark.part"
        draft.write_text(f"{mark} {turn}", encoding="ascii")
        draft.replace(self._prepared.folder / "mark")

    def weight(self) -> dict[str, int]:
        """What the server weighed at the latest mark that it came to."""
        with suppress(FileNotFoundError):
            found: dict[str, int] = json.loads((self._prepared.folder / "weight.json").read_text("utf-8"))
            return found
        return {}

    def looks(self) -> Iterator[None]:
        """Once in a moment, until it has taken too long or the server has ended."""
        while time.monotonic() < self._until and self._program.runs:
            yield
            time.sleep(_LOOK_S)
        raise RuntimeError(f"the soak came no further than {self.weight()}")

    def board(self) -> dict[str, Any]:
        """What the server shows."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            headers = {"Authorization": f"Bearer {self._prepared.display}"}
            line.request("GET", "/api/v1/board", headers=headers)
            found: dict[str, Any] = json.loads(line.getresponse().read())
            return found
        finally:
            line.close()

    def restart(self, by: int) -> None:
        """End it and start it again on what it left."""
        self._end(by)
        self._start()

    def _start(self) -> None:
        self._program.start(self._until - time.monotonic())

    def _end(self, by: int) -> None:
        if by == signal.SIGTERM:
            with suppress(subprocess.TimeoutExpired):
                self._program.stop()
        self._program.kill()
