"""What may leave the centre besides rows of its journal, by name: what people are shown now, how machines are, quiet hours, answers.

Machines are counted and people are numbers here: nothing of it names anybody.
"""

from collections.abc import Mapping
from typing import Any, Final

LEAVES_NOW: Final[Mapping[str, frozenset[str]]] = {
    "shown": frozenset(
        {
            "open",
            "closed_words",
            "zone",
            "place",
            "lines",
            "waits",
            "open_counters",
            "above",
            "limit_s",
            "ratings",
            "remote",
        }
    ),
    "health": frozenset(
        {
            "kiosks",
            "screens",
            "disk_free_mb",
            "disk_share",
            "backup_age_s",
            "clock_off_s",
            "memory_mb",
            "uptime_s",
            "catalogue",
            "alerts",
        }
    ),
    "quiet": frozenset({"day", "weekdays", "hours"}),
    "answers": frozenset({"request", "state", "ticket", "number", "told"}),
}
"""By kind of message, the names that may leave."""


def leaving_now(what: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What leaves of these facts; what is not listed stays at home."""
    return {name: value for name, value in facts.items() if name in LEAVES_NOW[what]}
