"""One queue of announcements for a hall: never two at once, in order, and none that is out of date.

A pure state machine; times are milliseconds of the clock that is handed in. The announcer asks `take`, makes
the sound, and says with `began` how long it lasts. Methods return the ids of announcements that must stop.
"""

from dataclasses import dataclass, replace
from typing import Final

from display.announce import Sentence, announcement

RUSH: Final = 2
GREAT_RUSH: Final = 5
MOST: Final = 60
"""The most calls that wait to be spoken, which takes minutes: older ones would help nobody."""
MESSAGE_REST_MS: Final = 4000


@dataclass(frozen=True, slots=True)
class SpokenCall:
    """A number called to a counter, in these languages, the first of which is never left out.

    `recall` says that it was spoken before; `settled` that its person need not be told twice any more. `counter_name`
    is what people know the counter by, where that is not its number. `own` says it once more in a language of its person's.
    """

    ticket: int
    number: str
    counter: int
    languages: tuple[str, ...] = ("vi",)
    recall: bool = False
    settled: bool = False
    counter_name: str | None = None
    own: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What is spoken next; `call` is `None` for a message to everybody."""

    id: int
    sentences: tuple[Sentence, ...]
    call: SpokenCall | None = None


class Speaking:
    """The queue of one hall; `message_rest_ms` pass before a message to everybody is said again."""

    def __init__(self, message_rest_ms: int = MESSAGE_REST_MS) -> None:
        self._message_rest_ms = message_rest_ms
        self._waiting: list[SpokenCall] = []
        self._current: Turn | None = None
        self._ends: int | None = None
        self._message: tuple[Sentence, ...] = ()
        self._message_from = 0
        self._last_id = 0

    @property
    def waiting(self) -> tuple[SpokenCall, ...]:
        """The calls that are still to be spoken, in order."""
        return tuple(self._waiting)

    def add(self, call: SpokenCall) -> int | None:
        """A number was called or recalled. Returns the announcement that must stop, because it names another counter.

        A call that still waits keeps its place and is spoken once, to the counter named last. Beyond
        `MOST`, the oldest call whose person has come is left out; if nobody has come, the oldest of all.
        """
        if (now := self._of_current(call.ticket)) is not None and now.counter != call.counter:
            self._waiting = [other for other in self._waiting if other.ticket != call.ticket]
            self._waiting.insert(0, replace(call, recall=False))
            return self._stop()
        for place, other in enumerate(self._waiting):
            if other.ticket == call.ticket:
                moved = other.counter != call.counter
                self._waiting[place] = replace(call, recall=other.recall and call.recall and not moved)
                return None
        self._waiting.append(call)
        if len(self._waiting) > MOST:
            self._waiting.remove(next((other for other in self._waiting if other.settled), self._waiting[0]))
        return None

    def settle(self, ticket: int) -> None:
        """The person has come or was given up: do not repeat the call, but speak it if it has not been spoken."""
        self._waiting = [
            replace(call, settled=True) if call.ticket == ticket else call
            for call in self._waiting
            if call.ticket != ticket or not call.recall
        ]

    def drop(self, ticket: int) -> int | None:
        """The number is no longer called. Returns what must stop."""
        self._waiting = [call for call in self._waiting if call.ticket != ticket]
        return None if self._of_current(ticket) is None else self._stop()

    def drop_recall(self, ticket: int) -> int | None:
        """The recall was taken back; the first call stays. Returns what must stop."""
        self._waiting = [call for call in self._waiting if call.ticket != ticket or not call.recall]
        now = self._of_current(ticket)
        return self._stop() if now is not None and now.recall else None

    def say(self, sentences: tuple[Sentence, ...], now: int) -> int | None:
        """Speak this before everything else, repeatedly until `lift`; the same once more changes nothing. Returns what must stop."""
        if sentences == self._message:
            return None
        self._message, self._message_from = sentences, now
        return self._stop()

    def lift(self) -> int | None:
        """The message to everybody is over. Returns what must stop."""
        self._message = ()
        return self._stop() if self._current is not None and self._current.call is None else None

    def clear(self) -> int | None:
        """Nothing is spoken any more: no message and no call. Returns what must stop."""
        self._message, self._waiting = (), []
        return self._stop()

    def take(self, now: int) -> Turn | None:
        """What to speak now; `None` while something is being spoken or nothing waits.

        In a rush the second time is left out, then all languages but the first.
        """
        if self.due(now) is None or now < (self.due(now) or 0):
            return None
        self._current = self._ends = None
        self._last_id += 1
        if self._message:
            self._current = Turn(self._last_id, self._message)
        else:
            self._current = self._turn(self._waiting.pop(0))
        return self._current

    def began(self, turn: Turn, ends: int) -> bool:
        """The sound of `turn` lasts until `ends`; false if it must not be heard any more."""
        if self._current is not turn:
            return False
        self._ends = ends
        if turn.call is None:
            self._message_from = ends + self._message_rest_ms
        return True

    def failed(self, turn: Turn) -> None:
        """`turn` could not be spoken: go on with the next."""
        if self._current is turn:
            self._stop()

    def due(self, now: int) -> int | None:
        """When to `take` next; `None` while a turn is being made or nothing waits."""
        if (self._current is not None and self._ends is None) or not (self._message or self._waiting):
            return None
        free = now if self._ends is None else self._ends
        return max(free, self._message_from) if self._message else free

    def _turn(self, call: SpokenCall) -> Turn:
        behind = len(self._waiting)
        told = call if behind < GREAT_RUSH else replace(call, languages=call.languages[:1], own=None)
        return Turn(self._last_id, _said(told, twice=behind < RUSH and not call.settled), call)

    def _of_current(self, ticket: int) -> SpokenCall | None:
        """The call that is being spoken, if it is this ticket's."""
        call = None if self._current is None else self._current.call
        return call if call is not None and call.ticket == ticket else None

    def _stop(self) -> int | None:
        stopped, self._current, self._ends = self._current, None, None
        return None if stopped is None else stopped.id


def _said(call: SpokenCall, *, twice: bool) -> tuple[Sentence, ...]:
    name = call.counter_name
    said = announcement(call.number, call.counter, call.languages, twice=twice, counter_name=name)
    return said if call.own is None else (*said, call.own)
