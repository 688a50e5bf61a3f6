"""Whoever adds a setting gives it its words: the settings' pages are made from the schema, and leave nothing out."""

from typing import Any, get_args, get_origin

import pytest
from pydantic import BaseModel

from server.config import CentreSettings, VoiceHours
from server.web.manage.settings.forms import form, model_of
from server.web.manage.settings.words import VOICE_HOURS, WORDS

PARTS = list(CentreSettings.model_fields)


def settings_of(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def test_every_part_has_its_page_and_no_other() -> None:
    assert set(WORDS) == set(PARTS)


@pytest.mark.parametrize("part", PARTS)
def test_every_setting_has_its_words_and_no_other(part: str) -> None:
    assert set(WORDS[part].settings) == set(settings_of(model_of(part)[0]))


def test_every_setting_of_the_voices_hours_has_its_words() -> None:
    assert set(VOICE_HOURS) == set(settings_of(VoiceHours))


@pytest.mark.parametrize("part", PARTS)
def test_every_choice_of_the_schema_is_named(part: str) -> None:
    for name, field in model_of(part)[0].model_fields.items():
        if wanted := values_of(field.annotation):
            assert set(WORDS[part].settings[name].choices) == wanted, f"{part}.{name}"


def values_of(annotation: Any) -> set[str]:
    """The values that a setting can have, where they are few and have names."""
    if get_origin(annotation) is tuple:
        return values_of(get_args(annotation)[0])
    if isinstance(annotation, type) and issubclass(annotation, str) and annotation is not str:
        return {str(value) for value in annotation}  # type: ignore[attr-defined]
    inside = get_args(annotation)
    return set(inside) if inside and all(isinstance(value, str) for value in inside) else set()


def test_choices_are_looked_for_where_there_are_some() -> None:
    """The guard above would say nothing if it found no choices at all."""
    annotations = {part: model_of(part)[0].model_fields for part in PARTS}
    assert values_of(annotations["fields"]["usual_outcome"].annotation) >= {"received", "provisional"}
    assert values_of(annotations["fields"]["announce"].annotation) == {"vi", "en"}
    assert values_of(annotations["voice"]["where"].annotation) == {"screens", "server", "both"}


@pytest.mark.parametrize("part", PARTS)
def test_the_bounds_of_the_schema_are_those_of_the_form(part: str) -> None:
    schema = model_of(part)[0].model_json_schema()["properties"]
    for control in form_of(part):
        said = schema[control["name"]]
        for theirs, ours in (
            ("minimum", "min"),
            ("maximum", "max"),
            ("multipleOf", "step"),
            ("maxLength", "longest"),
        ):
            if theirs in said:
                assert control[ours] == said[theirs], f"{part}.{control['name']}"


def form_of(part: str) -> list[dict[str, Any]]:
    from flask import Flask

    from server.core.texts import Languages
    from server.http import language

    app = Flask(__name__)
    language.install(app, Languages())
    with app.test_request_context():
        controls: list[dict[str, Any]] = form(part)["controls"]
        return controls
