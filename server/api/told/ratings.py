"""Descriptions of the operations for ratings."""

from collections.abc import Mapping
from typing import Final

from server.api.told.told import Operation

RATINGS: Final[Mapping[str, Operation]] = {
    "ratings.rate": Operation(
        "With `track` anybody who holds the slip, no token needed; with `counter` the rating tablet that stands there, by"
        " its token. Once a visit, whichever way. Words are kept beside the journal and deleted after a set time.",
        (
            "ratings_off",
            "rating_reason",
            "rating_reason_unknown",
            "unknown_ticket",
            "rating_not_yet",
            "rating_cancelled",
            "rating_missed",
            "already_rated",
            "rating_too_late",
            "rating_nobody",
            "not_signed_in",
            "token_expired",
            "not_allowed",
            "csrf",
            "too_many_requests",
        ),
    ),
    "ratings.report": Operation(
        "Levels are told in full groups of five ballots of one officer at one counter, on the day of the last of them; of the rest only"
        " how many. A rating counts at the counter and with the officer of its visit's last service."
    ),
}
