"""The halls' announcer: hears calls and lets each hall's queue speak them in turn."""

import threading
import time
from collections.abc import Callable
from typing import Final

import structlog

from display.announce import message
from display.board import SHOWN_STATES
from display.speaking import Speaking, SpokenCall, Turn
from server.core.events import (
    SETTINGS,
    EmergencyLifted,
    EmergencyRaised,
    Entry,
    Event,
    ServiceStarted,
    TicketCalled,
    TicketCancelled,
    TicketFinished,
    TicketLapsed,
    TicketMissed,
    TicketParked,
    TicketRecalled,
    TicketRestored,
    TicketReturned,
    TicketTransferred,
)
from server.core.notices import Emergency
from server.core.queue.undo import CallAfter, call_after
from server.hall.loudspeakers import Loudspeakers
from server.hall.pace import SpeechPace
from server.hall.voice import CentreVoice
from server.service.context import Context
from server.service.screens.spoken import called

_TAKEN_BACK: Final = (TicketReturned, TicketTransferred, TicketParked, TicketCancelled, TicketLapsed)
_SETTLED: Final = (ServiceStarted, TicketFinished, TicketMissed)
_MOVES_MESSAGES: Final = (*SETTINGS, EmergencyRaised, EmergencyLifted)
MOVES_VOICES: Final = (
    *_MOVES_MESSAGES,
    TicketCalled,
    TicketRecalled,
    TicketRestored,
    *_SETTLED,
    *_TAKEN_BACK,
)
"""The events that an announcer reacts to."""
_LOOK_S: Final = 5.0
_log = structlog.get_logger(__name__)


class Announcer:
    """One voice for each hall, in its own thread.

    Halls are named by their codes; the only hall of a centre without named halls is "".
    """

    def __init__(
        self,
        context: Context,
        voice: CentreVoice,
        loudspeakers: Loudspeakers,
        pace: SpeechPace = SpeechPace(),
    ) -> None:
        self._context = context
        self._voice = voice
        self._loudspeakers = loudspeakers
        self._pace = pace
        self._queues: dict[str, Speaking] = {}
        self._wake = threading.Condition(threading.RLock())
        self._queues_for_halls()
        self._calm_from = 0
        self._closing = False
        self._follow_emergencies()
        self._thread = threading.Thread(target=self._run, name="announcer", daemon=True)
        self._thread.start()

    def heard(self, entries: list[Entry]) -> None:
        """Something happened: a listener for `server.background.publisher`."""
        if any(isinstance(entry.event, SETTINGS) for entry in entries):
            self._voice.follow()
            self._queues_for_halls()
        if any(isinstance(entry.event, _MOVES_MESSAGES) for entry in entries):
            self._follow_emergencies()
        if self._voice.settings.enabled:
            for event in (entry.event for entry in entries):
                if (ticket := event.ticket_id) is not None:
                    self._follow(ticket, event)

    def close(self) -> None:
        """Fall silent."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._loudspeakers.close()
        self._thread.join(timeout=5)

    def _queues_for_halls(self) -> None:
        """One queue for each hall; halls that still exist keep theirs."""
        halls = self._context.centre.layout.halls or ("",)
        with self._wake:
            self._queues = {
                hall: self._queues.get(hall) or Speaking(self._pace.message_rest_ms) for hall in halls
            }

    def _follow_emergencies(self) -> None:
        """Let each hall say what stands over everything there, again and again; a voice that is off says nothing."""
        standing, enabled = self._context.standing(), self._voice.settings.enabled

        def follow(hall: str, queue: Speaking) -> int | None:
            if not enabled:
                return queue.clear()
            raised = standing.emergency(hall)
            return queue.lift() if raised is None else queue.say(message(_texts(raised)), self._now())

        self._each_hall(follow)

    def _follow(self, ticket: int, event: Event) -> None:
        if isinstance(event, TicketCalled | TicketRecalled):
            self._call(ticket, event.counter, recall=isinstance(event, TicketRecalled))
        elif isinstance(event, _SETTLED):
            self._each(lambda queue: queue.settle(ticket))
        elif isinstance(event, _TAKEN_BACK):
            self._each(lambda queue: queue.drop(ticket))
        elif isinstance(event, TicketRestored):
            self._undone(ticket, call_after(event))

    def _undone(self, ticket: int, after: CallAfter) -> None:
        """A step was taken back: a call, a recall, or one that had taken the ticket from its counter."""
        if after.counter is not None:
            self._call(ticket, after.counter, recall=True)
        elif after.over:
            self._each(lambda queue: queue.drop(ticket))
        elif after.recalled_less:
            self._each(lambda queue: queue.drop_recall(ticket))

    def _call(self, ticket: int, counter: int, *, recall: bool) -> None:
        """Let the counter's hall speak the call; another hall that was going to speak it stays silent."""
        facts = called(self._context, ticket)
        place = self._context.centre.layout.counters.get(counter)
        name = place.own_name if place else None
        own = self._voice.own(facts.language, facts.number, counter, name)
        languages = self._voice.languages(facts.field, facts.language if own is None else None)
        call = SpokenCall(ticket, facts.number, counter, languages, recall, counter_name=name, own=own)
        here = self._queues.get(place.hall if place else "") or next(iter(self._queues.values()))
        self._calm_from = self._now() + self._pace.after_a_call_ms
        self._each(lambda queue: queue.add(call) if queue is here else queue.drop(ticket))

    def _each(self, act: Callable[[Speaking], int | None]) -> None:
        """Do this with every hall's queue; announcements that it stops fall silent."""
        self._each_hall(lambda _, queue: act(queue))

    def _each_hall(self, act: Callable[[str, Speaking], int | None]) -> None:
        """The same for what differs from hall to hall."""
        with self._wake:
            for hall, queue in self._queues.items():
                if (stopped := act(hall, queue)) is not None:
                    self._loudspeakers.hush(hall, stopped)
            self._wake.notify()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait(self._idle_s())
                if self._closing:
                    return
                turns = self._due_turns()
            for hall, turn in turns:
                self._attempt(hall, turn)

    def _idle_s(self) -> float:
        """How long nothing is due, in seconds."""
        now = self._now()
        due = [at for queue in self._queues.values() if (at := queue.due(now)) is not None]
        return max(0.0, (max(min(due), self._calm_from) - now) / 1000) if due else _LOOK_S

    def _due_turns(self) -> list[tuple[str, Turn]]:
        now = self._now()
        if now < self._calm_from:  # a call's own snapshot goes out first
            return []
        return [(hall, turn) for hall, queue in self._queues.items() if (turn := queue.take(now)) is not None]

    def _attempt(self, hall: str, turn: Turn) -> None:
        try:
            begun = self._loudspeakers.reach(hall) and self._still_shown(turn) and self._speak(hall, turn)
        except Exception:
            _log.exception("announcement_failed", hall=hall)
            begun = False
        if not begun:
            with self._wake:
                if (queue := self._queues.get(hall)) is not None:
                    queue.failed(turn)

    def _speak(self, hall: str, turn: Turn) -> bool:
        """Make the sound and play it, unless the call was taken back meanwhile."""
        utterance = self._voice.make(turn.sentences)
        lasts = self._pace.lead_ms + round(1000 * utterance.length_s) + self._pace.between_ms
        with self._wake:
            queue = self._queues.get(hall)
            begun = queue is not None and queue.began(turn, self._now() + lasts)
            if begun:
                self._loudspeakers.play(hall, turn, utterance)
        return begun

    def _still_shown(self, turn: Turn) -> bool:
        """Whether the board still shows what is about to be spoken."""
        if (call := turn.call) is None:
            return True
        now = called(self._context, call.ticket)
        return now.counter == call.counter and now.state in SHOWN_STATES

    @staticmethod
    def _now() -> int:
        return time.monotonic_ns() // 1_000_000


def _texts(raised: Emergency) -> dict[str, str]:
    return {"vi": raised.vi, "en": raised.en} if raised.en else {"vi": raised.vi}
