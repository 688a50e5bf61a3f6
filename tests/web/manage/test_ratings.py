"""The page of ratings: what it shows, to whom, and what it says of a range that is none."""

from flask.testing import FlaskClient

from server.app import Server
from server.service.people.people import NewPerson, add_person
from tests.api.browsing import sign_in
from tests.support.api import Api
from tests.support.enrolled import PASSWORD


def test_it_is_for_whoever_reads_figures(server: Server, client: FlaskClient, api: Api) -> None:
    add_person(server.context, NewPerson("xem", "Người xem", "viewer", PASSWORD), "test")
    for username, status in (("binh", 200), ("lan", 403), ("xem", 200)):
        sign_in(client, username)
        assert client.get("/admin/ratings").status_code == status, username
    shown = client.get("/admin/ratings").text
    assert "Trung tâm đang tắt đánh giá." in shown
    assert "/admin/settings" not in shown
    assert 'href="/admin/ratings"' in client.get("/admin").text


def test_a_range_that_is_none_is_said_and_the_month_is_shown(
    server: Server, client: FlaskClient, api: Api
) -> None:
    sign_in(client, "binh")
    for query in ("from=2026-11-24&to=2026-11-23", "from=hom-nay", "from=2026-13-01"):
        answer = client.get(f"/admin/ratings?{query}")
        assert answer.status_code == 400
        assert "Khoảng ngày chưa đúng." in answer.text
        assert 'value="2026-11-01"' in answer.text
    assert "Từ 01/01/2020 đến 31/12/2030" in client.get("/admin/ratings?from=2020-01-01&to=2030-12-31").text


def test_the_ranges_are_those_of_the_other_reports_and_the_one_that_is_shown_is_marked(
    server: Server, client: FlaskClient, api: Api
) -> None:
    sign_in(client, "binh")
    shown = client.get("/admin/ratings").text
    assert '?from=2026-11-01&amp;to=2026-11-23" aria-current="true">Tháng này</a>' in shown
    assert '?from=2026-10-01&amp;to=2026-10-31">Tháng trước</a>' in shown
