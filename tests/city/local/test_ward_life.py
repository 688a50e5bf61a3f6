"""A simulated centre's day is one that the rules themselves allow, and the same whenever it is asked for."""

import json
from collections import Counter

import pytest

from server.city.local.hanoi import wards
from server.city.local.ward_life import Life, WardRow
from server.city.local.ward_people import CrowdPace, day_of
from server.city.local.ward_sender import sent_as
from server.city.local.ward_settings import settings_of
from server.city.local.ward_shown import health, shown
from server.core import settings
from server.core.events import Entry, SettingsBegun, event_from
from server.core.model import Counter as CounterNow
from server.core.model import CounterState, Ticket, TicketState
from server.core.queue.counters import evolve_counter
from server.core.queue.tickets import evolve_ticket
from server.core.ratings.counting import LEAST

HOUR = 3_600_000
SEVEN = 1_795_910_400_000
"""29 November 2026, seven in the morning in Hanoi."""
WARD = wards()[0]


def life(seed: int = 3, paces: tuple[CrowdPace, ...] = ()) -> Life:
    return Life(settings_of(WARD.name), seed, SEVEN, paces)


def folded(rows: list[WardRow]) -> tuple[dict[int, Ticket], dict[int, CounterNow]]:
    """What a follower makes of them, as they come over the line: raises where a rule does not allow a step."""
    tickets: dict[int, Ticket] = {}
    counters: dict[int, CounterNow] = {}
    items: settings.Items = {}
    for row in rows:
        seq, at, _, type_, ticket, counter, data = json.loads(json.dumps(sent_as(row)))
        entry = Entry(seq, at, "", event_from(type_, ticket, counter, data))
        if isinstance(entry.event, SettingsBegun):
            items = settings.evolve(items, entry.event)
            continue
        if ticket is not None:
            tickets[ticket] = evolve_ticket(tickets.get(ticket), entry)
        if counter is not None:
            counters[counter] = evolve_counter(counters.get(counter, CounterNow(counter)), entry)
    assert len(settings.in_use(items, "fields")) == 10
    return tickets, counters


@pytest.mark.parametrize("seed", range(6))
def test_the_rules_allow_every_step_and_what_it_shows_follows_from_its_rows(seed: int) -> None:
    centre = life(seed)
    tickets, counters = folded(centre.until(SEVEN + 10 * HOUR))
    waiting = {t.number for t in tickets.values() if t.state is TicketState.WAITING}
    told = shown(centre, WARD, SEVEN + 10 * HOUR)
    assert {number for line in told["lines"].values() for number in line} == waiting
    assert len({t.number for t in tickets.values()}) == len(tickets)
    assert {n: c.state for n, c in counters.items() if c.at_work} == {
        n: state for n, state in centre.states.items() if state is not CounterState.CLOSED
    }
    assert told["ratings"]["day"] == "2026-11-29"


def test_a_day_is_a_believable_one() -> None:
    rows = life().until(SEVEN + 10 * HOUR)
    types = Counter(row.event.type for row in rows)
    assert 150 < types["ticket_issued"] < 700
    assert 4 < len(rows) / types["ticket_issued"] < 6
    assert types["ticket_missed"]
    assert types["ticket_transferred"]
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    assert [row.at for row in rows] == sorted(row.at for row in rows)


def test_it_is_the_same_in_small_steps_and_in_one() -> None:
    small, whole = life(), life()
    stepped = [row for step in range(240) for row in small.until(SEVEN + step * HOUR // 60)]
    assert stepped == whole.until(SEVEN + 239 * HOUR // 60)
    assert stepped != life(4).until(SEVEN + 239 * HOUR // 60)


def test_a_new_day_begins_with_new_numbers_and_nobody_in_hand() -> None:
    centre = life()
    evening = SEVEN + 17 * HOUR
    tickets, counters = folded(centre.until(evening))
    assert {t.state for t in tickets.values()} <= {
        TicketState.WAITING,
        TicketState.FINISHED,
        TicketState.NO_SHOW,
        TicketState.CANCELLED,
    }
    assert all(not c.at_work for c in counters.values())
    morning = [row for row in centre.until(evening + HOUR) if row.event.type == "ticket_issued"]
    assert {row.day for row in morning} == {day_of(evening)} == {"2026-11-30"}
    assert min(row.event.n for row in morning) == 1  # type: ignore[attr-defined]


def test_a_rush_brings_more_people_from_its_moment_on() -> None:
    usual = life().until(SEVEN + 4 * HOUR)
    rushed = life(paces=(CrowdPace(SEVEN + 2 * HOUR, 3.0),)).until(SEVEN + 4 * HOUR)
    before = [row for row in usual if row.at < SEVEN + 2 * HOUR]
    assert rushed[: len(before)] == before
    assert len(rushed) > len(usual)


def test_nothing_that_stays_at_home_is_in_it() -> None:
    for row in life().until(SEVEN + 3 * HOUR):
        data = row.event.data()
        assert not data.get("officer")
        assert all(data.get(name) is None for name in ("reason", "why", "note"))
        assert not data.get("dossiers")


def test_how_satisfied_people_are_differs_from_centre_to_centre() -> None:
    good = {}
    for seed in range(40):
        centre = life(seed)
        centre.until(SEVEN + 4 * HOUR)
        levels = shown(centre, WARD, SEVEN + 4 * HOUR)["ratings"]["levels"]
        cast = sum(levels.values())
        good[seed] = 100 * (cast - levels["not_satisfied"]) / cast
        assert levels == shown(centre, WARD, SEVEN + 4 * HOUR)["ratings"]["levels"]
    assert min(good.values()) > 70
    assert 3 <= sum(share < 95 for share in good.values()) <= 25
    assert sum(share < 100 for share in good.values()) > 15


def test_ballots_are_told_in_the_groups_in_which_a_centre_tells_its_own() -> None:
    centre, told = life(), set()
    for hour in range(1, 10):
        centre.until(SEVEN + hour * HOUR)
        levels = shown(centre, WARD, SEVEN + hour * HOUR)["ratings"]["levels"]
        told.add(0 if levels is None else sum(levels.values()))
    assert max(told) > LEAST
    assert {n % LEAST for n in told} == {0}


def test_a_ballot_stays_what_it_was() -> None:
    centre, before = life(), dict.fromkeys(("very_satisfied", "satisfied", "not_satisfied"), 0)
    for hour in range(3, 9):
        centre.until(SEVEN + hour * HOUR)
        levels = shown(centre, WARD, SEVEN + hour * HOUR)["ratings"]["levels"]
        assert all(levels[level] >= before[level] for level in before)
        before = levels


def test_with_some_centres_a_machine_needs_somebody() -> None:
    found = [health(seed, 60) for seed in range(126)]
    assert any(each["alerts"] for each in found)
    assert sum(bool(each["alerts"]) for each in found) < 40


def test_hanoi_has_126_of_them_each_at_a_place_of_its_own() -> None:
    known = wards()
    assert len({ward.code for ward in known}) == len({ward.name for ward in known}) == 126
    assert len({(ward.lat, ward.lon) for ward in known}) == 126
    assert sum(ward.name.startswith("Phường ") for ward in known) == 51
    assert all(20.5 < ward.lat < 21.5 and 105.2 < ward.lon < 106.1 for ward in known)
