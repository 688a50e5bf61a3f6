"""What comes down from the city beside its cursor: what cannot be taken is asked for again, but not with every exchange."""

import hashlib
from typing import Any

import pytest

from server.link.answers import CATALOGUE_AGAIN_S, Answers
from server.link.line import CityAnswer, LineBroken

FILE = b"code,vi\n1,X\n"
OFFERED = {"catalogue": {"version": 7, "sha256": hashlib.sha256(FILE).hexdigest()}}


class Line:
    """Answers with the catalogue, or is broken."""

    def __init__(self) -> None:
        self.asked, self.broken = 0, False

    def ask(self, method: str, path: str, body: bytes | None = None) -> CityAnswer:
        self.asked += 1
        if self.broken:
            raise LineBroken("silent", "no answer")
        return CityAnswer(200, FILE)

    def close(self) -> None:
        pass


@pytest.mark.parametrize("what", ["a full disk", "a line that breaks"])
def test_a_catalogue_that_could_not_be_kept_is_fetched_again_after_ten_minutes(what: str) -> None:
    line, now, kept = Line(), 0.0, list[dict[str, Any]]()
    full = what == "a full disk"
    line.broken = not full

    def keep(came: dict[str, Any]) -> None:
        if full:
            raise OSError(28, "No space left on device")
        kept.append(came)

    answers = Answers(None, keep, lambda: now)
    for _ in range(5):
        answers.hand_down(OFFERED, line)
    assert line.asked == 1
    now += CATALOGUE_AGAIN_S
    full = line.broken = False
    for _ in range(5):
        answers.hand_down(OFFERED, line)
    assert line.asked == 2
    assert [each["csv"] for each in kept] == [FILE]
