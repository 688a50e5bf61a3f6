"""People at home who ask a centre in this process for numbers, in the way of a link; everything is recorded.

Some of the answers are lost on the way to the city, which asks again.
"""

import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

from server.core.refusal import Refusal
from server.link.answer import answer
from server.service.context import Context
from server.service.queue import afar
from tests.history.record import Asking, Recorder

LEFT_S = 120.0
"""How long a request may take on its way to the centre."""
LOST = 0.15


class AfarAskers:
    """Each `step` is one thing that somebody at home, or the centre with their number, does."""

    def __init__(
        self, context: Context, recorder: Recorder, dice: random.Random, fields: tuple[str, ...]
    ) -> None:
        self._context, self._recorder, self._dice, self._fields = context, recorder, dice, fields
        self._asked: list[dict[str, Any]] = []
        self._wall: dict[str, int] = {}

    def step(self) -> dict[str, Any] | None:
        """Do one step; returns the number if the answer had one."""
        acts: dict[Callable[[], dict[str, Any] | None], int] = {
            self.ask: 6,
            self.again: 3,
            self.check_in: 4,
            self.give_up: 1,
            self.give_up_first: 1,
            self.look_after: 4,
        }
        return self._dice.choices(list(acts), list(acts.values()))[0]()

    def ask(self) -> dict[str, Any] | None:
        """Somebody wants a number."""
        request = self._wish()
        self._asked.append(request)
        return self._number(request)

    def again(self) -> dict[str, Any] | None:
        """What has no answer is asked again, and what has one, too."""
        return self._number(self._dice.choice(self._asked[-6:])) if self._asked else None

    def check_in(self) -> None:
        """Somebody types the digits of the hall's screens, or wrong ones."""
        if self._asked:
            code = self._context.presence.code(self._context.clock()) if self._dice.random() < 0.8 else "0"
            of = self._dice.choice(self._asked[-8:])["id"]
            self._send({"id": self._id(), "kind": "check_in", "of": of, "code": code})

    def give_up(self) -> None:
        """Somebody does not come after all."""
        if self._asked:
            self._send({"id": self._id(), "kind": "cancel", "of": self._dice.choice(self._asked[-8:])["id"]})

    def give_up_first(self) -> None:
        """Somebody's giving up overtakes what they asked."""
        request = self._wish()
        self._send({"id": self._id(), "kind": "cancel", "of": request["id"]})
        self._number(request)

    def look_after(self) -> None:
        """The centre's own thread keeps places on, and lets lapse what nobody came for; it goes on after a failure."""
        with suppress(Refusal):
            afar.look_after_expected(self._context)

    def ends(self) -> None:
        """Ask everything once more, long afterwards: everybody with a number must get the same one."""
        for request in self._asked:
            self._send(request | {"left_s": -1.0})

    def _wish(self) -> dict[str, Any]:
        id_ = self._id()
        self._wall[id_] = self._recorder.clock()
        return {"id": id_, "kind": "number", "field": self._dice.choice(self._fields), "procedure": None}

    def _number(self, request: dict[str, Any]) -> dict[str, Any] | None:
        passed_s = (self._recorder.clock() - self._wall[request["id"]]) / 1000
        told = self._send(request | {"left_s": min(LEFT_S, LEFT_S - passed_s), "language": "vi"})
        if told.get("state") != "issued":
            return None
        return {"id": told["ticket"], "number": told["number"], "track": told["told"]["track"]}

    def _send(self, request: dict[str, Any]) -> dict[str, Any]:
        body = {"of": request["of"]} if "of" in request else {}
        asking = Asking(
            self._recorder, "city", "POST", f"/city/{request['kind']}", key=request["id"], body=body
        )
        told = next(iter(answer(self._context, [request])), None)  # none while the centre's disk is sick
        if self._dice.random() < LOST or told is None:
            asking.answered()
            return {}
        facts = {"id": told["ticket"], "number": told["number"]} if "ticket" in told else {}
        asking.answered(200, {"state": told["state"], **facts})
        return dict(told)

    def _id(self) -> str:
        return str(UUID(int=self._dice.getrandbits(128), version=4))
