"""One counter, one officer: opening standby counters, handing over, taking over."""

from tests.api.counter.desk import act, bring_to, console, everything, refused
from tests.support.api import Api


def test_a_standby_counter_opens_for_chosen_fields_in_one_action(api: Api) -> None:
    opened = act(api.officer, "open", n=6, fields=["DD", "KQ"], helps=["CT"])
    assert (opened["state"], opened["fields"], opened["helps"]) == ("open", ["DD", "KQ"], ["CT"])


def test_by_default_it_opens_for_its_own_fields_and_helps_where_it_helps(api: Api) -> None:
    opened = act(api.officer, "open", n=5)
    assert (opened["fields"], opened["helps"]) == (["KQ", "CA"], ["CT"])


def test_with_other_fields_it_helps_out_nowhere(api: Api) -> None:
    assert act(api.officer, "open", n=5, fields=["DD"])["helps"] == []


def test_it_helps_out_in_no_field_of_its_own(api: Api) -> None:
    opened = act(api.officer, "open", n=5, fields=["CT"], helps=["CT", "KQ", "KQ"])
    assert (opened["fields"], opened["helps"]) == (["CT"], ["KQ"])


def test_it_helps_out_in_no_field_that_the_centre_lacks(api: Api) -> None:
    before = everything(api)
    assert refused(api.officer, "open", n=5, helps=["ZZ"])["code"] == "unknown_field"
    assert everything(api) == before


def test_a_manager_opens_a_standby_counter_for_an_officer(api: Api) -> None:
    opened = act(api.admin, "open", n=6, officer="minh", fields=["CT"])
    assert opened["officer"] == {"username": "minh", "name": "Trần Văn Minh"}
    api.take()
    assert act(api.other, "call", n=6)["number"] == "A001"


def test_an_officer_opens_for_nobody_else(api: Api) -> None:
    before = everything(api)
    assert refused(api.officer, "open", officer="minh")["code"] == "not_allowed"
    assert everything(api) == before


def test_a_manager_opens_it_for_nobody_who_does_not_work_here(api: Api) -> None:
    problem = refused(api.admin, "open", officer="nobody")
    assert (problem["status"], problem["code"]) == (404, "unknown_officer")


def test_a_manager_opens_it_for_nobody_who_is_at_another_counter(api: Api) -> None:
    act(api.other, "open", n=2)
    before = everything(api)
    problem = refused(api.admin, "open", n=6, officer="minh")
    assert (problem["code"], problem["detail"]) == ("officer_elsewhere", "Trần Văn Minh holds counter 2.")
    assert everything(api) == before


def test_two_people_cannot_hold_one_counter(api: Api) -> None:
    act(api.officer, "open")
    for who in (api.other, api.admin):
        assert refused(who, "open")["detail"] == "Nguyễn Thị Lan is working at counter 1."
    assert refused(api.admin, "open", officer="minh")["code"] == "counter_held"
    assert console(api)["officer"]["username"] == "lan"


def test_a_counter_is_handed_over_with_the_ticket_in_hand(api: Api) -> None:
    bring_to(api, "serving")
    handed = act(api.officer, "hand-over", officer="minh")
    assert (handed["officer"]["username"], handed["ticket"]["number"]) == ("minh", "A001")
    assert refused(api.officer, "finish")["detail"] == "Trần Văn Minh is working at counter 1."
    assert act(api.other, "finish", outcome="received")["state"] == "finished"


def test_it_is_handed_to_nobody_who_is_at_another_counter(api: Api) -> None:
    act(api.officer, "open")
    act(api.other, "open", n=2)
    before = everything(api)
    assert refused(api.officer, "hand-over", officer="minh")["code"] == "officer_elsewhere"
    assert everything(api) == before


def test_it_is_handed_to_nobody_who_does_not_work_here(api: Api) -> None:
    act(api.officer, "open")
    assert refused(api.officer, "hand-over", officer="nobody")["code"] == "unknown_officer"


def test_a_colleague_cannot_take_it_for_themselves(api: Api) -> None:
    act(api.officer, "open")
    assert refused(api.other, "hand-over", officer="minh")["code"] == "counter_held"


def test_a_manager_takes_over_from_an_officer_who_left_without_closing(api: Api) -> None:
    bring_to(api, "serving")
    taken = act(api.admin, "hand-over", officer="binh")
    assert (taken["officer"]["username"], taken["ticket"]["state"]) == ("binh", "serving")
    act(api.admin, "finish")
    assert act(api.admin, "close")["officer"] is None
    act(api.officer, "open", n=2)  # who is free for another counter again


def test_a_manager_gives_the_counter_to_a_colleague(api: Api) -> None:
    bring_to(api, "called")
    assert act(api.admin, "hand-over", officer="minh")["officer"]["username"] == "minh"
    act(api.other, "serve")


def test_a_manager_who_holds_a_counter_takes_no_second_one(api: Api) -> None:
    act(api.admin, "open", n=3)
    act(api.officer, "open")
    assert refused(api.admin, "hand-over", officer="binh")["code"] == "counter_elsewhere"


def test_handing_over_to_whoever_holds_it_is_nothing_new(api: Api) -> None:
    act(api.officer, "open")
    seq = api.admin.get("/journal").json["seq"]
    act(api.officer, "hand-over", officer="lan")
    assert api.admin.get("/journal").json["seq"] == seq


def test_everybody_sees_who_works_where(api: Api) -> None:
    act(api.officer, "open", n=3)
    items = {person["username"]: person for person in api.other.get("/officers").json["items"]}
    assert {name: (p["role"], p["counter"], p["at"]) for name, p in items.items()} == {
        "lan": ("officer", 1, 3),
        "minh": ("officer", 2, None),
        "binh": ("admin", None, None),
    }
    assert items["lan"]["name"] == "Nguyễn Thị Lan"


def test_who_works_here_is_no_business_of_screens_and_kiosks(api: Api) -> None:
    for who in (api.kiosk, api.display, api.helper):
        assert who.get("/officers").status_code == 403
    assert api.nobody.get("/officers").status_code == 401


def test_help_is_called_for_and_comes(api: Api) -> None:
    act(api.officer, "open")
    calling = act(api.officer, "help", text="máy in kẹt giấy")
    assert calling["help"] == {"at": "2026-11-23T08:00:00+07:00", "text": "máy in kẹt giấy"}
    assert act(api.admin, "help-done")["help"] is None


def test_help_needs_no_reason_and_the_same_call_is_made_once(api: Api) -> None:
    act(api.officer, "open")
    assert act(api.officer, "help")["help"]["text"] is None
    seq = api.admin.get("/journal").json["seq"]
    act(api.officer, "help")
    assert api.admin.get("/journal").json["seq"] == seq


def test_a_counter_that_closes_calls_for_help_no_more(api: Api) -> None:
    act(api.officer, "open")
    act(api.officer, "help")
    assert act(api.officer, "close")["help"] is None


def test_a_break_has_a_reason_while_it_lasts(api: Api) -> None:
    act(api.officer, "open")
    assert act(api.officer, "pause", reason="uống nước")["reason"] == "uống nước"
    assert act(api.officer, "resume")["reason"] is None
