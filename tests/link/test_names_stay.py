"""What people are called and what they wrote is in no byte that leaves, however full the journal is."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

from server.core.events import EVENT_TYPES
from server.core.link.allowed import LEAVES
from server.core.link.batch import JournalRow, event_of
from server.core.model import Dossier, Outcome
from server.link.conversation import Sources
from server.link.shown import Shown
from server.service.context import Context
from server.service.queue import counters
from server.service.queue.counters import Officer, Result, Target
from server.service.queue.undo import undo_last
from server.service.settings import changes
from tests.support.fake_city import FakeCity
from tests.support.linked import all_is_there, linked
from tests.support.waiting import until
from tests.support.whole_centre import a_whole_centre

SECRET = "BÍ-MẬT"
CODE = "H26.14-261123-0012"
WRITTEN = (
    *(SECRET, CODE, "Trần", "Nguyễn", '"lan"', '"minh"', '"binh"', "officer:", "admin:", "kiosk:1", "system"),
    *("Cửa chính", "Máy quầy", "Cổng tra cứu", "10.0.0.7", "Nghỉ trưa", "Diễn tập", "bảo trì", "thang-11"),
    *("Công chức", "Sao lý lịch", "argon2"),
)
LAN = Officer("lan")


def written_everywhere(context: Context) -> None:
    """Whatever officers can type, typed, and taken back again."""
    a_whole_centre(context)
    counters.serve(context, 1, LAN)
    counters.call_for_help(context, 1, LAN, SECRET)
    undo_last(context, 1, LAN)
    counters.call_for_help(context, 1, LAN, SECRET)
    counters.answer_help(context, 1, LAN)
    counters.transfer(context, 1, LAN, Target(field="HT", note=SECRET))
    undo_last(context, 1, LAN)
    counters.park(context, 1, LAN, SECRET)
    undo_last(context, 1, LAN)
    dossier = Dossier("2.000815", Outcome.RECEIVED.value, code=CODE)
    counters.finish(context, 1, LAN, Result(Outcome.RECEIVED, (dossier,)))
    undo_last(context, 1, LAN)
    counters.finish(context, 1, LAN, Result(Outcome.RECEIVED, (dossier,)))
    counters.pause(context, 1, LAN, SECRET)
    undo_last(context, 1, LAN)
    counters.pause(context, 1, LAN, SECRET)
    for part, key, value in (
        ("slip", None, {"header": [SECRET]}),
        ("display", None, {"officer_names": True}),
    ):
        assert key is None
        changes.put(context, part, value, "admin:binh")
    counter = dict(context.settings.document.as_json()["counters"][0]) | {"note_vi": SECRET}
    changes.put_item(context, "counters", "1", counter, "admin:binh")


def test_nothing_that_people_wrote_leaves(context: Context, data: Path, city: FakeCity) -> None:
    written_everywhere(context)
    with context.store.read() as connection:
        journal = "\n".join(data for (data,) in connection.execute("SELECT data FROM journal"))
    assert journal.count(SECRET) >= 8
    assert journal.count(CODE) >= 2
    with linked(context, data, city, sources=Sources(Shown(context).now, dict)):
        all_is_there(context, city)
        sent = len(city.bodies)
        until(lambda: len(city.bodies) > sent + 1)
    wire = b"\n".join(city.wire).decode()
    assert len(wire) > 10_000
    assert [word for word in WRITTEN if word in wire] == []
    types = {row[3] for row in city.rows}
    assert {"ticket_restored", "counter_restored", "ticket_transferred", "settings_begun"} <= types


def test_a_secret_in_every_field_of_every_type_leaves_by_what_is_listed_alone() -> None:
    for type_, cls in EVENT_TYPES.items():
        for field in fields(cls):
            for told in (SECRET, [SECRET], {"name": SECRET}, [{"name": SECRET}], [[SECRET] * 4]):
                sent = json.dumps(event_of(row(type_, {field.name: told})), ensure_ascii=False)
                kept = type_ in LEAVES and (field.name in LEAVES[type_].kept and type_ != "setting_changed")
                rows_of_dossiers = (type_, field.name) == ("ticket_finished", "dossiers")
                assert (SECRET in sent) == kept or rows_of_dossiers or field.name == "part", (type_, field)
                if rows_of_dossiers:
                    assert sent.count(SECRET) <= 3


def row(type_: str, data: dict[str, Any]) -> JournalRow:
    return JournalRow(1, 1, "2026-11-23", type_, 1, 1, json.dumps(data, ensure_ascii=False), b"")
