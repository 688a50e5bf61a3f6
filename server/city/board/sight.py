"""Which centres somebody sees on the board, and their part of each message. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

_ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Sight:
    """The centres with these codes; `None` is all that there are."""

    codes: frozenset[str] | None = None

    @property
    def room(self) -> str:
        """The name of those who see the same."""
        return _ALL if self.codes is None else f"of {' '.join(sorted(self.codes))}"

    def of(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """The user's part of a message. It keeps its number even if it is empty, because screens count messages."""
        seen = self.codes
        if seen is None:
            return dict(message)
        return {
            **message,
            "centres": [tile for tile in message["centres"] if tile["code"] in seen],
            "gone": [code for code in message["gone"] if code in seen],
        }
