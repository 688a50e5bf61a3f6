"""A hall in which anything may happen: touches, numbers from afar, officers, a box that is cut off, ballots, changed settings, a clock that jumps.

All of it comes from one seed, and everybody writes down what they asked and were told.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from server.app import Server
from server.core.refusal import Refusal
from server.service.people.devices import enrol_device
from server.service.queue import keeping
from tests.history.record import Recorder, Said
from tests.history.told import KEPT_MS
from tests.support.afar_askers import AfarAskers
from tests.support.api import Api
from tests.support.boxes import BoxClock, Kiosk
from tests.support.clock import SetClock
from tests.support.recorded import Recorded

FIELDS = ("CT", "HT", "DD")
FIRST = 20
"""Who waits at the door when it opens."""
OFFICERS = {"officer": (1, "officer:lan"), "other": (2, "officer:minh"), "admin": (3, "admin:binh")}
ANYTHING = (
    "call",
    "recall",
    "serve",
    "finish",
    "next",
    "no-show",
    "return",
    "park",
    "transfer",
    "pause",
    "resume",
)
USUAL = ("call", "serve", "next", "return")
WAYS = {"CT": (["CT"], ["HT"]), "HT": (["HT", "DD"], []), "DD": (["DD"], ["CT", "HT"])}


class RandomHall:
    """One hall; each `step` is one thing that somebody does."""

    def __init__(self, server: Server, api: Api, clock: SetClock, folder: Path, seed: int) -> None:
        self.recorder, self.dice = Recorder(clock=clock), random.Random(seed)
        self._clock, self._context = clock, server.context
        self.kiosk = self.somebody(api, "kiosk", "kiosk:1")
        self.officers = {n: self.somebody(api, name, who) for name, (n, who) in OFFICERS.items()}
        self.manager, self.citizen = self.officers[3], self.somebody(api, "nobody", "slip", lossy=0)
        device, token = enrol_device(server.context, "kiosk", "Box", "test")
        self.box = Kiosk(server.app, folder, token, BoxClock(clock))
        self._touch = Recorded(_BoxPage(self.box), f"kiosk:{device}", self.recorder, self.dice)  # type: ignore[arg-type]
        self._tickets: list[dict[str, Any]] = []
        self.manager.put("/settings/remote", {"share": 50, "keep_minutes": 5})
        self.afar = AfarAskers(server.context, self.recorder, self.dice, FIELDS)
        self.box.look()
        for n, way in zip(self.officers, WAYS.values(), strict=True):
            self.officers[n].post(f"/counters/{n}/open", {"fields": way[0], "helps": way[1]})
        for _ in range(FIRST):
            self.touch()

    def somebody(self, api: Api, name: str, who: str, lossy: int = 8) -> Recorded:
        """One of the API's callers, with their own dice."""
        return Recorded(getattr(api, name), who, self.recorder, random.Random(self.dice.random()), lossy)

    def step(self) -> None:
        """One thing happens."""
        kinds: dict[Callable[[], object], int] = {
            self.touch: 12,
            self.officer: 40,
            self.undo: 4,
            self.build_upon: 3,
            self.wait: 6,
            self.touch_at_the_box: 2,
            self.from_afar: 8,
            self.come_from_afar: 3,
            self.cable: 1,
            self.give_up: 1,
            self.go_away: 1,
            self.rate: 2,
            self.set_something: 2,
            self.jump: 1,
        }
        self.dice.choices(list(kinds), list(kinds.values()))[0]()

    def touch(self) -> None:
        """Somebody takes a number."""
        priority = self.dice.choice([None, None, "elderly", "disabled"])
        if told := self.kiosk.post("/tickets", {"field": self.dice.choice(FIELDS), "priority": priority}):
            self._tickets.append(told)

    def touch_at_the_box(self) -> None:
        """Somebody takes one at the box, which may be alone."""
        self._touch.post("/tickets", {"field": self.dice.choice(FIELDS), "channel": "kiosk"})

    def from_afar(self) -> None:
        """Somebody asks from afar, comes, gives up, or does not come."""
        if told := self.afar.step():
            self._tickets.append(told)

    def come_from_afar(self) -> None:
        """Somebody holds a code before the kiosk's scanner: of a number from afar, or not."""
        if self._tickets:
            self.kiosk.post(f"/tickets/{self.dice.choice(self._tickets[-9:])['id']}/resume")

    def cable(self) -> None:
        """The box's cable is pulled out, or put back."""
        self.box.cable.cut = not self.box.cable.cut
        self.box.look()

    def officer(self) -> None:
        """An officer does what the console allows, or anything at all."""
        n = self.dice.choice(list(self.officers))
        who = self.officers[n]
        allowed = who.get(f"/counters/{n}").get("allowed", ())
        usual = [action for action in USUAL if action in allowed]
        if usual and self.dice.random() < 0.75:
            self.act(n, who, self.dice.choice(usual))
        else:
            any_ = [*allowed, *self.dice.sample(ANYTHING, 2)]
            self.act(n, who, self.dice.choice([action for action in any_ if action in ANYTHING] or ["open"]))

    def act(self, n: int, who: Recorded, action: str) -> None:
        """One action at a counter."""
        body: dict[str, Any] = {}
        if action == "transfer":
            to_counter = self.dice.random() < 0.5
            body = (
                {"counter": self.dice.choice([1, 2, 3])}
                if to_counter
                else {"field": self.dice.choice(FIELDS)}
            )
        elif action == "call" and self._tickets and self.dice.random() < 0.15:
            body = {"ticket": self.dice.choice(self._tickets)["id"]}
        elif action == "resume" and self._tickets and self.dice.random() < 0.5:
            who.post(f"/tickets/{self.dice.choice(self._tickets)['id']}/resume")
            return
        who.post(f"/counters/{n}/{action}", body)

    def undo(self) -> None:
        """An officer looks at the console and takes back what it offers."""
        n = self.dice.choice(list(self.officers))
        who = self.manager if self.dice.random() < 0.3 else self.officers[n]
        if who.get(f"/counters/{n}").get("undo"):
            who.post(f"/counters/{n}/undo")

    def build_upon(self) -> None:
        """An officer returns a ticket, a colleague calls it, and the officer wants the return undone."""
        n, other = self.dice.sample(list(self.officers), 2)
        who = self.officers[n]
        if (ticket := who.get(f"/counters/{n}").get("ticket")) is not None:
            who.post(f"/counters/{n}/return")
            self.officers[other].post(f"/counters/{other}/call", {"ticket": ticket["id"]})
            who.post(f"/counters/{n}/undo")

    def give_up(self) -> None:
        """Somebody gives their number up."""
        if self._tickets:
            self.officers[1].post(f"/tickets/{self.dice.choice(self._tickets)['id']}/cancel")

    def go_away(self) -> None:
        """Somebody keeps their place, and whoever has long been away waits again."""
        with suppress(Refusal):
            keeping.resume_due(self._context)
            if self._tickets:
                keeping.keep(self._context, self.dice.choice(self._tickets[-9:])["id"], "phone")

    def rate(self) -> None:
        """Somebody rates their visit by the slip's code."""
        if self._tickets:
            track = self.dice.choice(self._tickets[-30:])["track"]
            self.citizen.post("/ratings", {"track": track, "level": self.dice.choice([2, 3])})

    def set_something(self) -> None:
        """The manager changes the calling order, a class, a field."""
        dice, document = self.dice, self._context.settings.document
        field = document.fields[dice.randrange(3)].model_dump(mode="json")
        elderly = next(c for c in document.priority_classes if c.code == "elderly").model_dump(mode="json")
        help_after, longest = dice.randrange(21), dice.randrange(20, 61)
        calling = {
            "most_priority_in_a_row": dice.randrange(1, 4),
            "longest_wait_minutes": longest,
            "help_after_minutes": help_after,
            "recalls_before_no_show": 0,
            "call_back_minutes": dice.choice([0, 30]),
        }
        path, body = dice.choice(
            [
                ("/settings/calling", calling),
                (
                    "/settings/priority_classes/elderly",
                    elderly | {"weight_minutes": dice.choice([0, 10, 30, 240])},
                ),
                (f"/settings/fields/{field['code']}", field | {"daily_limit": dice.choice([0, 0, 0, 1, 50])}),
            ]
        )
        self.manager.put(path, body)

    def wait(self) -> None:
        """Time passes."""
        self._clock.forward(seconds=self.dice.choice([1, 7, 30, 70, 400]))

    def jump(self) -> None:
        """The clock is wrong, or was: minutes, more than half a day, a day."""
        step = self.dice.choice([{"minutes": 50}, {"hours": 7}, {"hours": 20}])
        if self.dice.random() < 0.5:
            self._clock.forward(**step)
        else:
            self._clock.back(**step)

    def ends(self, most: int = 30) -> None:
        """The box is joined again, and some keys are sent once more at the very end."""
        self.box.cable.cut = False
        for _ in range(3):
            self.box.look()
        self.afar.ends()
        done = [said for said in self._of_today() if said.done and said.method == "POST"]
        by_name = {each.who: each for each in (self.kiosk, self.citizen, *self.officers.values())}
        for said in self.dice.sample(done, min(most, len(done))):
            if (who := by_name.get(said.who)) is not None:
                who.again(said)

    def _of_today(self) -> Iterator[Said]:
        """What was asked for less than a day ago by every clock since: for so long first answers are kept."""
        latest = 0
        for said in reversed(self.recorder.said):
            latest = max(latest, said.wall)
            if latest - said.wall < KEPT_MS:
                yield said


class _BoxPage:
    """The box's own page, asked as the API is."""

    def __init__(self, box: Kiosk) -> None:
        self._box = box

    def post(self, _: str, body: dict[str, Any], key: str) -> Any:
        """A touch."""
        return self._box.touch(key=key, **body)
