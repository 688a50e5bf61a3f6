"""How far a report's file has come: done is said of a file that is done, of no other."""

from typing import Any

import pytest

from tests.support.modules import on_a_stub

TEXTS = {
    "file_days": {"vi": "{done} trên {days} ngày", "en": "{done} of {days} days"},
    "file_done": {"vi": "Xong", "en": "Done"},
}


def followed(answers: str) -> Any:
    """What the page has said, and whether the bar still stands, once the file is followed no more."""
    script = f"""
        const {{ ApiError }} = await load("/static/js/api.js");
        const {{ byRole }} = await load("/static/js/dom.js");
        const {{ follow }} = await load("/static/manage/reports/file_progress.js");
        const refused = new ApiError({{ code: "unreachable", status: 0, detail: "", action: "" }});
        const answers = {answers};
        const said = [];
        const get = async () => {{
          said.push(textOf("progress-text"));
          const next = answers.length > 1 ? answers.shift() : answers[0];
          if (next instanceof Error) throw next;
          return next;
        }};
        await follow({{ get }}, "a-key-of-mine", 0);
        const answer = [[...new Set([...said, textOf("progress-text")])].filter(Boolean), !byRole("progress").hidden];
    """
    return on_a_stub(script, TEXTS)


NOTHING = "{ done: 0, days: 0 }"


@pytest.mark.parametrize("silence", [NOTHING, "refused"])
def test_of_a_file_that_nobody_knows_nothing_is_said(silence: str) -> None:
    assert followed(f"[{silence}]") == [[], False]
    half = f"[{{ done: 1, days: 3 }}, {silence}]"
    assert followed(half) == [["1 trên 3 ngày"], False]


def test_a_file_that_is_slow_to_begin_is_followed_until_it_is_done() -> None:
    slow = f"[...Array(12).fill({NOTHING}), {{ done: 2, days: 3 }}, refused, {{ done: 3, days: 3 }}]"
    assert followed(slow) == [["2 trên 3 ngày", "Xong"], True]
