"""What was set of the centre at each row of the journal (docs/settings.md), from `settings_begun` and `setting_changed`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.history.journal import Row

MAIN_POINT = ""


@dataclass(slots=True)
class Settings:
    """Each part by its name: a table, or a list of entries. Before the journal tells any, nothing is `known`."""

    parts: dict[str, Any] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        """Whether the journal has told what is set."""
        return bool(self.parts)

    def take(self, row: Row) -> None:
        """Let a row take effect."""
        if row.type == "settings_begun":
            self.parts = dict(row.data["settings"])
        elif row.type == "setting_changed":
            self._change(row.data["part"], row.data["key"], row.data["after"])

    def value(self, part: str, key: str | None) -> Any:
        """A whole part, or one entry of a list; none where there is none."""
        if key is None:
            return self.parts.get(part) or None
        return next((entry for entry in self._entries(part) if key_of(entry) == key), None)

    def of(self, part: str, name: str, default: int) -> int:
        """A number of a table."""
        table = self.parts.get(part)
        return int(table.get(name, default)) if isinstance(table, Mapping) else default

    def entry(self, part: str, key: object) -> Mapping[str, Any] | None:
        """An entry of a list by its code or number."""
        found: Mapping[str, Any] | None = self.value(part, str(key))
        return found

    def weight_ms(self, priority: str | None) -> int:
        """How much earlier a priority class counts as having come; none for a class that is gone."""
        entry = None if priority is None else self.entry("priority_classes", priority)
        return 0 if entry is None else int(entry.get("weight_minutes", 30)) * 60_000

    def point_of(self, counter: int) -> str:
        """Where a counter stands: the point of its hall, which is the first one where it names none."""
        halls = self._entries("halls")
        place = self.entry("counters", counter)
        if not halls or place is None:
            return MAIN_POINT
        code = place.get("hall") or halls[0]["code"]
        hall = self.entry("halls", code) or {}
        return str(hall.get("point") or MAIN_POINT)

    def _entries(self, part: str) -> Sequence[Mapping[str, Any]]:
        found: Sequence[Mapping[str, Any]] = self.parts.get(part) or ()
        return found

    def _change(self, part: str, key: str | None, after: Any) -> None:
        if key is None:
            self.parts[part] = after
            return
        entries = list(self._entries(part))
        places = [n for n, entry in enumerate(entries) if key_of(entry) == key]
        at = places[0] if places else len(entries)
        entries[at : at + 1] = [] if after is None else [after]
        self.parts[part] = entries


def key_of(entry: Mapping[str, Any]) -> str:
    """An entry's key: a counter's number, an exception's date, else its code."""
    return str(next(entry[name] for name in ("n", "date", "code") if name in entry))
