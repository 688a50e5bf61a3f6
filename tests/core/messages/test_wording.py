"""Words of messages, how long they are, and the numbers that they go to."""

import pytest

from server.core.forecast.telling import Wait
from server.core.messages.kinds import LONGEST_WAIT_MS, WayHealth
from server.core.messages.moment import is_near
from server.core.messages.phone_numbers import mobile, national, tail
from server.core.messages.wording import Length, filled, length, not_a_place, without_accents
from server.core.refusal import Refusal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a" * 160, Length(160, unicode=False, messages=1)),
        ("a" * 161, Length(161, unicode=False, messages=2)),
        ("a" * 307, Length(307, unicode=False, messages=3)),
        ("€" * 80, Length(160, unicode=False, messages=1)),
        ("ờ" * 70, Length(70, unicode=True, messages=1)),
        ("a" * 70 + "ờ", Length(71, unicode=True, messages=2)),
        ("ờ" * 135, Length(135, unicode=True, messages=3)),
        ("🙂" * 35, Length(70, unicode=True, messages=1)),
        ("", Length(0, unicode=False, messages=1)),
    ],
)
def test_an_sms_is_as_long_as_the_networks_count_it(text: str, expected: Length) -> None:
    assert length(text) == expected


def test_vietnamese_without_accents_is_plain_letters() -> None:
    written = "Mời ông/bà Đặng Thị Hường đến quầy số ba, ngõ Ỷ Lan, ưỡn"
    assert without_accents(written) == "Moi ong/ba Dang Thi Huong den quay so ba, ngo Y Lan, uon"
    assert not length(without_accents(written)).unicode


def test_places_are_filled_at_once_and_what_fills_them_is_no_place() -> None:
    assert filled("{number} {centre}", {"number": "{centre}", "centre": "X"}) == "{centre} X"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{number} {centre}", None),
        ("{name}", "{name}"),
        ("{}", "{}"),
        ("{number!r}", "{number!r}"),
        ("{number.__class__}", "{number.__class__}"),
        ("{{number}}", "{}"),
        ("a } b", "}"),
        ("a { b", "{"),
    ],
)
def test_what_no_place_is_is_found(text: str, wrong: str | None) -> None:
    assert not_a_place(text, ("number", "centre")) == wrong


@pytest.mark.parametrize(
    "said", ["0912345678", "0912 345 678", "+84 912 345 678", "84.912.345.678", "(+84)912-345-678"]
)
def test_a_mobile_number_is_one_however_it_is_written(said: str) -> None:
    assert mobile(said) == "84912345678"
    assert national(mobile(said)) == "0912345678"
    assert tail(mobile(said)) == "678"


@pytest.mark.parametrize(
    "said",
    [
        "",
        "091234567",
        "09123456789",
        "0212345678",
        "02838123456",
        "1900 1234",
        "+1 912 345 678",
        "0912345678; 0987654321",
        "0912345a78",
        "+84+912345678",
        "٠٩١٢٣٤٥٦٧٨",
        "0" * 40,
        "0512345678",
    ],
)
def test_what_is_no_vietnamese_mobile_number_is_refused(said: str) -> None:
    with pytest.raises(Refusal, match="phone_not_mobile"):
        mobile(said)


@pytest.mark.parametrize(
    ("ahead", "wait", "near"),
    [
        (3, Wait(1200, 1800), True),
        (4, Wait(1200, 1800), False),
        (9, Wait(300, 600), True),
        (9, Wait(300, 660), False),
        (0, None, False),
        (0, Wait(0, 0), True),
    ],
)
def test_a_turn_is_near_by_people_or_by_time_and_never_where_nobody_serves(
    ahead: int, wait: Wait | None, near: bool
) -> None:
    assert is_near(ahead, wait, people=3, minutes=10) is near


def test_a_wait_of_no_time_is_not_near_by_time_where_that_is_off() -> None:
    assert not is_near(9, Wait(0, 60), people=3, minutes=0)


def test_few_before_her_are_not_near_while_a_call_is_far_off() -> None:
    assert is_near(0, Wait(1800, 3600), people=3, minutes=10)
    assert not is_near(0, Wait(2400, 3600), people=3, minutes=10)  # her counter has others to call first
    assert is_near(0, Wait(2400, 3600), people=3, minutes=60)


def test_a_way_in_trouble_is_tried_ever_more_rarely() -> None:
    health, waits = WayHealth(), []
    for _ in range(12):
        health = health.failed(1000, "no_money")
        waits.append((health.next_at - 1000) // 1000)
    assert waits[:4] == [15, 30, 60, 120]
    assert waits[-1] == LONGEST_WAIT_MS // 1000
    assert (health.since, health.why) == (1000, "no_money")
    assert health.worked(5000) == WayHealth(heard_at=5000)
