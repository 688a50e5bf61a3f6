"""A running centre whose settings are changed as its forms change them, and what is seen of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from flask.testing import FlaskClient

from server.app import Server
from server.config import CentreSettings
from server.core.settings import key_of
from server.service.context import Context
from server.service.people.devices import change_device, enrol_device
from server.service.settings import changes
from server.store import journal
from tests.api.browsing import sign_in
from tests.support.api import Api, Caller
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import enrol_everybody
from tests.support.quick_server import quick_server

ENTRIES: Final = {
    "exceptions": "2026-11-23",
    "fields": "CT",
    "counters": "1",
    "points": "hamlet",
    "halls": "hut",
    "priority_classes": "elderly",
    "alerts": "rule",
}
"""The entry that is changed of a part that is a list. The centre itself begins with it, or an effect's `given` adds it."""
KEYS: Final = frozenset({"code", "n", "date"})
"""Settings by which an entry is known: another one is another entry."""


@dataclass
class Ward:
    """The default centre on a Monday at eight; `folder` is an empty one."""

    server: Server
    api: Api
    clock: SetClock
    folder: Path
    device: int = 0

    @property
    def context(self) -> Context:
        return self.server.context

    @cached_property
    def phone(self) -> FlaskClient:
        """A browser that nobody has signed in with."""
        return self.server.app.test_client()

    def page(self, username: str, path: str) -> str:
        """A page as somebody reads it who has just signed in."""
        browser = self.server.app.test_client()
        sign_in(browser, username)
        return browser.get(path).text

    @cached_property
    def at_hut(self) -> Caller:
        """A kiosk in the hall `hut`."""
        return self.machine("kiosk", hall="hut")

    def machine(self, kind: str, counter: int | None = None, hall: str | None = None) -> Caller:
        """A machine that is new, where it stands; `device` is its id."""
        self.device, token = enrol_device(self.context, kind, "Máy mới", "test")
        change_device(self.context, self.device, "Máy mới", counter, "test", hall=hall)
        return self.api.holding(token)

    def part(self, name: str) -> Any:
        """What is set of it."""
        return self.api.admin.get("/settings").json[name]

    def put(self, path: str, value: Any) -> None:
        """Set what stands at this path under `/settings`, as of the version that is seen."""
        version = self.api.admin.get("/settings").json["version"]
        answer = self.api.admin.put_json(f"/settings/{path}", value, if_match=f'"{version}"')
        assert answer.status_code == 200, answer.text

    def set(self, path: str, value: Any, also: Mapping[str, Any] | None = None) -> None:
        """Change one setting, and `also` those of the same part that go with it; of a key, add this entry."""
        key, wanted = self._wanted(path, value, also)
        self.put(path.partition(".")[0] if key is None else f"{path.partition('.')[0]}/{key}", wanted)

    def foretold(self, path: str, value: Any, also: Mapping[str, Any] | None = None) -> Any:
        """What the form says, before it is saved, would follow from this; `None` where its page shows something else."""
        part = path.partition(".")[0]
        key, wanted = self._wanted(path, value, also)
        if key is not None:
            there = {key_of(each): each for each in self.part(part)}
            wanted = [*(there | {key: wanted}).values()]
        answer = self.api.admin.post(f"/settings/{part}/preview", {"value": wanted})
        assert answer.status_code == 200, answer.text
        return answer.json["told"]

    def _wanted(self, path: str, value: Any, also: Mapping[str, Any] | None) -> tuple[str | None, Any]:
        """The key of the entry that becomes another one, and what it becomes; or the whole part."""
        part, name = path.split(".")[:2]
        if part not in ENTRIES:
            return None, self.part(part) | {name: value} | (also or {})
        if name in KEYS:
            return key_of(value), value
        key = ENTRIES[part]
        entry = next(each for each in self.part(part) if key_of(each) == key)
        return key, entry | {name: value} | (also or {})

    def take(self, **asked: Any) -> Any:
        """What a kiosk answers who asks for a number of CT."""
        return self.api.kiosk.post("/tickets", {"field": "CT"} | asked).json

    def at_counter(self, *steps: str, n: int = 1) -> Any:
        """What an officer does at a counter; answers the last step's answer."""
        answers = [self.api.officer.post(f"/counters/{n}/{step}") for step in steps]
        assert all(each.status_code == 200 for each in answers), answers[-1].text
        return answers[-1].json

    def next_called(self) -> Any:
        """Whom counter 1 would call; the call is undone."""
        called = self.at_counter("call")
        self.at_counter("undo")
        return called

    def board(self, hall: str = "") -> Any:
        """What a hall's screens show."""
        return self.api.display.get(f"/board?hall={hall}" if hall else "/board").json

    def counter_shown(self) -> Any:
        """Counter 1 on the board."""
        return next(each for each in self.board()["counters"] if each["n"] == 1)


class Wards:
    """Wards for one effect after the other: one in which nothing but settings was changed serves the next one, too."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        self._folder = folder
        self._clean: Ward | None = None

    def next(self) -> Ward:
        """One as it begins."""
        ward, self._clean = self._clean or self._made(), None
        return ward

    def after(self, ward: Ward, began: CentreSettings) -> None:
        """Keep the ward that was used if it can be as it `began`, or close it."""
        if self._untouched(ward):
            changes.take_all(ward.context, began, "test")
            self._clean = ward
        else:
            ward.server.close()

    def close(self) -> None:
        """No effect comes any more."""
        if self._clean is not None:
            self._clean.server.close()

    def _made(self) -> Ward:
        clock, folder = SetClock(), self._folder()
        server = quick_server(default_settings(folder / "data"), clock)
        server.forecaster.close()
        (folder / "empty").mkdir()
        return Ward(server, Api(server.app, enrol_everybody(server.context)), clock, folder / "empty")

    def _untouched(self, ward: Ward) -> bool:
        begun = {"settings_begun", "setting_changed", "day_began", "password_set", "pin_set", "person_added"}
        begun |= {"device_enrolled", "token_issued"}
        with ward.context.store.read() as connection:
            types = {entry.event.type for entry in journal.since(connection, 0)}
        return types <= begun and ward.device == 0 and ward.clock.local() == SetClock().local()


Seen = Callable[[Ward], Any]
Given = Callable[[Ward], object]


def nothing(_: Ward) -> None:
    """Nothing is needed before."""


@dataclass(frozen=True)
class Effect:
    """The setting becomes `value` (with `also`, of the same part), after `given`; then `then` is `seen`, which it was not before.

    `value` may be made of the centre, and `then` may judge (before, after). What `comes` does so from a thread of its own.
    """

    value: Any
    seen: Seen
    then: Any
    given: Given = nothing
    also: Mapping[str, Any] | None = None
    comes: bool = False

    def value_in(self, ward: Ward) -> Any:
        """What it becomes there."""
        return self.value(ward) if callable(self.value) else self.value

    def is_so(self, before: Any, after: Any) -> bool:
        """Whether it has had its effect."""
        return bool(self.then(before, after)) if callable(self.then) else bool(after == self.then)


def sets(part: str, value: Any) -> Given:
    """This part, as a whole, or with these settings changed."""

    def given(ward: Ward) -> None:
        whole = ward.part(part) | value if isinstance(value, dict) else value
        ward.put(part, whole)

    return given


def first(*all_of: Given) -> Given:
    """One after the other."""

    def given(ward: Ward) -> None:
        for each in all_of:
            each(ward)

    return given


def came(many: int = 1, **asked: Any) -> Given:
    """So many people took numbers of CT."""

    def given(ward: Ward) -> None:
        for _ in range(many):
            assert "number" in ward.take(**asked)

    return given


def passes(minutes: float) -> Given:
    """Time passes."""
    return lambda ward: ward.clock.forward(minutes=minutes)


def works(*steps: str) -> Given:
    """Counter 1 is open, and its officer does these steps."""
    return lambda ward: ward.at_counter("open", *steps)


def dig(found: Any, names: Iterable[str]) -> Any:
    """What stands there; `None` where there is nothing."""
    for name in names:
        found = found.get(name) if found is not None else None
    return found


def told(*names: str) -> Seen:
    """What kiosks are told of the centre."""
    return lambda ward: dig(ward.api.kiosk.get("/centre").json, names)


def told_of_field(*names: str) -> Seen:
    """What kiosks are told of CT."""
    fields = told("fields")
    return lambda ward: dig(next(each for each in fields(ward) if each["code"] == "CT"), names)


def told_at_hut(*names: str) -> Seen:
    """What a kiosk in the hall `hut` is told."""
    return lambda ward: dig(ward.at_hut.get("/centre").json, names)


def answered(name: str, **asked: Any) -> Seen:
    """What a kiosk answers who asks for a number: a fact of the ticket, or the code of a refusal."""
    return lambda ward: ward.take(**asked).get(name)
