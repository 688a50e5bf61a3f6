"""The synthetic people: the same from the same dice, and as often as was said."""

from collections import Counter
from random import Random
from typing import Any, cast

import pytest

from server.core.model import Outcome
from server.demo import busy
from server.demo.busy import people_for
from server.demo.crowd import MISSED, SERVED, WARD, arrivals, true_times, visit_s
from tests.support.centre import default_centre

MANY = 20_000


def test_the_same_seed_gives_the_same_people() -> None:
    one, other = Random(7), Random(7)
    assert [WARD.wish(one) for _ in range(50)] == [WARD.wish(other) for _ in range(50)]
    assert [WARD.visit(one) for _ in range(50)] == [WARD.visit(other) for _ in range(50)]
    assert list(arrivals(50, one)) == list(arrivals(50, other))


def test_people_want_what_the_centre_has() -> None:
    layout = default_centre().layout
    assert set(WARD.fields) == set(layout.fields)
    assert set(WARD.classes) - {None} <= set(layout.priority_classes)


def test_fields_and_visits_come_as_often_as_was_said() -> None:
    dice = Random(1)
    fields = Counter(WARD.wish(dice).field for _ in range(MANY))
    assert fields["CT"] / MANY == pytest.approx(0.26, abs=0.02)
    visits = Counter(WARD.visit(dice) for _ in range(MANY))
    assert set(visits) == {SERVED, MISSED}
    assert visits[MISSED] / MANY == pytest.approx(0.06, abs=0.01)


def test_three_times_as_many_come_in_the_first_hour() -> None:
    hours = Counter(int(hour) for hour in arrivals(MANY, Random(1)))
    assert hours[7] / hours[9] == pytest.approx(3, rel=0.1)
    assert not {hour for hour in hours if hour not in (7, 8, 9, 10, 11, 13, 14, 15, 16)}


def test_visits_take_on_average_what_they_truly_take() -> None:
    usual = {"CT": 300.0, "HT": 600.0}
    true = true_times(usual)
    assert true == true_times(usual)
    assert all(0.6 * usual[field] <= true[field] <= 1.4 * usual[field] for field in usual)
    dice = Random(1)
    times = [visit_s(300, dice) for _ in range(MANY)]
    assert sum(times) / MANY == pytest.approx(300, rel=0.05)


def test_the_demos_people_have_a_pace_for_every_step() -> None:
    people, dice = people_for(["CT", "HT", "CT"]), Random(1)
    for visit in people.visits:
        assert all(people.pause_s(step, dice) > 0 for step in ("call", *visit))
    assert 2.0 <= people.until_next_s(dice) <= 5.0
    assert people.fields == {"CT": 2, "HT": 1}


def test_five_officers_keep_up_with_the_demos_crowd() -> None:
    people, dice, officers = people_for(["CT"]), Random(1), 5
    visits = [people.visit(dice) for _ in range(MANY)]
    busy_s = sum(people.pause_s(step, dice) for visit in visits for step in ("call", *visit))
    come_s = sum(people.until_next_s(dice) for _ in visits)
    assert busy_s / officers < 0.9 * come_s


class Door:
    """A centre where nobody is ever called."""

    def __init__(self, enough: int) -> None:
        self.taken, self.asked, self._enough = 0, 0, enough

    def post(self, _path: str, _body: dict[str, Any]) -> None:
        self.taken += 1

    def waiting(self) -> int:
        self.asked += 1
        if self.asked > self._enough:
            raise StopIteration
        return self.taken


def test_nobody_joins_a_line_that_is_long_already(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(busy.time, "sleep", lambda _seconds: None)
    door = Door(enough=200)
    with pytest.raises(StopIteration):
        busy.citizens(cast("busy.Api", door), people_for(["CT"]), Random(1))
    assert door.taken == busy.CROWD


def test_the_demos_officers_write_down_how_each_visit_ended() -> None:
    dice = Random(1)
    ended = {busy.said_at("finish", dice)["outcome"] for _ in range(200)}
    assert ended <= set(Outcome)
    assert len(ended) > 1
    assert busy.said_at("serve", dice) == {}
