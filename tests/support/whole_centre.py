"""A story that leaves something in every table that follows from the journal."""

from pathlib import Path

from server.core.events import AlertRaised, DossiersImported, VisitRated
from server.core.model import Channel
from server.core.notices import Notice
from server.core.procedures.elsewhere import Elsewhere
from server.core.screens.place import ScreenPlace
from server.service import city_ties
from server.service.context import Context
from server.service.machines import kiosk_help
from server.service.notices import notices
from server.service.notices.notices import NoticeText
from server.service.people import sessions
from server.service.people.devices import change_device, enrol_device, revoke_device
from server.service.people.people import Changes, NewPerson, add_person, change_person
from server.service.people.pins import Pins
from server.service.people.programs import NewProgram, make_token
from server.service.people.sign_in import by_password
from server.service.people.tokens import token_for
from server.service.procedures import changes, elsewhere
from server.service.procedures.shipped import shipped_catalogue
from server.service.queue import counters, offline_numbers, paper_pads, tickets
from server.service.queue.counters import Officer
from server.service.queue.tickets import NumberRequest
from server.service.screens import screen_places
from server.service.screens.heard import FirstHeard
from server.service.settings.begun import begin_settings
from server.service.setup import steps
from server.service.webhooks import webhooks
from server.service.webhooks.webhooks import Wanted
from tests.support.centre import default_settings
from tests.support.journeys import a_morning

PASSWORD = "mat-khau-dai"
BINH = "admin:binh"


def a_whole_centre(context: Context) -> None:
    """People, tokens, machines, a morning, a number brought in, notices of every kind, an undo step at counter 1."""
    context.settings.take(default_settings(Path("data")).of_centre())
    begin_settings(context)
    steps.begin(context, "system")
    steps.skip(context, "printer", BINH)
    add_person(context, NewPerson("binh", "Trần Thị Bình", "admin", PASSWORD), "system")
    add_person(
        context, NewPerson("lan", "Nguyễn Thị Lan", "officer", PASSWORD, "123456", 1, "Công chức"), BINH
    )
    add_person(context, NewPerson("minh", "Trần Văn Minh", "officer", PASSWORD, None, 2), BINH)
    change_person(context, "minh", Changes(name="Trần Minh", pin="2468"), BINH)
    token_for(context, "lan", BINH, 3600)
    make_token(context, NewProgram("Cổng tra cứu", "officer", context.clock() + 3_600_000), BINH)
    webhooks.place(context, Wanted("http://10.0.0.7/", ("ticket_issued",), "10.0.0.7"), BINH)
    sessions.begin(context, by_password(context, "minh", PASSWORD))
    a_morning(context)
    screen, _ = enrol_device(context, "display", "Sảnh", BINH)
    screen_places.place_screen(context, screen, ScreenPlace("1", "main", None, sound=True), BINH)
    tablet, _ = enrol_device(context, "helper", "Máy cũ", BINH)
    revoke_device(context, tablet, BINH)
    desk, _ = enrol_device(context, "counter", "Máy quầy", BINH)
    change_device(context, desk, "Máy quầy 2", 2, BINH)
    alone = offline_numbers.OfflineNumber(
        "LA001", "2026-11-23", "HT", None, None, context.clock() - 60_000, "k", "printed"
    )
    offline_numbers.bring_in(context, 1, context.clock(), [alone])
    paper_pads.print_next(context, 100, "manager:binh")
    city = city_ties.City("https://city.example.vn", "W0001", "Phường Thử")
    city_ties.joined(context, city, context.clock(), "goiso")
    _notices(context)
    kiosk_help.call(context, 1, "kiosk:1")
    context.store.write(lambda tr: tr.record(AlertRaised("long-wait", "field:CT", 31, 30), "system"))
    _catalogue(context)
    ended = counters.finish(context, 2, Officer("minh"))
    rating = VisitRated(ended["id"], 2, "2026-11-23", 2, "officer:minh")
    context.store.write(lambda transaction: transaction.record(rating, "slip"))
    listed = DossiersImported(1, "thang-11.csv", "0f", "2026-11-01", "2026-11-23", ("code", "state"), 0)
    context.store.write(lambda transaction: transaction.record(listed, BINH))
    tickets.issue(context, NumberRequest("CT", channel=Channel.OFFICER), "officer:lan")
    called = counters.call(context, 1, Officer("lan"))
    FirstHeard(context).note(screen, called["number"])


def locked_out(context: Context, username: str = "lan") -> None:
    """Five wrong PINs."""
    from server.core.refusal import Refusal

    pins = Pins(context)
    for _ in range(5):
        try:
            pins.sign_in(1, username, "0000")
        except Refusal:
            continue


def _catalogue(context: Context) -> None:
    catalogue = shipped_catalogue(context)
    changes.put(context, "2.000815", {"short_name": "Sao y"}, BINH)
    record = Elsewhere("Sao lý lịch", "Criminal record", "Công an tỉnh", "The provincial police")
    elsewhere.add(context, catalogue.shipped_elsewhere, record, BINH)


def _notices(context: Context) -> None:
    notices.place(context, Notice(0, "text", "Nghỉ trưa từ 11:30", "Lunch break"), BINH)
    notices.declare_outage(context, "DD", NoticeText("Hệ thống đang bảo trì"), BINH)
    notices.raise_emergency(context, "", NoticeText("Diễn tập", "A drill"), BINH)
