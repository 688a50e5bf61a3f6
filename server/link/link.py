"""The centre's line to its city: a thread that sends what happened and takes in the answers. The hall never waits for it."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import structlog

from server.core.events import URGENT, Entry
from server.core.link.now import CatalogueNow, LinkNow, Trouble
from server.core.link.pace import LinkPace
from server.core.link.troubles import TROUBLES
from server.link.answers import Answers, Catalogues, Halt, Requests
from server.link.conversation import Conversation, Sources, Went
from server.link.heard import Kept
from server.link.joined import Joined, instance_mark
from server.link.line import CityLine, LineToCity
from server.link.parting import Marks
from server.service.context import Context
from server.service.last_row import last_row

_AT_ONCE: Final = 5
"""This many times in a row the next request follows at once even if the city has no more rows than before."""
_ENDS_S: Final = 5.0
_log = structlog.get_logger(__name__)


class Link:
    """Sends until it is closed. `data` is the centre's folder, `sources` tell of the hall and of the machines.

    `requests` and `catalogue` take what comes down from the city (see `server.link.answers`); they are called by
    this thread, outside of any lock; `became` tells what became of the catalogue, `ends` is called once it is closed.
    `line` and `dice` are other ones in tests.
    """

    def __init__(  # noqa: PLR0913 - the last five have a default
        self,
        context: Context,
        data: Path,
        joined: Joined,
        sources: Sources,
        *,
        requests: Requests | None = None,
        catalogue: Catalogues | None = None,
        became: Callable[[], CatalogueNow | None] = lambda: None,
        ends: Callable[[], None] = lambda: None,
        line: LineToCity | None = None,
        dice: Callable[[], float] = random.random,
    ) -> None:
        self.joined = joined
        self._context, self._dice, self._ends = context, dice, ends
        self._became, self._kept = became, Kept(data)
        self._line = line or CityLine(joined)
        self._answers = Answers(requests, catalogue)
        marks = Marks(joined.journal, instance_mark(data))
        self._talk = Conversation(context, marks, self._line, sources, self._answers)
        self._pace, self._hasty = LinkPace(), 0
        begins = LinkNow(joined.url, joined.centre, joined.name, joined.at, joined.by)
        self._now = self._kept.since_before(begins)
        self._woken, self._closing = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="city-link", daemon=True)
        self._thread.start()

    def heard(self, entries: list[Entry]) -> None:
        """Something happened; after a call the city is told at once."""
        if any(isinstance(entry.event, URGENT) for entry in entries):
            self._woken.set()

    def now(self) -> LinkNow:
        """The present state of the line."""
        stored = self._talk.stored
        to_send = None if stored is None else max(0, last_row(self._context) - stored)
        return replace(self._now, to_send=to_send, catalogue=self._became())

    def close(self) -> None:
        """Stop sending; a hanging request is cut."""
        self._closing.set()
        self._woken.set()
        self._line.close()
        self._thread.join(timeout=_ENDS_S)
        self._keep(closing=True)
        self._ends()

    def _run(self) -> None:
        while not self._closing.is_set():
            began = time.monotonic()
            self._woken.clear()  # before the journal is read: what happens from now on counts for the next one
            try:
                self._rest(began, self._turn())
            except Halt as halt:
                self._closing.wait(self._in_trouble(halt))
            except Exception as error:
                if not self._closing.is_set():
                    _log.exception("link_failed")
                self._closing.wait(self._in_trouble(Halt("here", said=str(error))))

    def _turn(self) -> Went:
        before = self._talk.stored
        went = self._talk.speak()
        if self._now.trouble is not None:
            _log.info("city_heard_again", after=self._now.trouble.code)
        self._now = replace(
            self._now,
            heard_at=self._context.clock(),
            trouble=None,
            parted=self._talk.parted,
            clock_ahead_ms=self._talk.clock_ahead_ms,
        )
        self._keep()
        self._pace = self._pace.answered(went.wait_s)
        self._hasty = 0 if (self._talk.stored or 0) > (before or 0) else self._hasty + 1
        return went

    def _rest(self, began: float, went: Went) -> None:
        """Wait for the next beat, or less if something important happens."""
        if went.more and self._hasty < _AT_ONCE:
            return
        if self._answers.waiting:
            self._woken.set()
        while not self._closing.is_set():
            woken = self._woken.is_set()
            left = self._pace.wait_s(time.monotonic() - began, woken=woken)
            if left <= 0:
                return
            (self._closing if woken else self._woken).wait(left)

    def _in_trouble(self, halt: Halt) -> float:
        """Note the trouble; returns for how long nothing is sent."""
        before, now = self._now.trouble, self._context.clock()
        since = now if before is None else before.since
        self._now = replace(self._now, trouble=Trouble(halt.code, since, halt.row, halt.said))
        if not self._closing.is_set():
            if before is None or before.code != halt.code:
                _log.warning("city_not_reached", code=halt.code, row=halt.row, said=halt.said)
            self._keep()
        self._pace = self._pace.failed_again()
        seldom = TROUBLES[halt.code].grave
        return self._pace.backs_off_s(halt.retry_after, self._dice, seldom=seldom)

    def _keep(self, *, closing: bool = False) -> None:
        self._kept.keep(replace(self._now, catalogue=self._became()), self._context.clock(), closing=closing)
