"""At the start of a new day: closes counters left open, and forgets cards, answers, words and dossiers whose time is over."""

from typing import Final

import structlog

from server.background.repeated import Repeated
from server.service.context import Context
from server.service.dossiers.forgetting import forget_dossiers
from server.service.queue.day_end import close_left_open, forget_answers
from server.service.ratings.forgetting import forget_words
from server.service.today import day_now

_EVERY_S: Final = 20.0
_log = structlog.get_logger(__name__)


class DayKeeper:
    """Ends each business day once, in its own thread; a failure is logged and tried again."""

    def __init__(self, context: Context, every_s: float = _EVERY_S) -> None:
        self._context = context
        self._ended: str | None = None
        self.look()
        self._again = Repeated("day-keeper", self.look, every_s)

    def look(self) -> None:
        """Close what earlier days left open, unless that was done today already."""
        try:
            day = day_now(self._context)
            if day != self._ended:
                self._context.cards.begin(day)
                left = close_left_open(self._context)
                forget_answers(self._context)
                forget_words(self._context)
                forget_dossiers(self._context)
                self._ended = day
                _log.info("day_began", day=day, counters_closed=left)
        except Exception:
            _log.exception("day_end_failed")

    def close(self) -> None:
        """Stop looking."""
        self._again.close()
