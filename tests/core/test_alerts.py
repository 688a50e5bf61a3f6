"""Alerts as rules: raised once, ended when the value has fallen, told again as often as the rule says."""

from hypothesis import given
from hypothesis import strategies as st

from server.core.alerts import (
    CALM_MS,
    AlertRule,
    Key,
    Metric,
    OpenAlert,
    Reading,
    Watched,
    evolve,
    judge,
    told_at,
)
from server.core.events import AlertAcknowledged, AlertEnded, AlertRaised, Entry
from server.core.units import MINUTE_MS, SECOND_MS

NAMES = {"vi": "Chờ lâu", "en": "Long wait"}
RULE = AlertRule("long", NAMES, Metric.LONGEST_WAIT, limit=30)
KEY = ("long", "field:CT")
START = 1_000_000_000


class Hall:
    """Judges again and again, as the server does; `restart` forgets what only memory holds."""

    def __init__(self, *rules: AlertRule) -> None:
        self.rules, self.now, self.seq = rules, START, 0
        self.standing: dict[Key, OpenAlert] = {}
        self.watched = Watched()
        self.history: list[AlertRaised | AlertEnded] = []

    def look(
        self, value: int | None, after_s: float = 5, field: str = "CT"
    ) -> list[AlertRaised | AlertEnded]:
        self.now += round(after_s * SECOND_MS)
        measured = {} if value is None else {RULE.metric: [Reading(f"field:{field}", value, field)]}
        events, self.watched = judge(self.rules, measured, self.standing, self.watched, self.now)
        for event in events:
            self.seq += 1
            self.standing = evolve(self.standing, Entry(self.seq, self.now, "system", event))
        self.history += events
        return events

    def restart(self) -> None:
        self.watched = Watched()


@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, 0, 29, 30, 45]), st.sampled_from([0, 5, 61, 300, -20]), st.booleans()
        ),
        max_size=40,
    ),
    st.sampled_from([0, 120]),
)
def test_it_is_never_raised_twice_while_it_stands_whatever_happens(
    steps: list[tuple[int | None, int, bool]], for_s: int
) -> None:
    hall = Hall(AlertRule("long", NAMES, RULE.metric, 30, for_s=for_s))
    for value, after_s, restarts in steps:
        if restarts:
            hall.restart()
        hall.look(value, after_s)
    kinds = [type(event) for event in hall.history]
    assert kinds == [(AlertRaised, AlertEnded)[place % 2] for place in range(len(kinds))]
    assert bool(hall.standing) == (len(kinds) % 2 == 1)


def test_it_is_raised_at_its_limit_with_what_was_measured() -> None:
    hall = Hall(RULE)
    assert hall.look(29) == []
    assert hall.look(30) == [AlertRaised(*KEY, 30, 30)]
    assert hall.look(99) == []


def test_what_does_not_last_is_not_raised() -> None:
    hall = Hall(AlertRule("long", NAMES, RULE.metric, 30, for_s=60))
    assert hall.look(40) == []
    assert hall.look(40, 50) == []
    assert hall.look(10) == []
    assert hall.look(40) == []
    assert hall.look(40, 59) == []
    assert hall.look(40, 1) == [AlertRaised(*KEY, 40, 30)]


def test_it_ends_when_the_value_has_been_below_for_a_minute() -> None:
    hall = Hall(RULE)
    hall.look(30)
    assert hall.look(29) == []
    assert hall.look(31) == []
    assert hall.look(29) == []
    assert hall.look(29, CALM_MS / SECOND_MS) == [AlertEnded(*KEY)]


def test_it_ends_at_once_when_nothing_is_left() -> None:
    for gone in (0, None):
        hall = Hall(RULE)
        hall.look(30)
        assert hall.look(gone) == [AlertEnded(*KEY)]


def test_it_ends_at_once_when_its_rule_is_removed_or_switched_off() -> None:
    for rules in ((), (AlertRule("long", NAMES, RULE.metric, 30, active=False),)):
        hall = Hall(RULE)
        hall.look(45)
        hall.rules = rules
        assert hall.look(45) == [AlertEnded(*KEY)]


def test_one_that_stood_before_a_restart_is_not_raised_again() -> None:
    hall = Hall(RULE)
    hall.look(45)
    hall.restart()
    assert hall.look(45) == []


def test_a_rule_for_one_field_is_not_for_another() -> None:
    hall = Hall(AlertRule("long", NAMES, RULE.metric, 30, field="HT"))
    assert hall.look(45) == []
    assert hall.look(45, field="HT") == [AlertRaised("long", "field:HT", 45, 30)]


def test_how_many_wait_is_counted_for_all_or_for_one_field() -> None:
    measured = {Metric.WAITING: [Reading("", 12), Reading("field:CT", 9, "CT"), Reading("field:HT", 3, "HT")]}
    both = AlertRule("all", NAMES, Metric.WAITING, 9), AlertRule("ct", NAMES, Metric.WAITING, 9, field="CT")
    events, _ = judge(both, measured, {}, Watched(), START)
    assert events == [AlertRaised("all", "", 12, 9), AlertRaised("ct", "field:CT", 9, 9)]


@given(st.integers(0, 600), st.integers(1, 60), st.one_of(st.none(), st.integers(0, 600)))
def test_it_is_told_again_at_every_repeat_until_it_is_acknowledged(
    minutes: int, repeat: int, acknowledged: int | None
) -> None:
    seen = None if acknowledged is None else START + acknowledged * MINUTE_MS
    alert = OpenAlert(1, *KEY, 30, 30, START, None, seen)
    told = told_at(alert, repeat * 60, START + minutes * MINUTE_MS)
    until = minutes if acknowledged is None else acknowledged
    assert told == START + until // repeat * repeat * MINUTE_MS
    assert told_at(alert, 0, START + minutes * MINUTE_MS) == START


def test_who_acknowledged_it_stands_with_it() -> None:
    raised = evolve({}, Entry(7, START, "system", AlertRaised(*KEY, 45, 30)))
    seen = evolve(raised, Entry(8, START + 5, "manager:hoa", AlertAcknowledged(*KEY)))
    assert seen == {KEY: OpenAlert(7, *KEY, 45, 30, START, "manager:hoa", START + 5)}
    assert evolve(seen, Entry(9, START + 9, "system", AlertEnded(*KEY))) == {}


def test_whoever_is_not_named_is_not_told() -> None:
    assert RULE.tells("viewer")
    rule = AlertRule("long", NAMES, RULE.metric, 30, roles=frozenset({"manager"}))
    assert rule.tells("manager")
    assert not rule.tells("viewer")
