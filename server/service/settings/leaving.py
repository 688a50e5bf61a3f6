"""Priority classes that a change would take out of use, and who has them now."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.core.model import Layout
from server.service.context import Context
from server.service.today import today
from server.store.queue import tickets


@dataclass(frozen=True, slots=True)
class ClassLeaving:
    """A class by its code, with its name and the numbers that have it and may still be called."""

    code: str
    names: Mapping[str, str]
    numbers: tuple[str, ...]


def classes_leaving(context: Context, wanted: Layout) -> tuple[ClassLeaving, ...]:
    """The classes of now that `wanted` has not. While somebody has one, it does not go (`checks.check_and_follow`)."""
    before = context.centre.layout.priority_classes
    gone = [code for code in before if code not in wanted.priority_classes]
    with context.store.read() as connection:
        day = today(context, connection)[2]
        return tuple(
            ClassLeaving(code, before[code], tuple(t.number for t in tickets.of_class(connection, day, code)))
            for code in gone
        )
