"""A month in fast motion, in small: bench/soak.py, with one power cut. `python -m bench soak` is the whole."""

import signal
from pathlib import Path

from bench import process
from bench.soak import Plan, figures, soak

SMALL = Plan(
    events=900,
    followers=4,
    pages=1,
    restarts=((0.3, signal.SIGKILL),),
    weighed=(0.5, 0.95),
    limit_s=600,
)
MORE = 8
"""Connections may come and go while it is weighed."""


def test_every_screen_ends_equal_to_the_board_and_no_page_has_grown(tmp_path: Path) -> None:
    with process.forking():
        found = soak(tmp_path / "soak", SMALL)
    assert found.different == []
    assert found.seq >= SMALL.events
    assert found.restarts == 1
    assert found.disconnections >= SMALL.followers
    assert found.page_growth(lambda page: page.nodes) <= 0.10
    assert found.page_growth(lambda page: page.listeners) <= 0.10
    first, last = found.server
    for what in ("threads", "descriptors"):
        assert last[what] <= first[what] + MORE, what
    assert figures(SMALL, found)[0].met
