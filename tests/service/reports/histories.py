"""Random lives of a small centre, by its use cases: a list of (what, which) is one of them, the same every time."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Final, TypeVar

from server.core.events import PersonAdded
from server.core.model import Channel, Dossier, DossierChannel, Outcome
from server.core.procedures.procedure import procedure_of
from server.core.queue.paper import prefix_of
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.queue import counters, keeping, offline_numbers, paper_numbers, paper_pads, tickets
from server.service.queue.counters import Officer, Result, Target
from server.service.queue.day_end import close_left_open
from server.service.queue.offline_numbers import OfflineNumber
from server.service.queue.paper_rows import PaperRow, Served
from server.service.queue.tickets import NumberRequest
from server.service.queue.undo import undo_last
from server.service.reports import counter_days
from server.service.reports.stay_groups import SIZES, due, put_together
from server.service.settings import changes
from server.service.settings.begun import begin_settings
from server.store import Transaction
from server.store.connect import open_writer
from server.store.people import hashes
from server.store.people.hashes import Secrets
from server.store.procedures import table
from server.store.queue import counters as counter_rows
from server.store.queue import undo_steps
from tests.support.begun_data import with_tables
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.quick_passwords import QUICK

T = TypeVar("T")
Steps = list[tuple[str, int]]

_FIELDS: Final = ("CT", "HT", "DD")
_PEOPLE: Final = {"an": "Nguyễn Văn An", "bao": "Trần Bảo", "chi": "+84 Chi", "dung": '=1+1\nDũng, "D"'}
"""Officers, two of them with names that a spreadsheet must not run."""
_PROCEDURES: Final = (None, "1.000001", "1.000002")
_COUNTERS: Final = (1, 2, 3)
_CHANNELS: Final = (Channel.KIOSK, Channel.HELPER, Channel.OFFICER, Channel.PHONE)
_CLASSES: Final = (None, None, "elderly", "disabled")
_OUTCOMES: Final = (None, *Outcome)
_HALLS: Final = ("A", "B")
_POINT_OF: Final = {"A": "", "B": "P"}
_KIOSK: Final = 7
_REASONS: Final = (None, "họp", "=ăn trưa")


class History:
    """A centre whose steps are chosen by numbers; what is refused changes nothing."""

    def __init__(self, context: Context, clock: SetClock) -> None:
        self.clock = clock
        self.context = context
        changes.put(self.context, "points", [{"code": "P", "vi": "Điểm P", "en": "Point P"}], "manager:hoa")
        halls = [
            {"code": code, "vi": f"Sảnh {code}", "en": f"Hall {code}", "point": _POINT_OF[code]}
            for code in _HALLS
        ]
        changes.put(self.context, "halls", halls, "manager:hoa")
        phone = self.context.settings.document.phone.model_dump(mode="json")
        changes.put(self.context, "phone", phone | {"keep_place_minutes": 5}, "manager:hoa")
        self.context.store.write(_people_and_things)
        self._offline = self._torn = 0
        self._do: dict[str, Callable[[int], object]] = {
            "take": self._take,
            "open": self._open,
            "call": lambda n: counters.call(self.context, *self._at(n)),
            "recall": lambda n: counters.recall(self.context, *self._at(n)),
            "serve": lambda n: counters.serve(self.context, *self._at(n)),
            "finish": lambda n: counters.finish(self.context, *self._at(n), self._result(n)),
            "next": lambda n: counters.next_(self.context, *self._at(n), self._result(n)),
            "miss": lambda n: counters.no_show(self.context, *self._at(n)),
            "put back": lambda n: counters.return_(self.context, *self._at(n)),
            "park": lambda n: counters.park(self.context, *self._at(n)),
            "transfer": self._transfer,
            "undo": self._undo,
            "pause": self._pause,
            "resume": lambda n: counters.resume(self.context, *self._at(n)),
            "hand over": lambda n: counters.hand_over(self.context, *self._at(n), _of(tuple(_PEOPLE), n)),
            "class": lambda n: counters.correct_priority(self.context, *self._at(n), _of(_CLASSES, n)),
            "again": lambda n: tickets.resume(self.context, self._ticket(n, "parked"), "officer:an"),
            "keep": lambda n: keeping.keep(self.context, self._ticket(n, "waiting"), "slip"),
            "back in time": lambda _: keeping.resume_due(self.context),
            "call one": lambda n: counters.call(self.context, *self._at(n), self._ticket(n)),
            "cancel": lambda n: tickets.cancel(self.context, self._ticket(n), "slip"),
            "bring in": self._bring_in,
            "paper": self._paper,
            "set": self._set,
            "wait": lambda n: clock.forward(seconds=n % 1500),
            "moment": lambda n: clock.forward(seconds=n % 40, milliseconds=n % 997),
            "night": self._night,
            "together": lambda _: self.put_together(),
            "back": lambda n: clock.back(seconds=n % 300),
            "wrong clock": self._wrong_clock,
        }

    def run(self, steps: Steps) -> None:
        """Take them one after another."""
        for what, which in steps:
            with suppress(Refusal, LookupError):
                self._do[what](which)

    def put_together(self) -> None:
        """Past days, months and years are put together, as a running centre does by itself."""
        for size in SIZES:
            for period in due(self.context, size):
                put_together(self.context, period)
        for day in counter_days.due(self.context):
            counter_days.put_together(self.context, day)

    def _at(self, n: int) -> tuple[int, Officer]:
        counter = _of(_COUNTERS, n)
        with self.context.store.read() as connection:
            held = counter_rows.find(connection, counter).officer
        return counter, Officer(held or _of(tuple(_PEOPLE), n))

    def _take(self, n: int) -> None:
        request = NumberRequest(
            _of(_FIELDS, n),
            _of(_PROCEDURES, n // 3),
            _of(_CLASSES, n // 9),
            _of(_CHANNELS, n // 40),
            point="P" if n % 4 == 3 else "",
        )
        tickets.issue(self.context, request, "kiosk:1")

    def _open(self, n: int) -> None:
        counter, officer = self._at(n)
        counters.open_(self.context, counter, officer, _FIELDS[n % 2 :])

    def _pause(self, n: int) -> None:
        """A break, which lasts a moment at least."""
        counters.pause(self.context, *self._at(n), _of(_REASONS, n // 3))
        self.clock.forward(seconds=1)

    def _result(self, n: int) -> Result:
        dossiers = tuple(
            Dossier(
                _of(_PROCEDURES, n + place),
                _of(tuple(Outcome), n // 5 + place),
                _of(tuple(DossierChannel), n // 7 + place),
            )
            for place in range(n % 4)
        )
        return Result(_of(_OUTCOMES, n // 4), dossiers)

    def _transfer(self, n: int) -> None:
        to = Target(field=_of(_FIELDS, n // 3)) if n % 2 else Target(counter=_of(_COUNTERS, n // 3))
        counters.transfer(self.context, *self._at(n), to)

    def _undo(self, n: int) -> None:
        counter = _of(_COUNTERS, n)
        with self.context.store.read() as connection:
            step = undo_steps.find(connection, counter)
        undo_last(self.context, counter, Officer(step.officer if step else "an"))

    def _ticket(self, n: int, state: str | None = None) -> int:
        """One of the latest tickets. Raises `LookupError` when there is none."""
        query = f"SELECT id FROM tickets {'WHERE state = ?' if state else ''} ORDER BY id DESC LIMIT 5"
        with self.context.store.read() as connection:
            found = [row[0] for row in connection.execute(query, (state,) if state else ())]
        if not found:
            raise LookupError
        ticket: int = found[n % len(found)]
        return ticket

    def _bring_in(self, n: int) -> None:
        self._offline += 1
        given = OfflineNumber(
            f"LG{self._offline:03d}",
            f"{self.context.centre.local(self.clock()):%Y-%m-%d}",
            _of(_FIELDS, n),
            None,
            _of(_CLASSES, n // 3),
            self.clock() - n % 2_000_000,
            f"key-{self._offline}",
            "printed",
        )
        offline_numbers.bring_in(self.context, _KIOSK, self.clock(), [given])

    def _paper(self, n: int) -> None:
        """A number of a pad is brought in, of today or the day before; half of them were served."""
        if self._torn % 100 == 0:
            paper_pads.print_next(self.context, 100, "manager:hoa")
        self._torn += 1
        taken = self.context.centre.local(self.clock()) - timedelta(minutes=60 + n % 2000)
        called, ended = (taken + timedelta(minutes=after) for after in (n % 50, 50 + n % 9))
        officer = _of((None, *_PEOPLE), n // 2)
        served = Served(_of(_COUNTERS, n), called.time(), ended.time(), officer, _of(_OUTCOMES, n // 3))
        row = PaperRow(
            f"{prefix_of(1 + (self._torn - 1) // 100)}{(self._torn - 1) % 100 + 1:03d}",
            _of(_FIELDS, n // 5),
            taken.time(),
            taken.date(),
            _of(_CLASSES, n // 7),
            served if n % 2 else None,
        )
        self.context.store.write(
            lambda transaction: paper_numbers.bring_in(self.context, transaction, [row], "officer:an")
        )

    def _set(self, n: int) -> None:
        """Another limit for a field, or another hall for a counter."""
        document = self.context.settings.document
        if n % 4 == 0:
            counter = document.counters[n // 4 % 3]
            moved = counter.model_dump(mode="json") | {"hall": _of(_HALLS, n // 12)}
            changes.put_item(self.context, "counters", str(counter.n), moved, "manager:hoa")
            return
        field = document.fields[n % 3]
        value = field.model_dump(mode="json") | {"real_wait_limit_minutes": 1 + n % 7}
        changes.put_item(self.context, "fields", field.code, value, "manager:hoa")

    def _night(self, n: int) -> None:
        """The next morning, or a moment after midnight."""
        day = self.context.centre.local(self.clock()).date()
        self.clock.set(f"{day} 23:59")
        self.clock.forward(minutes=2 if n % 2 else 450)
        if n % 3:
            close_left_open(self.context)

    def _wrong_clock(self, n: int) -> None:
        """It is nearly a day ahead for a while, and somebody takes a number."""
        self.clock.forward(hours=20)
        with suppress(Refusal):
            self._take(n)
            counters.call(self.context, *self._at(n))
        self.clock.back(hours=20)
        self._take(n)


def new_centre(folder: Path, clock: SetClock) -> Context:
    """A centre for one history alone, with its settings in its journal."""
    with_tables(folder)
    begins = default_settings(folder).of_centre()
    context = Context(folder, begins, clock, passwords=QUICK, connect=_quickly)
    begin_settings(context)
    return context


def _quickly(path: Path) -> sqlite3.Connection:
    """No history outlives its test: nothing waits for the disk."""
    connection = open_writer(path)
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _people_and_things(transaction: Transaction) -> None:
    for username, name in _PEOPLE.items():
        transaction.record(PersonAdded(username, name, "officer"), "test")
        hashes.save(transaction.connection, username, Secrets("-"))
    for code in _PROCEDURES[1:]:
        assert code is not None
        table.save(transaction.connection, procedure_of(code, {"name": f"Thủ tục {code}", "field": "CT"}))


def _of(values: Sequence[T], n: int) -> T:
    return values[n % len(values)]
