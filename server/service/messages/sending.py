"""What is sent now, to whom, and what came of it. Numbers go as soon as nothing more can be said at them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from server.core.messages.kinds import (
    NEVER,
    Message,
    MessageKind,
    MessageWish,
    MessengerAnswer,
    MessengerSaid,
    Way,
    WayHealth,
)
from server.core.messages.moment import is_near, is_over, true_now
from server.core.model import TicketState
from server.service.context import Context
from server.service.messages.port import Messenger
from server.service.messages.rules import ready, rules
from server.service.messages.values import values_of
from server.service.queue.ticket_now import TicketNow, ticket_now
from server.service.today import day_now, today
from server.store.messages import SENDING
from server.store.queue import tickets


@dataclass(frozen=True, slots=True)
class Due:
    """A message that is true now and was not tried."""

    wish: MessageWish
    kind: MessageKind
    now: TicketNow


class Sending:
    """Sends by the `messengers`; how each way is, is kept in memory: after a restart each is tried anew."""

    def __init__(self, context: Context, messengers: Mapping[Way, Messenger]) -> None:
        self._context = context
        self._messengers = messengers
        self.health: dict[Way, WayHealth] = {way: WayHealth() for way in Way}

    def look(self) -> None:
        """Delete the numbers of visits that ended; send what is due by the ways that take something. Calls come first."""
        self._context.messages.forget_other_days(day_now(self._context))
        for due in sorted(self._due(), key=lambda each: each.kind is MessageKind.NEAR):
            if self.health[due.wish.way].may_try(self._context.clock()):
                self._send(due)

    def tried(self, way: Way, answer: MessengerAnswer) -> None:
        """Note how a way is after a try."""
        known, now = self.health[way], self._context.clock()
        if answer.said is MessengerSaid.SENT or answer.said is MessengerSaid.NEVER:
            self.health[way] = known.worked(now)
        else:
            self.health[way] = known.failed(now, answer.why)

    def anew(self) -> None:
        """Try every way again at once, because keys have changed."""
        self.health = {way: WayHealth() for way in Way}

    def _due(self) -> list[Due]:
        ways = ready(self._context)
        tried = self._context.messages.all_tries()
        found = [self._of(wish, tried.get(wish.ticket, {})) for wish in self._context.messages.wishes()]
        return [each for each in found if each is not None and each.wish.way in ways]

    def _of(self, wish: MessageWish, tried: Mapping[MessageKind, str]) -> Due | None:
        """What is due of a wish now. Its number goes when nothing can come any more."""
        context = self._context
        with context.store.read() as connection:
            _, now, day = today(context, connection)
            ticket = tickets.find(connection, wish.ticket)
            over = ticket is None or is_over(ticket, day, now, context.centre.policy)
            standing = None if over or ticket is None else ticket_now(context, connection, ticket)
        if standing is None or MessageKind.CALLED in tried or not self._more_to_say(wish.way, tried):
            context.messages.forget(wish.ticket)
            return None
        kind = true_now(standing.ticket, near=self._near(standing))
        if kind is MessageKind.CALLED and not self._says(wish.way, kind):
            context.messages.forget(wish.ticket)
            return None
        return (
            Due(wish, kind, standing) if kind and kind not in tried and self._says(wish.way, kind) else None
        )

    def _more_to_say(self, way: Way, tried: Collection[MessageKind]) -> bool:
        """Whether this way has words for a message that was not tried yet."""
        return any(self._says(way, kind) for kind in MessageKind if kind not in tried)

    def _near(self, standing: TicketNow) -> bool:
        if standing.ticket.state is not TicketState.WAITING:
            return False
        set_now = rules(self._context)
        return is_near(standing.ahead, standing.wait, set_now.near_people, set_now.near_minutes)

    def _send(self, due: Due) -> None:
        """Send it, unless it is out of date or was withdrawn while earlier messages were being sent."""
        wish = self._context.messages.wish(due.wish.ticket)
        still = None if wish is None else self._of(wish, self._context.messages.tries(wish.ticket))
        if still is None or still.kind is not due.kind:
            return
        messages, wish, kind = self._context.messages, still.wish, still.kind
        messages.note(wish, kind, SENDING)
        try:
            answer = self._messengers[wish.way].send(self._message(still))
        except Exception:
            messages.note(wish, kind, MessengerSaid.UNKNOWN)
            raise
        messages.note(wish, kind, _state(answer))
        self.tried(wish.way, answer)
        if answer.said is MessengerSaid.NEVER or (
            kind is MessageKind.CALLED and answer.said is not MessengerSaid.LATER
        ):
            messages.forget(wish.ticket)

    def _says(self, way: Way, kind: MessageKind) -> bool:
        """Whether this way has words for this message."""
        return way is not Way.ZALO or rules(self._context).template(kind) != ""

    def _message(self, due: Due) -> Message:
        wish = due.wish
        values = values_of(self._context, due.now.ticket, due.now.ahead, wish.language)
        return Message(due.kind, wish.phone, wish.language, f"{wish.mark}-{due.kind}", values)


def _state(answer: MessengerAnswer) -> str | None:
    """What is kept of a try; nothing of one that may be tried again."""
    if answer.said is MessengerSaid.LATER:
        return None
    return f"{NEVER}{answer.why}" if answer.said is MessengerSaid.NEVER else str(answer.said)
