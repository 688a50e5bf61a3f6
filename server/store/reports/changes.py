"""The journal's rows that are changes of the centre: one page of them, who made them, and the story of what they are about."""

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from server.core.events import Entry, Event
from server.store.journal import in_order, newest_first

CHANGES: Final = (
    "type IN ('settings_begun', 'setting_changed', 'person_added', 'person_changed', 'person_removed',"
    " 'password_set', 'pin_set', 'pin_removed', 'sign_in_released', 'device_enrolled', 'device_changed',"
    " 'device_revoked', 'screen_placed', 'procedure_changed', 'elsewhere_changed', 'notice_placed',"
    " 'notice_removed', 'outage_declared', 'outage_ended', 'emergency_raised', 'emergency_lifted',"
    " 'token_issued', 'token_revoked', 'webhook_placed', 'webhook_removed', 'dossiers_imported',"
    " 'dossiers_deleted', 'clock_set', 'city_joined', 'city_left')"
)
"""What the journal's index of changes holds."""
NEVER: Final = 2**62
"""Beyond every row."""
ACTORS: Final = f"SELECT DISTINCT actor FROM journal WHERE {CHANGES}"
_USERNAME: Final = "substr(actor, instr(actor, ':') + 1)"
_OF_A_PROGRAM: Final = (
    "(type NOT IN ('token_issued', 'token_revoked') OR (SELECT json_extract(made.data, '$.name') FROM journal AS made"
    " WHERE made.seq = json_extract(journal.data, '$.token')) IS NOT NULL)"
)
"""Tokens of machines and of people go along with what made or ended them."""
_ASKED: Final = (
    f"(:kinds = '' OR instr(:kinds, ' ' || type || ' ')) AND (:who = '' OR {_USERNAME} = :who)"
    f" AND (:first = '' OR day >= :first) AND (:last = '' OR day <= :last) AND seq < :before AND {_OF_A_PROGRAM}"
)
_OF_TYPES: Final = "instr(?, ' ' || type || ' ')"
LATEST: Final = f"SELECT ifnull(max(seq), 0) FROM journal WHERE {CHANGES} AND {_OF_TYPES}"
_PART: Final = " AND json_extract(data, '$.part') = :part"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which changes: of these types (none means all) and this user name, on the days `first` to `last`, before row `before`."""

    types: Collection[str] = ()
    who: str = ""
    first: str = ""
    last: str = ""
    part: str = ""
    before: int = NEVER

    def parameters(self) -> dict[str, Any]:
        """What the query is asked with."""
        kinds = f" {' '.join(self.types)} " if self.types else ""
        return {
            "kinds": kinds,
            "who": self.who,
            "first": self.first,
            "last": self.last,
            "part": self.part,
            "before": self.before,
        }


def newest(connection: sqlite3.Connection, asked: Asked) -> Iterator[Entry]:
    """The rows that were asked for, newest first."""
    yield from newest_first(connection, which(asked), asked.parameters())


def which(asked: Asked) -> str:
    """The condition of the rows that were asked for, to be filled from `Asked.parameters`."""
    return f"{CHANGES} AND {_ASKED}{_PART if asked.part else ''}"


def actors(connection: sqlite3.Connection) -> list[str]:
    """Everybody who ever changed something, as the journal calls them."""
    return sorted(str(actor) for (actor,) in connection.execute(ACTORS))


def find(connection: sqlite3.Connection, seq: int) -> Entry | None:
    """The change that is the row `seq`."""
    found = newest_first(connection, f"{CHANGES} AND {_OF_A_PROGRAM} AND seq = :seq", {"seq": seq})
    return next(iter(found), None)


def later(connection: sqlite3.Connection, types: Collection[type[Event]], after: int) -> Iterator[Entry]:
    """Every row of these types after row `after`, in order."""
    yield from in_order(connection, f"{CHANGES} AND {_OF_TYPES} AND seq > ?", (_named(types), after))


def latest(connection: sqlite3.Connection, types: Collection[type[Event]]) -> int:
    """The `seq` of the latest row of these types; 0 where there is none."""
    return int(connection.execute(LATEST, (_named(types),)).fetchone()[0])


def _named(types: Collection[type[Event]]) -> str:
    return f" {' '.join(each.type for each in types)} "
