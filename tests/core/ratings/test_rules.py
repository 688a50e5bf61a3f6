"""Which visit may be rated, when, and what a ballot must hold."""

from dataclasses import replace

import pytest

from server.core.model import Channel, Ticket, TicketState
from server.core.ratings.rules import (
    GRACE_S,
    Ballot,
    RatingRules,
    check_ballot,
    check_slip_in_time,
    check_tablet_in_time,
    check_visit,
    left_ms,
)
from server.core.refusal import Refusal

RULES = RatingRules(enabled=True, reasons={"wait": {"vi": "Chờ lâu", "en": "Long wait"}}, tablet_s=30)
ENDED = 1_000_000_000
DAY = "2026-11-23"
TICKET = Ticket(
    7, DAY, "A", 1, "CT", None, None, Channel.KIOSK, 0, TicketState.FINISHED, counter=3, ended_at=ENDED
)


def test_a_ballot_is_kept_as_it_counts() -> None:
    assert check_ballot(RULES, Ballot(3, "wait", "  Rất\n tốt ")) == Ballot(3, None, "Rất tốt")
    assert check_ballot(RULES, Ballot(1, "wait", " ")) == Ballot(1, "wait", None)
    assert check_ballot(replace(RULES, words=False), Ballot(2, None, "thừa")) == Ballot(2)


@pytest.mark.parametrize(
    ("rules", "ballot", "code"),
    [
        (RatingRules(), Ballot(3), "ratings_off"),
        (RULES, Ballot(1), "rating_reason"),
        (RULES, Ballot(1, ""), "rating_reason"),
        (RULES, Ballot(1, "manner"), "rating_reason_unknown"),
    ],
)
def test_a_ballot_that_cannot_count(rules: RatingRules, ballot: Ballot, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_ballot(rules, ballot)
    assert refused.value.code == code


@pytest.mark.parametrize("state", TicketState)
def test_only_a_finished_visit_is_rated_and_once(state: TicketState) -> None:
    codes = {TicketState.CANCELLED: "rating_cancelled", TicketState.NO_SHOW: "rating_missed"}
    if state is TicketState.FINISHED:
        check_visit(TICKET, rated=False)
    for rated in (False, True) if state is not TicketState.FINISHED else (True,):
        with pytest.raises(Refusal) as refused:
            check_visit(replace(TICKET, state=state), rated=rated)
        already = "already_rated" if state is TicketState.FINISHED else "rating_not_yet"
        assert refused.value.code == codes.get(state, already)


@pytest.mark.parametrize(
    ("late_minutes", "after_minutes", "day", "well"),
    [
        (0, 0, DAY, True),
        (0, 600, DAY, True),
        (0, 0, "2026-11-24", False),
        (30, 30, DAY, True),
        (30, 31, DAY, False),
        (30, -5, DAY, True),
    ],
)
def test_a_slip_rates_until_the_day_or_its_minutes_are_over(
    late_minutes: int, after_minutes: int, day: str, well: bool
) -> None:
    rules = replace(RULES, late_minutes=late_minutes)
    if well:
        check_slip_in_time(rules, TICKET, ENDED + after_minutes * 60_000, day)
        return
    with pytest.raises(Refusal, match="rating_too_late"):
        check_slip_in_time(rules, TICKET, ENDED + after_minutes * 60_000, day)


def test_a_tablet_asks_for_so_long_and_takes_a_ballot_a_little_longer() -> None:
    assert left_ms(RULES, TICKET, ENDED) == 30_000
    assert left_ms(RULES, TICKET, ENDED + 10_000) == 20_000
    assert left_ms(RULES, TICKET, ENDED + 31_000) == 0
    check_tablet_in_time(RULES, TICKET, ENDED + (30 + GRACE_S) * 1000)
    with pytest.raises(Refusal, match="rating_too_late"):
        check_tablet_in_time(RULES, TICKET, ENDED + (31 + GRACE_S) * 1000)


def test_an_end_that_a_clock_ahead_has_left_is_over_and_one_of_some_seconds_is_now() -> None:
    assert left_ms(RULES, TICKET, ENDED - 2_000) == 30_000
    check_tablet_in_time(RULES, TICKET, ENDED - 2_000)
    assert left_ms(RULES, TICKET, ENDED - 7_200_000) == 0
    with pytest.raises(Refusal, match="rating_too_late"):
        check_tablet_in_time(RULES, TICKET, ENDED - 7_200_000)
