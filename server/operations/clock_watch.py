"""Whether this machine's clock is hours wrong, by the journal's latest row and by the clocks of whoever connects."""

import threading
from collections import OrderedDict
from statistics import median_low
from typing import Final

import structlog

from server.core.texts import BothTexts, FilledTexts, Languages
from server.service.context import Context
from server.service.machines.now import ClockNow
from server.service.today import latest_moment

_WRONG_MS: Final = 3_600_000
_REMEMBERED: Final = 50
_NO_TIME: Final = 10**14
_WHAT_TO_DO: Final = BothTexts(
    "Kiểm tra ngày giờ của máy chủ; số và báo cáo đi theo đồng hồ này.",
    "Check the server's date and time: numbers and reports go by it.",
)
_BEHIND: Final = BothTexts(
    "Máy chủ khởi động lúc {now}, sớm hơn dòng nhật ký cuối cùng ({last}).",
    "The server started at {now}, before the journal's latest entry ({last}).",
)
_APART: Final = BothTexts(
    "Đồng hồ máy chủ là {now}, trong khi {count} máy nối vào có giờ khoảng {theirs}.",
    "The server's clock says {now}, while {count} machines that connect say about {theirs}.",
)
_log = structlog.get_logger(__name__)


class ClockWatch:
    """What tells of a wrong clock. `compare` hears others' clocks; safe to use from many threads."""

    def __init__(self, context: Context, languages: Languages) -> None:
        self._context, self._languages = context, languages
        self._lock = threading.Lock()
        self._ahead_ms: OrderedDict[str, int] = OrderedDict()
        now, last = context.clock(), latest_moment(context)
        self._behind = last is not None and last - now > _WRONG_MS
        self._began, self._last = now, last or 0
        self._said = False
        if self._behind:
            _log.warning(
                "clock_before_the_journal", clock=self._spelled(now), journal=self._spelled(self._last)
            )

    def compare(self, who: str, their_ms: object) -> None:
        """A machine, or a person's browser, says that it is `their_ms`, UTC milliseconds."""
        if isinstance(their_ms, bool) or not isinstance(their_ms, int | float) or not 0 < their_ms < _NO_TIME:
            return
        with self._lock:
            self._ahead_ms[who] = round(their_ms) - self._context.clock()
            self._ahead_ms.move_to_end(who)
            while len(self._ahead_ms) > _REMEMBERED:
                self._ahead_ms.popitem(last=False)
        apart = self._apart()
        if apart is None:
            self._behind = False  # others agree with this clock: the journal was written by a wrong one
        elif not self._said:
            _log.warning("clock_apart", hours=round(apart[0] / 3_600_000, 1), machines=apart[1])
        self._said = apart is not None

    def now(self) -> ClockNow | None:
        """What is wrong with the clock and what to do; `None` when nothing tells of it."""
        now = self._context.clock()
        if (apart := self._apart()) is not None:
            ahead, count = apart
            told = _APART.filled(now=self._spelled(now), count=count, theirs=self._spelled(now + ahead))
            return self._now(told)
        if self._behind:
            return self._now(_BEHIND.filled(now=self._spelled(self._began), last=self._spelled(self._last)))
        return None

    def _now(self, text: FilledTexts) -> ClockNow:
        said = {language.tag: language.say(text.text, **text.parameters) for language in self._languages.all}
        return ClockNow(said, {language.tag: language.say(_WHAT_TO_DO) for language in self._languages.all})

    def _apart(self) -> tuple[int, int] | None:
        """By how much others' clocks are ahead, and how many say so; `None` unless most of them do."""
        with self._lock:
            known = list(self._ahead_ms.values())
        far = [ahead for ahead in known if abs(ahead) > _WRONG_MS]
        return (median_low(far), len(far)) if 2 * len(far) > len(known) else None

    def _spelled(self, at_ms: int) -> str:
        return f"{self._context.centre.local(at_ms):%H:%M %d/%m/%Y}"
