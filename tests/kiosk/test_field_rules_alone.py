"""A box that is alone gives no number that its server would not give."""

from tests.api.queue.test_field_rules import CARD, set_field
from tests.support.api import Api
from tests.support.boxes import Kiosk


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
