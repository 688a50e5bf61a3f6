"""Service times learnt from visits, steady against what nobody should learn from."""

import random
from math import exp, log

import pytest

from server.core.forecast.service_times import learn

USUAL_S = 300


def visits(n: int, mean_s: float, spread: float = 0.5) -> list[float]:
    dice = random.Random(n)
    return [exp(dice.gauss(log(mean_s) - spread**2 / 2, spread)) for _ in range(n)]


def test_without_history_it_is_what_the_centre_set_up() -> None:
    assert learn(USUAL_S, []).mean_s == pytest.approx(USUAL_S)


def test_a_few_visits_move_it_a_little_and_many_move_it_all_the_way() -> None:
    few, many = learn(USUAL_S, visits(3, 900)), learn(USUAL_S, visits(2000, 900))

    assert USUAL_S < few.mean_s < 600
    assert many.mean_s == pytest.approx(900, rel=0.05)


def test_forgotten_last_keys_do_not_move_it() -> None:
    honest = visits(200, 300)
    forgotten = honest + [4 * 3600.0] * 10

    assert learn(USUAL_S, forgotten).mean_s == pytest.approx(learn(USUAL_S, honest).mean_s, rel=0.15)


def test_visits_of_no_length_are_left_out() -> None:
    assert learn(USUAL_S, [0, 0.2, -5]) == learn(USUAL_S, [])


def test_its_steps_ascend_and_draw_its_mean() -> None:
    time = learn(USUAL_S, [])
    steps = time.steps()

    assert list(steps) == sorted(steps)
    assert sum(steps) / len(steps) == pytest.approx(time.mean_s, rel=0.05)
