"""Whether this machine's clock is wrong by minutes, judged by the journal's latest row and by the clocks of connected machines."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import structlog

from server.core.clock import wall_clock
from server.core.doctor import clock as rules
from server.core.doctor.clock import ClockFacts
from server.core.doctor.finding import Finding
from server.core.texts import Languages
from server.operations.doctor import machine
from server.service.context import Context
from server.service.machines.now import ClockNow, DeviceNow
from server.service.today import latest_moment
from server.store.centre_clock import since_boot

_REMEMBERED: Final = 50
_NO_TIME: Final = 10**14
_DOUBTS: Final = frozenset({rules.APART, rules.BEFORE_JOURNAL, rules.IMPOSSIBLE})
_JUMP_MS: Final = 1000
_log = structlog.get_logger(__name__)


class ClockWatch:
    """The signs of a wrong clock. `compare` takes in other clocks; safe to use from many threads.

    `steady` counts milliseconds and is never set. It shows when somebody sets the clock; then what other clocks
    said is corrected by that change.
    """

    def __init__(
        self, context: Context, languages: Languages, steady: Callable[[], int] | None = None
    ) -> None:
        self._context, self._languages = context, languages
        self._steady = steady or context.clock.machine
        self._lock = threading.Lock()
        self._ahead_ms: OrderedDict[str, int] = OrderedDict()
        self._base = self._since_steady()
        self._said = False
        if (wrong := self.wrong()) is not None:
            _log.warning("clock_wrong_at_start", code=wrong.kind.code, clock=context.clock.machine())

    def compare(self, who: str, their_ms: object) -> None:
        """A machine, or a person's browser, says that it is `their_ms`, UTC milliseconds."""
        if isinstance(their_ms, bool) or not isinstance(their_ms, int | float) or not 0 < their_ms < _NO_TIME:
            return
        self._follow_jumps()
        with self._lock:
            self._ahead_ms[who] = round(their_ms) - self._context.clock.machine()
            self._ahead_ms.move_to_end(who)
            while len(self._ahead_ms) > _REMEMBERED:
                self._ahead_ms.popitem(last=False)
        apart = rules.apart(self.all_ahead_ms())
        if apart is not None and not self._said:
            _log.warning("clock_apart", hours=round(apart[0] / 3_600_000, 1), machines=apart[1])
        self._said = apart is not None

    def now(self) -> ClockNow | None:
        """What is wrong with the clock and what to do; `None` if there is no sign of an error."""
        if (wrong := self.wrong()) is None:
            return None
        told = (wrong.what, wrong.do)
        what, do = (
            {each.tag: each.say(t.text, **t.parameters) for each in self._languages.all} for t in told
        )
        return ClockNow(what, do)

    def wrong(self) -> Finding | None:
        """Why the clock cannot be trusted; `None` if it can."""
        self._follow_jumps()
        found = rules.findings(self.facts({}, synchronised=None))
        return next((finding for finding in found if finding.kind in _DOUBTS), None)

    def doubtful(self) -> bool:
        """Whether a hall should show no time. A single machine that differs is not enough: it may be wrong itself."""
        wrong = self.wrong()
        return wrong is not None and (wrong.kind is not rules.APART or wrong.parameters["count"] != 1)

    def facts(self, boxes: Mapping[str, int], *, synchronised: bool | None) -> ClockFacts:
        """All facts about the clock; `boxes` says by how many seconds each kiosk's box is ahead, by name."""
        now, centre = self._context.clock.machine(), self._context.centre
        return ClockFacts(
            now=now,
            zone=machine.zone(str(centre.zone), centre.zone, now),
            last_row=latest_moment(self._context),
            ahead_ms=tuple(self.all_ahead_ms()),
            boxes=boxes,
            synchronised=synchronised,
            held=self._context.clock.holds,
        )

    def all_facts(self, devices: Iterable[DeviceNow]) -> ClockFacts:
        """The same with the clocks of kiosks' boxes, and whether the network sets this clock."""
        boxes = {d.name: d.wrong_clock_s for d in devices if d.wrong_clock_s is not None and not d.revoked}
        return self.facts(boxes, synchronised=machine.synchronised())

    def all_ahead_ms(self) -> list[int]:
        """By how many milliseconds each other clock is ahead of this one."""
        with self._lock:
            return list(self._ahead_ms.values())

    def _since_steady(self) -> int:
        return self._context.clock.machine() - self._steady()

    def _follow_jumps(self) -> None:
        """After the clock was moved, correct by how much other clocks are ahead."""
        with self._lock:
            jumped = self._since_steady() - self._base
            if abs(jumped) < _JUMP_MS:
                return
            self._base += jumped
            self._ahead_ms = OrderedDict((who, ahead - jumped) for who, ahead in self._ahead_ms.items())


def watch_clock(context: Context, languages: Languages) -> ClockWatch:
    """The watch of this machine's clock; through it the context knows whether the time is in doubt."""
    watch = ClockWatch(context, languages, since_boot if context.clock.machine is wall_clock else None)
    context.clock_doubtful = watch.doubtful
    return watch
