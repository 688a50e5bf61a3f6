"""Every figure for operations is described in docs/metrics.md, and nothing else is."""

import re

from tests.guards.tree import ROOT, files, name

NAME = re.compile(r"goiso_[a-z_]+")


def test_every_figure_is_described_and_no_other() -> None:
    sources = [
        path for path in files(".py") if name(path).startswith("server/") and path.stem.endswith("metrics")
    ]
    given = {found for path in sources for found in NAME.findall(path.read_text(encoding="utf-8"))}
    described = set(NAME.findall((ROOT / "docs" / "metrics.md").read_text(encoding="utf-8")))
    assert given
    assert given == described
