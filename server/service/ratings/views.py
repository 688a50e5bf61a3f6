"""Ratings as JSON."""

from collections.abc import Mapping
from typing import Final

from server.core.ratings.counting import LEAST, BallotRow
from server.core.ratings.rules import LEVELS, RatingRules
from server.core.texts import BothTexts
from server.service.context import Context
from server.service.ratings.asking import TabletNow
from server.service.ratings.report import RatingsReport
from server.service.views import View

QUESTION: Final = BothTexts(
    "Ông/Bà đánh giá như thế nào về thái độ công chức khi tiếp nhận và hướng dẫn giải quyết hồ sơ?",
    "How do you rate the officer's manner in receiving you and guiding you through your dossier?",
)
"""The question of the official table."""
LEVEL_NAMES: Final[Mapping[int, BothTexts]] = {
    3: BothTexts("Rất hài lòng", "Very satisfied"),
    2: BothTexts("Hài lòng", "Satisfied"),
    1: BothTexts("Không hài lòng", "Not satisfied"),
}
"""What each level is called."""


def report_view(context: Context, found: RatingsReport, language: str = "vi") -> View:
    """The whole report, with the names of its rows in `language` (`vi`, `en`).

    A row's `levels` are null where too few ballots were cast to tell them.
    """
    rules = context.centre.ratings
    counters = [
        {"by": "counter", "key": str(n), "name": found.counters[n][language]} | row_view(row)
        for n, row in found.told.counters.items()
    ]
    officers = [
        {"by": "officer", "key": username, "name": found.officers[username][language]} | row_view(row)
        for username, row in found.told.officers.items()
    ]
    return {
        "from": found.first,
        "to": found.last,
        "question": {"vi": QUESTION.vi, "en": QUESTION.en},
        "least": LEAST,
        "items": [*counters, *sorted(officers, key=lambda row: str(row["name"]))],
        "total": row_view(found.told.total),
        "reasons": None if found.reasons is None else reasons_view(rules, found.reasons),
        "words": None if found.words is None else list(found.words),
    }


def row_view(row: BallotRow) -> View:
    """The cast ballots, those whose levels are shown, and the number and share of each of these levels."""
    shown = row.shown
    levels = None
    if shown is not None:
        levels = [
            {
                "level": level,
                "ballots": shown.levels.get(level, 0),
                "share": round(shown.levels.get(level, 0) / shown.ballots, 4),
            }
            for level in LEVELS
        ]
    return {"ballots": row.ballots, "shown": 0 if shown is None else shown.ballots, "levels": levels}


def reasons_view(rules: RatingRules, counted: Mapping[str, int]) -> list[View]:
    """How often each reason was given, the most frequent first; one that is gone from the settings is its key."""
    return [
        {"reason": key, "names": dict(rules.reasons.get(key, {"vi": key, "en": key})), "ballots": n}
        for key, n in sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    ]


def tablet_view(context: Context, now: TabletNow) -> View:
    """What a rating tablet receives, without the visit's number: the next person must not read it."""
    asked = now.asked
    return {
        "seq": now.seq,
        "settings": context.settings.version,
        "on": now.on,
        "counter": now.counter,
        "name": now.name,
        "visit": None
        if asked is None
        else {"ticket": asked.ticket, "left_ms": asked.left_ms, "rated": asked.rated},
    }
