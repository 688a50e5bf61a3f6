"""What a kiosk's own box keeps of the server becomes another as soon as the server's does, at a price of next to nothing."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.alone.upstream import Answer
from kiosk.printers.virtual import VirtualPrinter
from server.app import Server
from server.service.people import devices
from server.service.people.tokens import new_token
from server.service.settings import changes
from tests.support.api import Api
from tests.support.boxes import BoxClock, Cable, Kiosk
from tests.support.centre import TWO_POINTS
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens
from tests.support.waiting import until

NEWS = ("GET", "/api/v1/box")
NAMES = ("GET", "/api/v1/box/procedures")
CODE = "2.000815"
NEW = {
    "name": "Thủ tục của phường",
    "field": "CT",
    "national_field": "Chứng thực",
    "level": "commune",
    "audience": "citizens",
}


def said(kiosk: Kiosk, code: str = CODE) -> str | None:
    """What a slip of the box's own printer says of a procedure."""
    centre = kiosk.agent.memory.fact("centre")
    slip = {"number": "LA001", "field": "CT", "procedure": code, "priority": None, "issued_at": centre["now"]}
    return kiosk.agent.fill.offline(slip, "vi").procedure


def asked(kiosk: Kiosk) -> list[tuple[str, str]]:
    """What the box asked of its server since this was asked last."""
    found, kiosk.cable.asked = kiosk.cable.asked, []
    return found


def rename(api: Api, name: str) -> None:
    answer = api.admin.put_json(f"/procedures/{CODE}", {"short_name": name})
    assert answer.status_code == 200, answer.text


def test_a_procedure_that_is_renamed_has_its_new_name_on_slips_at_the_next_glance(
    api: Api, kiosk: Kiosk
) -> None:
    assert said(kiosk) not in {None, "Sao y bản chính"}
    rename(api, "Sao y bản chính")
    kiosk.agent.watch.glance()
    assert said(kiosk) == "Sao y bản chính"


def test_what_is_added_moved_or_put_off_is_known_by_its_name(api: Api, kiosk: Kiosk) -> None:
    assert api.admin.put_json("/procedures/9.000001", NEW).status_code == 200
    kiosk.agent.watch.glance()
    assert said(kiosk, "9.000001") == "Thủ tục của phường"
    assert (
        api.admin.put_json("/procedures/9.000001", {"field": "HT", "short_name": "Việc mới"}).status_code
        == 200
    )
    assert api.admin.delete("/procedures/9.000001").status_code == 200
    kiosk.agent.watch.glance()
    assert said(kiosk, "9.000001") == "Việc mới"  # the server's own slips say it, too


def test_a_catalogue_of_any_size_is_known_whole(api: Api, kiosk: Kiosk, server: Server) -> None:
    rows = "".join(f"9.{n:06},Việc {n},CT,Chứng thực,commune,citizens\n" for n in range(600))
    head = "code,name,field,national_field,level,audience\n"
    assert api.admin.put("/procedures.csv", (head + rows).encode()).status_code == 200
    kiosk.agent.watch.glance()
    assert kiosk.agent.memory.fact("procedures") == server.catalogue.short_names()
    assert said(kiosk, "9.000599") == "Việc 599"


def test_names_that_do_not_come_through_stay_as_they_were_and_are_asked_for_again(
    api: Api, kiosk: Kiosk
) -> None:
    before = said(kiosk)
    rename(api, "Sao y bản chính")
    kiosk.cable.broken = NAMES[1]
    kiosk.agent.watch.glance()
    assert said(kiosk) == before
    assert kiosk.agent.link.up
    kiosk.cable.broken = ""
    kiosk.look()
    assert said(kiosk) == "Sao y bản chính"


def test_a_box_that_is_started_again_knows_the_names_without_its_server(api: Api, kiosk: Kiosk) -> None:
    rename(api, "Sao y bản chính")
    kiosk.look()
    kiosk.restart("boot-2")
    kiosk.cable.cut = True
    kiosk.look()
    assert said(kiosk) == "Sao y bản chính"
    kiosk.cable.cut = False
    asked(kiosk)
    kiosk.look()
    assert NAMES not in asked(kiosk)


def test_while_nothing_is_another_a_glance_is_one_question_that_is_answered_by_nothing(
    kiosk: Kiosk, api: Api, server: Server, tokens: Tokens
) -> None:
    asked(kiosk)
    api.take()
    for _ in range(3):
        kiosk.agent.watch.glance()
    assert asked(kiosk) == [NEWS] * 3
    known = {"If-None-Match": kiosk.agent.memory.fact("news")["tag"]}
    told = server.app.test_client().get(NEWS[1], headers={"Authorization": f"Bearer {tokens.kiosk}"} | known)
    assert (told.status_code, told.data) == (304, b"")


def a_header(api: Api) -> None:
    slip = {"header": ["Nhớ mang thẻ căn cước"]}
    assert api.admin.put_json("/settings/slip", slip).status_code == 200


def hours(api: Api) -> None:
    week = {"weekdays": [1, 2], "sessions": [["13:00", "17:00"]]}
    assert api.admin.put_json("/settings/hours", week).status_code == 200


def a_name(api: Api) -> None:
    centre = api.admin.get("/settings").json["centre"] | {"name": "Trung tâm mới"}
    assert api.admin.put_json("/settings/centre", centre).status_code == 200


def a_rule(api: Api) -> None:
    field = next(each for each in api.admin.get("/settings").json["fields"] if each["code"] == "CT")
    assert api.admin.put_json("/settings/fields/CT", field | {"helper_only": True}).status_code == 200


def an_emergency(api: Api) -> None:
    assert api.admin.post("/notices/emergency", {"vi": "Mất điện", "en": "No power"}).status_code < 300


def a_counter(api: Api) -> None:
    api.at_work()


@pytest.mark.parametrize("change", [a_header, hours, a_name, a_rule, an_emergency, a_counter])
def test_whatever_is_another_for_slips_and_alone_is_known_at_the_next_glance(
    change: Any, api: Api, kiosk: Kiosk
) -> None:
    change(api)
    kiosk.agent.watch.glance()
    assert steady(kiosk.agent.memory.fact("centre")) == steady(api.kiosk.get("/centre").json)
    asked(kiosk)
    kiosk.agent.watch.glance()
    assert asked(kiosk) == [NEWS]


def steady(centre: dict[str, Any]) -> dict[str, Any]:
    """The centre apart from the moment, the queues and the caller's language."""
    fields = [
        {name: value for name, value in field.items() if name not in {"waiting", "wait", "name"}}
        for field in centre["fields"]
    ]
    classes = [each | {"name": ""} for each in centre["priority_classes"]]
    return centre | {"now": "", "name": "", "fields": fields, "priority_classes": classes}


@pytest.fixture
def printing(server: Server, tokens: Tokens, tmp_path: Path, clock: SetClock) -> Iterator[Kiosk]:
    """A kiosk with a printer of its own, which has met its server."""
    made = Kiosk(server.app, tmp_path / "prints", tokens.kiosk, BoxClock(clock), VirtualPrinter(576))
    made.look()
    yield made
    made.agent.close()


def test_a_number_of_what_has_just_been_added_has_its_slip_and_its_name(api: Api, printing: Kiosk) -> None:
    field = {"code": "NEW", "prefix": "N", "vi": "Lĩnh vực mới", "en": "New field"}
    assert api.admin.put_json("/settings/fields/NEW", field).status_code == 200
    assert api.admin.put_json("/procedures/9.000001", NEW | {"field": "NEW"}).status_code == 200
    taken = printing.touch("NEW", procedure="9.000001").json
    until(lambda: printing.agent.slips.state(taken["id"]) != "printing")
    assert printing.agent.slips.state(taken["id"]) == "printed"
    assert said(printing, "9.000001") == "Thủ tục của phường"


def test_a_token_that_is_taken_back_is_known_at_the_next_glance(kiosk: Kiosk, server: Server) -> None:
    devices.revoke_device(server.context, 1, "test")
    kiosk.agent.watch.glance()
    kiosk.cable.cut = True
    assert kiosk.touch().status_code == 401


def test_what_answers_in_the_servers_place_is_not_learned(kiosk: Kiosk) -> None:
    known, name = kiosk.agent.memory.fact("centre"), said(kiosk)
    kiosk.cable.instead = Answer(200, [("Content-Type", "text/html")], b"<h1>Sign in to this network</h1>")
    kiosk.agent.watch.glance()
    assert not kiosk.agent.link.up
    assert (kiosk.agent.memory.fact("centre"), said(kiosk)) == (known, name)
    kiosk.cable.instead = None
    kiosk.look()
    assert kiosk.agent.link.up


def test_a_glance_that_nobody_answers_is_made_sure_of(kiosk: Kiosk) -> None:
    kiosk.cable.broken = NEWS[1]
    kiosk.agent.watch.glance()
    assert not kiosk.agent.link.up
    kiosk.cable.broken = ""
    kiosk.look()
    assert kiosk.agent.link.up


def test_it_glances_by_itself_between_two_looks(kiosk: Kiosk, api: Api) -> None:
    asked(kiosk)
    kiosk.agent.watch.start()
    until(lambda: ("POST", NEWS[1]) in kiosk.cable.asked)
    first = asked(kiosk)
    rename(api, "Sao y bản chính")
    until(lambda: said(kiosk) == "Sao y bản chính")
    assert asked(kiosk)[:1] == [NEWS] == first[:1]


def test_a_kiosk_at_another_point_keeps_that_points_name_and_hours(
    server: Server, tokens: Tokens, tmp_path: Path, clock: SetClock
) -> None:
    saturday = [{"weekday": 6, "from": "07:30", "until": "17:00"}]
    changes.put(server.context, "points", [TWO_POINTS["points"][0] | {"hours": saturday}], "test")
    changes.put(server.context, "halls", TWO_POINTS["halls"], "test")
    token, placed = new_token(), devices.NewDevice("kiosk", "Kiosk thôn", hall="hut")
    server.context.store.write(lambda transaction: devices.enrol(transaction, placed, token, "test"))
    kiosk = Kiosk(server.app, tmp_path / "hamlet", token, BoxClock(clock))
    kiosk.look()
    assert kiosk.agent.memory.fact("centre")["point"]["code"] == "hamlet"
    kiosk.cable.cut = True
    assert kiosk.touch().json["code"] == "centre_closed"
    kiosk.agent.close()


class Older(Cable):
    """The line to a server of an earlier version, which is told by boxes and tells them nothing."""

    def ask(
        self,
        method: str,
        target: str,
        headers: Iterable[tuple[str, str]],
        body: bytes | None,
        within_s: float,
    ) -> Answer:
        """As `Cable.ask`."""
        if (method, target) == NEWS:
            self.asked.append(NEWS)
            return Answer(405, [], b'{"code": "method_not_allowed"}')
        return super().ask(method, target, headers, body, within_s)


@pytest.fixture
def beside_older(server: Server, tokens: Tokens, tmp_path: Path, clock: SetClock) -> Iterator[Kiosk]:
    """A box that was upgraded before its server."""
    made = Kiosk(server.app, tmp_path / "older", tokens.kiosk, BoxClock(clock), line=Older(server.app))
    made.look()
    yield made
    made.agent.close()


def test_beside_an_older_server_it_learns_the_centre_at_each_look(api: Api, beside_older: Kiosk) -> None:
    a_name(api)
    beside_older.agent.watch.glance()
    beside_older.look()
    assert beside_older.agent.memory.fact("centre")["names"]["vi"] == "Trung tâm mới"
    assert beside_older.touch().status_code == 201


def test_beside_an_older_server_it_learns_names_once_a_day(
    api: Api, beside_older: Kiosk, clock: SetClock
) -> None:
    rename(api, "Sao y bản chính")
    beside_older.look()
    assert said(beside_older) != "Sao y bản chính"
    clock.set("2026-11-24 07:05")
    beside_older.look()
    assert said(beside_older) == "Sao y bản chính"


def test_a_server_that_was_restored_with_an_earlier_version_is_asked_as_that(
    api: Api, kiosk: Kiosk, server: Server
) -> None:
    kiosk.cable.__class__ = Older
    rename(api, "Sao y bản chính")
    kiosk.look()
    assert said(kiosk) == "Sao y bản chính"


def test_a_box_that_speaks_for_itself_lets_its_pages_version_stand(api: Api, server: Server) -> None:
    server.app.extensions["goiso"].devices.seen(1, "0.2.0", "0.3.0")
    api.kiosk.get("/box", **{"X-Goiso-Box": "0.3.1"})
    kiosk = server.app.extensions["goiso"].devices.all()[0]
    assert (kiosk.page, kiosk.box) == ("0.2.0", "0.3.1")
