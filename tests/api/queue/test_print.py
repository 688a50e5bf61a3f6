"""A slip printed by hand, over the API, on a printer of paper."""

import pytest

from server.app import Server
from tests.support.api import Api
from tests.support.tcp_printer import TcpPrinter
from tests.support.waiting import together, until

LONGEST_CONFIRM_S = 60


@pytest.fixture
def paper_url(paper: TcpPrinter) -> str:
    return f"{paper.url}&confirm={LONGEST_CONFIRM_S}"


@pytest.fixture
def server(server_with_paper: Server) -> Server:
    return server_with_paper


def ended(api: Api, ticket: int, state: str) -> None:
    """Wait until the slip has come to this end."""
    until(lambda: api.kiosk.get(f"/tickets/{ticket}").json["print"] == state)


def test_a_slip_that_failed_is_printed_by_hand_when_paper_is_back(api: Api, paper: TcpPrinter) -> None:
    paper.out_of_paper = True
    ticket = api.take()["id"]
    ended(api, ticket, "failed")
    paper.refill()
    assert api.helper.post(f"/tickets/{ticket}/cancel").status_code == 404  # another machine's number
    answer = api.officer.post(f"/tickets/{ticket}/print")
    assert (answer.status_code, answer.json["print"]) == (200, "printing")
    ended(api, ticket, "printed")
    assert len(paper.pages) == 1


def test_fifty_taps_on_reprint_print_one_slip(api: Api, paper: TcpPrinter) -> None:
    ticket = api.take()["id"]
    ended(api, ticket, "printed")
    paper.held = True
    path = f"/tickets/{ticket}/print"
    same = together([lambda: api.officer.post(path, key="tap").status_code] * 25)
    others = together([lambda: api.admin.post(path).json.get("code")] * 25)
    paper.held = False
    assert (set(same), set(others)) == ({200}, {"slip_printing"})
    ended(api, ticket, "printed")
    assert len(paper.pages) == 2


def test_the_same_key_after_the_slip_is_out_prints_nothing_more(api: Api, paper: TcpPrinter) -> None:
    ticket = api.take()["id"]
    ended(api, ticket, "printed")
    first = api.kiosk.post(f"/tickets/{ticket}/print", key="once").json
    ended(api, ticket, "printed")
    assert api.kiosk.post(f"/tickets/{ticket}/print", key="once").json == first
    assert api.kiosk.get(f"/tickets/{ticket}").json["print"] == "printed"
    assert len(paper.pages) == 2


def test_a_number_that_nobody_gave_has_no_slip(api: Api) -> None:
    answer = api.kiosk.post("/tickets/999/print")
    assert (answer.status_code, answer.json["code"]) == (404, "unknown_ticket")


def test_a_number_that_is_over_is_not_printed(api: Api, paper: TcpPrinter) -> None:
    ticket = api.take()["id"]
    ended(api, ticket, "printed")
    api.kiosk.post(f"/tickets/{ticket}/cancel")
    answer = api.kiosk.post(f"/tickets/{ticket}/print")
    assert (answer.status_code, answer.json["code"]) == (409, "slip_over")
    assert len(paper.pages) == 1


def test_a_manager_drops_a_slip_from_the_list_and_nobody_else_may(api: Api, paper: TcpPrinter) -> None:
    paper.out_of_paper = True
    ticket = api.take()["id"]
    ended(api, ticket, "failed")
    path = f"/tickets/{ticket}/print/dismiss"
    assert [caller.post(path).status_code for caller in (api.kiosk, api.helper, api.officer)] == [403] * 3
    answer = api.admin.post(path)
    assert (answer.status_code, answer.json["print"], answer.json["state"]) == (200, None, "waiting")
