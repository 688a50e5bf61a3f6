"""The one table of waits: in seconds, rounded, and in words. All who round or word a wait are tested with it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from server.core.forecast.telling import Wait


@dataclass(frozen=True, slots=True)
class WaitCase:
    """A forecast range, the same range rounded, and its words."""

    exact: Wait
    rounded: Wait
    vi: str
    en: str


WAIT_CASES: Final = [
    WaitCase(Wait(*case["seconds"]), Wait(*case["rounded"]), case["vi"], case["en"])
    for case in json.loads((Path(__file__).parents[1] / "core" / "wait_words.json").read_text("utf-8"))
]
