"""What the centre says to the city: one answer for each request, the same however often it is asked."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from server.core.centre import PhoneRules, RemoteRules
from server.link.answer import answer, remote
from server.service.context import Context
from server.service.queue import afar
from tests.support.centre import small_centre
from tests.support.clock import SetClock
from tests.support.quick_server import quick_context

REQUEST = {"id": "r-1", "kind": "number", "field": "CT", "procedure": None, "left_s": 60.0, "language": "en"}


@pytest.fixture
def context(tmp_path: Path, clock: SetClock) -> Iterator[Context]:
    rules = RemoteRules(share=30)
    opened = quick_context(
        tmp_path / "data", replace(small_centre(), remote=rules, phone=PhoneRules()), clock
    )
    yield opened
    opened.close()


def one(context: Context, **asked: Any) -> dict[str, Any]:
    (found,) = answer(context, [{**REQUEST, **asked}])
    return found


def test_a_number_comes_with_all_that_its_person_needs(context: Context) -> None:
    found = one(context)
    assert found | {"told": {}} == {
        "request": "r-1",
        "state": "issued",
        "ticket": 1,
        "number": "A001",
        "told": {},
    }
    assert found["told"] == {
        "ahead": 0,
        "low_s": 0,
        "high_s": 0,
        "kept_s": 1800,
        "track": context.tracks.code(1),
    }
    assert one(context) == found


def test_a_refusal_is_in_the_centres_own_words_in_both_languages(context: Context) -> None:
    told = one(context, left_s=-1)
    assert (told["state"], told["told"]["code"]) == ("refused", "afar_too_late")
    assert {"vi", "en"} < told["told"].keys()


def test_the_hall_s_digits_say_that_somebody_is_here(context: Context) -> None:
    one(context)
    wrong = one(context, id="c-1", kind="check_in", of="r-1", code="abcd")
    assert (wrong["state"], wrong["told"]["code"]) == ("refused", "presence_wrong")
    code = context.presence.code(context.clock())
    assert one(context, id="c-2", kind="check_in", of="r-1", code=code)["state"] == "checked_in"
    assert one(context)["state"] == "checked_in"


def test_who_gives_a_number_up_and_whose_number_lapsed_are_told_apart(
    context: Context, clock: SetClock
) -> None:
    one(context)
    assert one(context, id="c-1", kind="cancel", of="r-1")["state"] == "cancelled"
    assert one(context)["state"] == "cancelled"
    one(context, id="r-2")
    context.serving = lambda: {"CT": (1,)}  # type: ignore[method-assign,assignment]
    clock.forward(minutes=31)
    afar.look_after_expected(context)
    assert one(context, id="r-2")["state"] == "lapsed"


def test_what_nobody_can_understand_is_left_out(context: Context) -> None:
    asked = [{}, {"id": "x", "kind": "dance"}, {"id": "y", "kind": "number"}, {**REQUEST, "left_s": "soon"}]
    assert answer(context, asked) == []


def test_the_rest_of_a_batch_is_answered_whatever_one_of_it_is(context: Context) -> None:
    found = answer(context, [{**REQUEST, "field": "XX"}, {"kind": "number"}, REQUEST])
    assert [(each["request"], each["state"]) for each in found] == [("r-1", "refused"), ("r-1", "issued")]


def test_the_pages_are_told_how_many_are_left(context: Context) -> None:
    one(context)
    assert remote(context)["CT"] == {"share": 2, "left": 1}
