"""Every setting has its effect: changed as its form changes it, seen in the running centre. Generated from the schema."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

import pytest
from pydantic import BaseModel

from server.config import CentreSettings
from server.http.rate_limit import limiter
from server.service.settings.preview_views import NOT_PREVIEWED, previewed
from server.web.manage.settings.forms import model_of
from tests.service.settings.effects.of_alerts import ALERTS
from tests.service.settings.effects.of_centre import CENTRE, EXCEPTIONS, HOURS
from tests.service.settings.effects.of_keeping import KEEPING
from tests.service.settings.effects.of_lines import CALLING, COUNTERS, FIELDS, PRIORITY_CLASSES
from tests.service.settings.effects.of_messages import MESSAGES
from tests.service.settings.effects.of_places import HALL, POINTS
from tests.service.settings.effects.of_surfaces import SURFACES
from tests.service.settings.effects.ward import Effect, Ward, Wards
from tests.support.waiting import until

EFFECTS: Final[Mapping[str, Effect]] = {
    **CENTRE,
    **HOURS,
    **EXCEPTIONS,
    **FIELDS,
    **COUNTERS,
    **POINTS,
    **HALL,
    **PRIORITY_CLASSES,
    **CALLING,
    **SURFACES,
    **KEEPING,
    **ALERTS,
    **MESSAGES,
}


_TRIED = "what is asked, and what an answer means, is tried with one's own number on the page of messages"
NOT_FORETOLD: Final[Mapping[str, str]] = {
    f"messages.{name}": _TRIED
    for name in (
        *("zalo_app", "zalo_near", "zalo_near_data", "zalo_called", "zalo_called_data"),
        *("sms_url", "sms_inside", "sms_method", "sms_header", "sms_good", "sms_no_money"),
    )
}
"""Settings of which nothing is told before they are saved, though their page tells of others, and why."""


def paths(name: str, model: type[BaseModel]) -> Iterator[str]:
    """Every setting of a model, and of the rows of those that are rows: `fields.hours.from`."""
    for setting, field in model.model_fields.items():
        path = f"{name}.{field.alias or setting}"
        row = next((each for each in get_args(field.annotation) if is_model(each)), None)
        yield from paths(path, row) if row is not None else [path]


def is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


PATHS: Final = [path for part in CentreSettings.model_fields for path in paths(part, model_of(part)[0])]


@pytest.fixture(scope="module")
def wards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wards]:
    made = Wards(lambda: tmp_path_factory.mktemp("ward"))
    yield made
    made.close()


@pytest.fixture
def ward(wards: Wards) -> Iterator[Ward]:
    ward = wards.next()
    limiter.reset()
    began = ward.context.settings.document
    yield ward
    wards.after(ward, began)


def test_every_setting_says_how_its_effect_is_seen_and_nothing_else_does() -> None:
    assert list(EFFECTS) == [path for path in EFFECTS if path in PATHS]
    assert sorted(EFFECTS) == sorted(PATHS)


def test_every_part_shows_what_saving_would_bring_or_says_why_not() -> None:
    shown = {part for part in CentreSettings.model_fields if previewed(part)}
    assert sorted([*shown, *NOT_PREVIEWED]) == sorted(CentreSettings.model_fields)


@pytest.mark.parametrize("path", PATHS)
def test_a_setting_that_is_changed_has_its_effect(ward: Ward, path: str) -> None:
    effect = EFFECTS[path]
    effect.given(ward)
    before = effect.seen(ward)
    assert callable(effect.then) or before != effect.then, "it was so before"
    value = effect.value_in(ward)
    told = ward.foretold(path, value, effect.also)
    assert told is None or bool(told) is (path not in NOT_FORETOLD)
    ward.set(path, value, effect.also)
    if effect.comes:
        until(lambda: effect.is_so(before, effect.seen(ward)))
        return
    after = effect.seen(ward)
    assert effect.is_so(before, after), (before, after)
