"""A centre without a printer."""

from tests.support.api import Api


def test_a_centre_without_a_printer_refuses_and_writes_nothing_down(api: Api) -> None:
    ticket = api.take()
    seq = api.admin.get("/journal").json["seq"]
    answer = api.officer.post(f"/tickets/{ticket['id']}/print")
    assert (answer.status_code, answer.json["code"]) == (409, "no_printer")
    assert api.admin.get("/journal").json["seq"] == seq
