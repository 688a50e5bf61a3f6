"""Whoever adds an event, a field or a setting says whether it may leave the centre: nothing leaves that is not listed."""

import json
from dataclasses import MISSING, fields
from typing import Any

import pytest

from server.config import CentreSettings
from server.core.events import EVENT_TYPES, event_from
from server.core.link import allowed, allowed_settings, allowed_was
from server.core.link.allowed import AT_HOME, LEAVES, leaving
from server.core.model import Counter, Ticket
from server.web.manage.settings.forms import model_of

PERSONAL = {"actor", "officer", "note", "reason", "text", "code", "why", "blind", "username", "words", "name"}
COLUMNS = {"ticket", "counter"}


def test_every_type_leaves_or_stays() -> None:
    assert LEAVES.keys() | AT_HOME == EVENT_TYPES.keys()
    assert not LEAVES.keys() & AT_HOME


@pytest.mark.parametrize("type_", LEAVES)
def test_every_field_of_a_type_that_leaves_is_named(type_: str) -> None:
    known = {f.name for f in fields(EVENT_TYPES[type_])} - COLUMNS
    assert LEAVES[type_].fields == known


@pytest.mark.parametrize("type_", LEAVES)
def test_no_personal_field_leaves_as_it_is(type_: str) -> None:
    assert not LEAVES[type_].kept & PERSONAL


@pytest.mark.parametrize("type_", LEAVES)
def test_what_leaves_still_makes_the_event(type_: str) -> None:
    """The city's fold reads it as a centre reads its own journal."""
    required = {f.name: [] for f in fields(EVENT_TYPES[type_]) if f.default is MISSING}
    sent = leaving(
        type_, {name: value for name, value in required.items() if name not in COLUMNS} | {"part": "hours"}
    )
    assert sent is not None
    assert event_from(type_, 1, 1, json.loads(json.dumps(sent))).type == type_


def test_what_an_undo_restores_is_named() -> None:
    ticket = {f.name for f in fields(Ticket)}
    counter = {f.name for f in fields(Counter)}
    assert allowed_was.TICKET | allowed_was.TICKET_BLANK | {"dossiers"} == ticket
    assert counter == allowed_was.COUNTER | allowed_was.COUNTER_BLANK


def settings_of(part: str) -> set[str]:
    return {field.alias or name for name, field in model_of(part)[0].model_fields.items()}


def test_every_part_of_the_settings_leaves_or_stays() -> None:
    assert allowed_settings.LEAVES.keys() | allowed_settings.PARTS_AT_HOME == set(CentreSettings.model_fields)
    assert not allowed_settings.LEAVES.keys() & allowed_settings.PARTS_AT_HOME


@pytest.mark.parametrize("part", allowed_settings.LEAVES)
def test_every_setting_of_a_part_that_leaves_is_named(part: str) -> None:
    stays = allowed_settings.AT_HOME.get(part, frozenset())
    assert allowed_settings.LEAVES[part] | stays == settings_of(part)
    assert not allowed_settings.LEAVES[part] & stays


def test_rows_of_a_setting_are_narrowed() -> None:
    from server.config import hours, points

    models = {"days": hours.DayHours, "hours": hours.FieldHours, "exceptions": points.PointDay}
    for (part, name), kept in allowed_settings.ROWS.items():
        known = {field.alias or of for of, field in models[name].model_fields.items()}
        assert kept <= known
        assert known - kept <= {"reason_vi", "reason_en"}
        assert name in allowed_settings.LEAVES[part]


@pytest.mark.parametrize(
    ("type_", "data", "sent"),
    [
        ("of_a_later_version", {"name": "Lan"}, None),
        ("visit_rated", {"level": 1, "reason": "x"}, None),
        ("ticket_missed", {"later": "Lan"}, {}),
        ("counter_opened", {"officer": "lan", "fields": ["CT"], "helps": []}, {"officer": "", "fields": ["CT"], "helps": []}),
        ("ticket_finished", {"outcome": "received", "dossiers": [["1.1", "received", "direct", "H1-2"]]}, {"outcome": "received", "dossiers": [["1.1", "received", "direct", None]]}),
        ("ticket_restored", {"undoes": 3, "was": {"note": "Lan", "state": "called", "later": "Lan"}}, {"undoes": 3, "was": {"note": "", "state": "called"}}),
        ("counter_restored", {"undoes": 3, "was": {"officer": None, "help_text": "Lan"}}, {"undoes": 3, "was": {"officer": None, "help_text": ""}}),
        ("setting_changed", {"part": "complaints", "key": None, "before": 1, "after": "Lan"}, None),
        ("setting_changed", {"part": "counters", "key": "1", "before": None, "after": {"n": 1, "note_vi": "Lan"}}, {"part": "counters", "key": "1", "before": None, "after": {"n": 1}, "takes_back": None}),
        ("setting_changed", {"part": "exceptions", "key": None, "before": [{"date": "2027-01-01", "vi": "Lan"}], "after": "Lan"}, {"part": "exceptions", "key": None, "before": [{"date": "2027-01-01"}], "after": None, "takes_back": None}),
        ("settings_begun", {"settings": {"voice": {"x": "Lan"}, "points": [{"code": "A", "exceptions": [{"day": "2027-01-01", "reason_vi": "Lan"}]}]}}, {"settings": {"points": [{"code": "A", "exceptions": [{"day": "2027-01-01"}]}]}}),
        ("settings_begun", {"settings": "Lan"}, {"settings": {}}),
    ],
)  # fmt: skip
def test_what_leaves(type_: str, data: dict[str, Any], sent: dict[str, Any] | None) -> None:
    assert allowed.leaving(type_, data) == sent
