"""The forms of the settings' pages, made from the schema: which controls, with what bounds, under which words."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from enum import StrEnum
from itertools import permutations
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from server.config import CentreSettings
from server.core.texts import BothTexts
from server.http.language import languages
from server.http.texts import everywhere_said
from server.service.views import View
from server.web.manage.settings.words import ROWS, WORDS, Words

_KEYS: Final = frozenset({"code", "n", "date"})
_BOUNDS: Final = {
    "ge": "min",
    "le": "max",
    "multiple_of": "step",
    "max_length": "longest",
    "min_length": "shortest",
}
_PLAIN: Final[Mapping[Any, str]] = {
    str: "text",
    Path: "text",
    int: "number",
    float: "number",
    bool: "switch",
    time: "time",
    date: "date",
}


def forms() -> dict[str, View]:
    """The form of every part by its name, in the order of the overview."""
    return {part: form(part) for part in WORDS}


def form(part: str) -> View:
    """The form of one part; `list` says whether it has entries."""
    words, model, listed = WORDS[part], *model_of(part)
    return {
        "part": part,
        "list": listed,
        "title": _said(words.title),
        "about": _said(words.about),
        "entry": _said(words.entry),
        "without": _said(words.without),
        "icon": words.icon,
        "least": _bounds(CentreSettings.model_fields[part]).get("shortest", 0),
        "controls": list(_controls(model, words.settings)),
    }


def model_of(part: str) -> tuple[type[BaseModel], bool]:
    """The model of a part, or of its entries, and whether it is a list."""
    annotation = CentreSettings.model_fields[part].annotation
    inside = get_args(annotation)
    found = inside[0] if inside else annotation
    assert isinstance(found, type)
    assert issubclass(found, BaseModel)
    return found, bool(inside)


def _controls(model: type[BaseModel], words: Mapping[str, Words]) -> Iterator[View]:
    for name, field in model.model_fields.items():
        yield _control(field.alias or name, field, words[field.alias or name])


def _control(name: str, field: FieldInfo, words: Words) -> View:
    kind, empty = _kind(field.annotation)
    widget = words.widget or _PLAIN.get(kind) or "choice"
    return {
        "name": name,
        "widget": "several" if widget == "languages" else widget,
        "label": _said(words.label),
        "hint": _said(words.hint),
        "unit": _said(words.unit),
        "none": None if field.is_required() else _said(words.none),
        "zero": _said(words.zero),
        "wrong": _said(words.wrong),
        "of": words.of,
        "empty": None if empty else "",
        "key": name in _KEYS,
        "required": field.is_required(),
        "default": field.get_default(call_default_factory=True) if _told(field, kind) else None,
        "whole": kind is int,
        "choices": _choices(widget, kind, words),
        "rows": _rows(kind) if widget == "rows" else None,
        **_bounds(field),
    }


def _told(field: FieldInfo, kind: Any) -> bool:
    """Whether a form can begin with the default of a setting as it is."""
    return not field.is_required() and kind in {str, int, float, bool} | _enums(kind)


def _enums(kind: Any) -> set[Any]:
    return {kind} if isinstance(kind, type) and issubclass(kind, StrEnum) else set()


def _kind(annotation: Any) -> tuple[Any, bool]:
    """A setting's type without `None`, and whether it may be `None`."""
    if get_origin(annotation) in {Union, UnionType}:
        kinds = [kind for kind in get_args(annotation) if kind is not NoneType]
        return kinds[0], True
    return annotation, False


def _bounds(field: FieldInfo) -> dict[str, Any]:
    return {
        ours: bound
        for each in field.metadata
        for theirs, ours in _BOUNDS.items()
        if (bound := getattr(each, theirs, None)) is not None
    }


def _choices(widget: str, kind: Any, words: Words) -> list[View]:
    """What can be chosen, each value as JSON has it."""
    if widget == "languages":
        return [{"value": one.tag, "label": {"vi": one.name, "en": one.name}} for one in languages().all]
    named = {value: _said(text) for value, text in words.choices.items()}
    if widget == "combination":
        several = [order for many in range(1, len(named) + 1) for order in permutations(named, many)]
        return [{"value": list(order), "label": _in_order(words, order)} for order in several]
    whole = kind is int or get_origin(kind) is frozenset
    return [{"value": int(value) if whole else value, "label": label} for value, label in named.items()]


def _in_order(words: Words, order: tuple[str, ...]) -> dict[str, str]:
    parts = [_said(words.choices[value]) or {} for value in order]
    return {tag: " → ".join(part.get(tag, part["en"]) for part in parts) for tag in parts[0]}


def _rows(kind: Any) -> View:
    """What a row of a list of times asks for; a session is a pair, and no table."""
    inside = get_args(kind)[0]
    if isinstance(inside, type) and issubclass(inside, BaseModel):
        return {"pairs": False, "controls": list(_controls(inside, ROWS))}
    ends = {name: FieldInfo(annotation=time) for name in ("from", "until")}
    return {"pairs": True, "controls": [_control(name, end, ROWS[name]) for name, end in ends.items()]}


def _said(text: BothTexts | None) -> dict[str, str] | None:
    return None if text is None else everywhere_said(text)
