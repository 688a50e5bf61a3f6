"""A ward in which anything may happen that officers, people, kiosks, managers and clocks do."""

import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import time
from pathlib import Path

from server.core.events import VisitRated
from server.core.refusal import Refusal
from server.service.queue import offline_numbers, paper_numbers, paper_pads
from server.service.queue.offline_numbers import OfflineNumber
from server.service.queue.paper_rows import PaperRow, Served
from server.service.retention.packing import pack_day
from server.service.settings import changes
from server.service.settings.begun import begin_settings
from server.store.retention.pack import survey
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.store_driver import STEPS, StoreDriver

FIELDS = ("CT", "HT", "DD")
MANAGER = "manager:binh"


class Life:
    """W000n: its folder, its clock, its driver. `backup` is a copy of its folder, if one was made."""

    def __init__(self, root: Path, code: str) -> None:
        self.code = code
        self.folder = root / code
        self.backup = root / f"{code}.backup"
        self.clock = SetClock()
        self.driver = StoreDriver(self.folder, self.clock)
        self._begin()
        self._alone = self._torn = 0

    @property
    def context(self):
        return self.driver.context

    def close(self) -> None:
        self.context.close()

    def deeds(self, dice: random.Random, most: int) -> None:
        """So many things happen."""
        for _ in range(most):
            with suppress(Refusal):
                dice.choice(self._deeds)(self, dice)

    def back_up(self) -> None:
        """Last night's backup."""
        self._closed(
            lambda: (
                shutil.rmtree(self.backup, ignore_errors=True),
                shutil.copytree(self.folder, self.backup),
            )
        )

    def restore(self) -> int:
        """The backup takes the folder's place: how far its journal is."""
        self._closed(lambda: (shutil.rmtree(self.folder), shutil.copytree(self.backup, self.folder)))
        return self.last()

    def last(self) -> int:
        with self.context.store.read() as connection:
            return int(connection.execute("SELECT max(seq) FROM journal").fetchone()[0])

    def _closed(self, do: Callable[[], object]) -> None:
        self.context.close()
        do()
        self.driver.restart_closed()
        self._begin()

    def _begin(self) -> None:
        self.context.settings.take(default_settings(Path("data")).of_centre())
        with self.context.store.read() as connection:
            self.context.settings.read(connection)
        begin_settings(self.context)
        paper_pads.print_next(self.context, 100, MANAGER)

    def _tickets(self) -> list[int]:
        with self.context.store.read() as connection:
            return [row[0] for row in connection.execute("SELECT id FROM tickets ORDER BY id DESC LIMIT 12")]

    def _unrated(self) -> list[int]:
        query = "SELECT id FROM tickets WHERE state = 'finished' AND id NOT IN (SELECT ticket FROM ratings)"
        with self.context.store.read() as connection:
            return [row[0] for row in connection.execute(query)]

    def issue(self, dice: random.Random) -> None:
        self.driver.issue(dice.choice(FIELDS), dice.choice([None, None, "elderly"]))

    def open_counter(self, dice: random.Random) -> None:
        n = dice.randrange(1, 4)
        self.driver.open(n, dice.choice([None, ["CT"], ["HT", "DD"]]), dice.choice([None, ["DD"]]))

    def call(self, dice: random.Random) -> None:
        waiting = self._tickets()
        self.driver.call(
            dice.randrange(1, 4), dice.choice(waiting) if waiting and dice.random() < 0.2 else None
        )

    def step(self, dice: random.Random) -> None:
        self.driver.step(dice.randrange(1, 4), dice.choice(list(STEPS)))

    def serve(self, dice: random.Random) -> None:
        self.driver.step(dice.randrange(1, 4), "serve")

    def finish(self, dice: random.Random) -> None:
        self.driver.step(dice.randrange(1, 4), "finish")

    def call_next(self, dice: random.Random) -> None:
        self.driver.next(dice.randrange(1, 4))

    def transfer(self, dice: random.Random) -> None:
        to = dice.choice([("HT", None), ("DD", None), (None, 2), ("CT", 1)])
        self.driver.transfer(dice.randrange(1, 4), *to)

    def undo(self, dice: random.Random) -> None:
        self.driver.undo(dice.randrange(1, 4))

    def counter(self, dice: random.Random) -> None:
        n = dice.randrange(1, 4)
        do = dice.choice(["pause", "resume", "close", "hand_over", "call_for_help", "answer_help"])
        more = {"hand_over": ("spare",), "call_for_help": ("máy in kẹt",)}.get(do, ())
        getattr(self.driver, do)(n, *more)

    def person(self, dice: random.Random) -> None:
        if known := self._tickets():
            do = dice.choice([self.driver.cancel, self.driver.resume_ticket, self.driver.keep_place])
            do(dice.choice(known))

    def slip(self, dice: random.Random) -> None:
        if known := self._tickets():
            ticket = dice.choice(known)
            self.driver.request_slip(ticket)
            self.driver.report(ticket, dice.choice(["printed", "failed", "unknown"]))

    def rate(self, dice: random.Random) -> None:
        if known := self._unrated():
            rating = VisitRated(dice.choice(known), 1, self.driver.day(), dice.choice([1, 2, 3]))
            self.context.store.write(lambda transaction: transaction.record(rating, "slip"))

    def bring_in(self, dice: random.Random) -> None:
        self._alone += 1
        now = self.clock()
        number = OfflineNumber(
            f"LA{self._alone:03d}",
            self.driver.day(),
            dice.choice(FIELDS),
            None,
            None,
            now - 60_000,
            f"k{self._alone}",
            "printed",
        )
        offline_numbers.bring_in(self.context, 1, now, [number])

    def paper(self, dice: random.Random) -> None:
        self._torn += 1
        at = self.clock.local().time()
        served = Served(1, time(at.hour, 0), at) if dice.random() < 0.5 else None
        row = PaperRow(f"DPA{self._torn:03d}", dice.choice(FIELDS), time(at.hour, 0), served=served)
        self.context.store.write(lambda tr: paper_numbers.bring_in(self.context, tr, [row], MANAGER))

    def set_something(self, dice: random.Random) -> None:
        document = self.context.settings.document
        code = dice.choice(FIELDS)
        field = next(each for each in document.fields if each.code == code).model_dump(mode="json")
        place = document.counters[0].model_dump(mode="json")
        what = dice.randrange(3)
        if what == 0:
            wanted = {
                "real_wait_limit_minutes": dice.choice([1, 2, 20]),
                "vi": dice.choice(["Hộ tịch", "Đất đai"]),
            }
            changes.put_item(self.context, "fields", code, field | wanted, MANAGER)
        elif what == 1:
            wanted = {"name": dice.choice(["Phòng 203", None]), "note_vi": "Nộp bản gốc"}
            changes.put_item(self.context, "counters", str(place["n"]), place | wanted, MANAGER)
        else:
            changes.remove_item(self.context, "fields", "KQ", MANAGER)

    def wait(self, dice: random.Random) -> None:
        self.clock.forward(minutes=dice.choice([1, 5, 30]))

    def jump(self, dice: random.Random) -> None:
        step = dice.choice([{"minutes": 50}, {"hours": 20}, {"days": 1}])
        (self.clock.forward if dice.random() < 0.6 else self.clock.back)(**step)

    def midnight(self, dice: random.Random) -> None:
        self.clock.forward(hours=24)
        self.driver.end_the_day()

    def pack(self) -> None:
        """Days that are over are packed."""
        with self.context.store.read() as connection:
            found = survey(connection, self.driver.day())
        for day in found.ranges:
            pack_day(self.context, day, found)

    _deeds = (
        *(issue,) * 6,
        *(open_counter,) * 3,
        *(call,) * 6,
        *(serve,) * 5,
        *(finish,) * 3,
        *(call_next,) * 3,
        *(step,) * 3,
        *(transfer,) * 2,
        *(undo,) * 4,
        *(wait,) * 3,
        *(person,) * 2,
        counter,
        slip,
        rate,
        bring_in,
        paper,
        set_something,
        jump,
        midnight,
    )
