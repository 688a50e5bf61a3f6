"""The one registry of the tables that follow from the journal: the writer and the doctor both loop over it.

A new event is a class in `server.core.events` and an entry in a projection here, or in `WITHOUT`.
"""

from typing import Final

from server.core.events import (
    EVENT_TYPES,
    BackupFailed,
    BackupMade,
    CentreHandedOver,
    CentreRestored,
    CentreTakenOver,
    ClockFollowed,
    ClockHeld,
    ClockSet,
    Event,
    NumberLeftOut,
    RestoreSeen,
    SignInLockedOut,
    SignInReleased,
)
from server.store.projections.alerts import ALERTS
from server.store.projections.base import Follow, Happening, Projection, Rows
from server.store.projections.city import CITY
from server.store.projections.dossiers import DOSSIERS
from server.store.projections.kiosks import KIOSKS
from server.store.projections.notices import NOTICES
from server.store.projections.paper import PADS
from server.store.projections.people import PEOPLE
from server.store.projections.procedures import PROCEDURES
from server.store.projections.queue import QUEUE
from server.store.projections.ratings import RATINGS
from server.store.projections.reports import REPORTS
from server.store.projections.screens import SCREENS
from server.store.projections.settings import SETTINGS
from server.store.projections.setup import SETUP
from server.store.projections.webhooks import WEBHOOKS

PROJECTIONS: Final[tuple[Projection, ...]] = (
    *QUEUE,
    *REPORTS,
    *PEOPLE,
    *SCREENS,
    *NOTICES,
    *SETTINGS,
    *SETUP,
    *KIOSKS,
    *WEBHOOKS,
    *PROCEDURES,
    *ALERTS,
    *RATINGS,
    *DOSSIERS,
    *PADS,
    *CITY,
)
"""In the order in which they follow an entry."""

WITHOUT: Final[dict[type[Event], str]] = {
    NumberLeftOut: "the manager's list reads it from the journal itself",
    SignInLockedOut: "the lockout itself is kept in the table of tries, beside the journal",
    SignInReleased: "so is its end",
    BackupMade: "the manager's page reads the latest from the journal itself",
    BackupFailed: "so it reads why the latest could not be made",
    CentreRestored: "so it reads when the data were restored",
    ClockSet: "who set the clock is read from the journal itself",
    ClockHeld: "whether the clock is held is read from the journal itself, at a start",
    ClockFollowed: "so it is read since when it was",
    CentreHandedOver: "a start asks the journal's last row",
    CentreTakenOver: "it is told for whoever reads the journal",
    RestoreSeen: "so it reads whether somebody has seen that",
}
"""The events that no table follows, and why."""

BESIDE: Final[dict[str, str]] = {
    "journal": "it is what all else is compared with; its rows bear digests of their own",
    "packed_rows": "where rows were that have gone: the entry that tells of them bears a digest over it",
    "stay_groups": "the table of stays once more, put together by day, month and year; the doctor compares it with that one",
    "counter_days": "how counters spent past days, put together of their entries and stays; the doctor compares it with those",
    "steps": "which of a counter's entries an undo takes back is chosen by who acts; the doctor compares the rest of it",
    "secrets": "hashes of passwords and PINs: a journal that many read must not hold them",
    "token_hashes": "hashes of tokens: a journal that many read must not hold them",
    "tries": "wrong passwords and PINs, for a day at most: counts that slow down whoever guesses, no facts to keep",
    "webhook_secrets": "what webhooks sign with: a journal that many read must not hold it",
    "webhook_positions": "how far each webhook has come: the journal would follow itself",
    "webhook_deliveries": "the last tries of each webhook, for the manager's page",
    "token_uses": "when each program was last heard of: a sign of life is no fact to keep",
    "rating_words": "what people wrote beside their ratings: it must be deletable, and is deleted after a set time",
    "dossiers": "rows of the dossier system's list: they must be deletable, and are deleted after a set time",
    "answers": "first answers to repeated requests, kept for a day",
    "procedures": "filled anew at every start, from the catalogue and the centre's edits",
    "procedure_words": "filled anew at every start, from the catalogue and the centre's edits",
}
"""The tables that do not follow from the journal, and why: the doctor does not compare them with it."""

FOLLOWERS: Final[dict[type[Event], tuple[Follow, ...]]] = {
    event: tuple(
        each.follow for each in PROJECTIONS if event in each.events and event not in each.written_before
    )
    for event in EVENT_TYPES.values()
}
"""What happens to the tables when an event is recorded."""

REPLAYED: Final[dict[type[Event], tuple[Projection, ...]]] = {
    event: tuple(each for each in PROJECTIONS if event in each.events) for event in EVENT_TYPES.values()
}
"""What each event is replayed into."""

__all__ = ["BESIDE", "FOLLOWERS", "PROJECTIONS", "REPLAYED", "WITHOUT", "Happening", "Projection", "Rows"]
