"""What is set of the centre, as `goiso settings export` writes it: values are JSON, names those of centre.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class SettingsBegun(Event):
    """Everything that was set when the centre began, or when its data came from a version that did not journal it."""

    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SettingChanged(Event):
    """One part of the settings has changed, or in a list the item `key` (a code, or a counter's number).

    `before` and `after` are `None` if the item does not exist. `takes_back` is the `seq` of the change that this
    one takes back.
    """

    part: str
    key: str | None
    before: Any
    after: Any
    takes_back: int | None = None
