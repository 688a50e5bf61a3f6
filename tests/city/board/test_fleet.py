"""The centres as machines: what is wrong, how bad, what to do."""

import pytest

from server.city.board.fleet import Badness, Fork, Machine, by_need, troubles

NOW = 1_800_000_000_000


def machine(code: str = "W0001", **changes: object) -> Machine:
    return Machine(code, "Phường Mẫu", "", NOW, **({"heard_at": NOW} | changes))  # type: ignore[arg-type]


CASES = {
    "fork": {"forks": (Fork(2, 800, NOW, "restored"),)},
    "halted": {"halted": {"seq": 9, "type": "ticket_teleported"}},
    "behind": {"stored": 5000, "folded": 100},
    "never": {"heard_at": None},
    "silent": {"heard_at": NOW - 31_000},
    "clock": {"skew_ms": -9000},
    "feed": {"feed_s": 200.0},
    "kiosk": {"health": {"kiosks": [{"n": 1, "state": "silent"}]}},
    "paper_out": {"health": {"kiosks": [{"n": 1, "paper": "out", "printer": "out"}]}},
    "paper_low": {"health": {"kiosks": [{"n": 1, "paper": "low"}]}},
    "printer": {"health": {"kiosks": [{"n": 1, "printer": "trouble"}]}},
    "screens": {"health": {"screens": {"on": 1, "silent": 1}}},
    "disk": {"health": {"disk_free_mb": 999}},
    "backup": {"health": {"backup_age_s": 36 * 3600 + 1}},
}


@pytest.mark.parametrize("code", CASES)
def test_each_trouble_is_found_alone_and_says_what_to_do(code):
    (found,) = troubles(machine(**CASES[code]))
    assert found.code == code
    for language in ("vi", "en"):
        assert "{" not in found.what.said(language)
        assert found.action.said(language).endswith(".")


@pytest.mark.parametrize(
    "well",
    [
        {},
        {"heard_at": NOW - 30_000, "skew_ms": 5000, "feed_s": 150.0, "stored": 1100, "folded": 100},
        {"forks": (Fork(2, 800, NOW, "restored", seen_by="thử"),)},
        {"health": {"backup_age_s": 36 * 3600, "disk_free_mb": 1000, "screens": {"on": 2, "silent": 0}}},
    ],
)
def test_what_is_well_is_no_trouble(well):
    assert troubles(machine(**well)) == []


def test_no_backup_at_all_is_told():
    assert [found.code for found in troubles(machine(health={"backup_age_s": None}))] == ["backup"]


@pytest.mark.parametrize(
    "said",
    [
        {"kiosks": 3},
        {"kiosks": [7, None]},
        {"screens": "many"},
        {"disk_free_mb": "full", "backup_age_s": "old"},
        {"screens": {"silent": "2"}},
    ],
)
def test_what_a_centre_says_wrongly_breaks_nothing(said):
    assert {found.code for found in troubles(machine(health=said))} <= {"backup"}


def test_whoever_needs_somebody_most_comes_first():
    fleet = [
        machine("W0001"),
        machine("W0002", skew_ms=9000),
        machine("W0003", heard_at=NOW - 60_000),
        machine("W0004", heard_at=NOW - 60_000, health={"disk_free_mb": 1}),
        machine("W0005", health={"kiosks": [{"n": 1, "paper": "low"}]}),
    ]
    found = by_need(fleet)
    assert [each.code for each, _ in found] == ["W0004", "W0003", "W0002", "W0005", "W0001"]
    assert [wrong[0].badness for _, wrong in found[:4]] == [
        Badness.NOW,
        Badness.NOW,
        Badness.SOON,
        Badness.LOOK,
    ]
