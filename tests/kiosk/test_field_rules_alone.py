"""A box that is alone gives no number that its server would not give."""

from tests.api.queue.test_field_rules import CARD, set_field
from tests.api.queue.test_kiosk_pace import set_pace
from tests.support.api import Api
from tests.support.boxes import Kiosk
from tests.support.clock import SetClock


def test_a_box_that_is_alone_keeps_to_what_it_heard_last(api: Api, kiosk: Kiosk) -> None:
    set_field(api, helper_only=True)
    kiosk.look()
    kiosk.cable.cut = True
    assert kiosk.touch().json["code"] == "by_helper_only"
    kiosk.cable.cut = False
    set_field(api, card_only=True, helper_only=False)
    kiosk.look()
    kiosk.cable.cut = True
    assert kiosk.touch().json["code"] == "card_needed"
    assert kiosk.touch(card=CARD).json["number"] == "LA001"
    kiosk.cable.cut = False
    set_field(api, card_only=False)
    kiosk.look()
    assert [each["number"] for each in api.admin.get("/counters/1").json["waiting"]["items"]] == ["LA001"]


def test_a_box_that_is_alone_keeps_the_pace_that_it_heard_last(
    api: Api, kiosk: Kiosk, clock: SetClock
) -> None:
    set_pace(api, 3)
    kiosk.look()
    assert kiosk.number() == "A001"
    kiosk.cable.cut = True
    assert kiosk.number(key="again") == kiosk.number(key="again") == "LA001"
    assert kiosk.number() == "LA002"
    refused = kiosk.touch()
    assert (refused.status_code, refused.json["code"]) == (429, "ask_a_helper")
    clock.forward(seconds=60)
    assert kiosk.number() == "LA003"


def test_how_many_dossiers_somebody_brings_joins_with_the_number_of_a_box(api: Api, kiosk: Kiosk) -> None:
    set_field(api, asks_dossiers=True)
    kiosk.look()
    kiosk.cable.cut = True
    assert kiosk.touch(dossiers=5).json["dossiers_told"] == 5
    assert "dossiers_told" not in kiosk.touch().json
    kiosk.cable.cut = False
    kiosk.look()
    officer = api.at_work()
    assert officer.post("/counters/1/call").json["dossiers_told"] == 5


def test_many_dossiers_have_their_own_field_at_a_box_that_is_alone_too(api: Api, kiosk: Kiosk) -> None:
    set_field(api, asks_dossiers=True, many_from=5, many_field="KQ")
    kiosk.look()
    kiosk.cable.cut = True
    assert kiosk.touch(dossiers=5).json["field"] == "KQ"
    assert kiosk.touch(dossiers=1).json["field"] == "CT"
    kiosk.cable.cut = False
    kiosk.look()
    waiting = {f["code"]: f["waiting"] for f in api.kiosk.get("/centre").json["fields"]}
    assert (waiting["KQ"], waiting["CT"]) == (1, 1)
