"""Points: the places where one centre receives people, the main one and others, each with its halls and hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from server.core.queue.lines import MAIN
from server.core.queue.opening_hours import Hours

MAIN_NAME: Final[Mapping[str, str]] = {"vi": "Trụ sở chính", "en": "Main office"}
"""The name of the main point if there are others."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place besides the main one: its name and address by language; `hours` is `None` if they are the centre's."""

    names: Mapping[str, str]
    address: Mapping[str, str] = field(default_factory=dict)
    hours: Hours | None = None


def point_names(points: Mapping[str, Point]) -> Mapping[str, Mapping[str, str]]:
    """The names of all points by code, the main one first; empty if it is the only one."""
    if not points:
        return {}
    return {MAIN: MAIN_NAME, **{code: point.names for code, point in points.items()}}
