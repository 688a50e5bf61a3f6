"""Who did what: written with what was done, found again by filters, without secrets."""

from server.city.people import audit
from tests.support.city_office import PASSWORD, Office


def shown(office: Office, query: str = "") -> str:
    return office.browser("lan").get(f"/audit?{query}").text


def test_every_change_of_people_is_written_with_who_did_it_and_without_their_passwords(office):
    browser = office.browser("lan")
    browser.post("/people", username="tuan", name="Vũ Tuấn", role="viewer", password=PASSWORD)
    browser.post("/people/tuan", name="Vũ Tuấn", role="liaison", centre="W0002")
    browser.post("/people/tuan/password", password="mot-mat-khau-khac")
    browser.post("/people/tuan/switch", active="0")
    browser.post("/people/tuan/switch", active="1")
    browser.post("/sign-out")
    rows = office.rows("SELECT act, facts->>'username' FROM audit WHERE actor = 'lan' ORDER BY id")
    assert rows == [
        ("signed_in", None),
        ("person_added", "tuan"),
        ("person_changed", "tuan"),
        ("password_set", "tuan"),
        ("person_off", "tuan"),
        ("person_on", "tuan"),
        ("signed_out", None),
    ]
    assert "mat-khau" not in str(office.rows("SELECT facts::text FROM audit"))


def test_a_change_that_is_refused_leaves_no_row(office):
    office.browser("lan").post("/people/lan/switch", active="0")
    assert office.rows("SELECT count(*) FROM audit WHERE act = 'person_off'") == [(0,)]


def test_acts_are_found_by_who_what_where_and_when_a_page_at_a_time(office):
    with office.database.transaction() as transaction:
        for n in range(120):
            audit.record(transaction, "may", "tokens_revoked", f"W000{n % 3 + 1}", {"n": n})
        audit.record(transaction, "may", "something_newer", None, {"list": ["a", "b"]})
    page = shown(office, "actor=may&act=tokens_revoked&centre=W0002")
    assert page.count("<td>W0002</td>") == 40
    assert "Cũ hơn" not in page
    first = shown(office, "act=tokens_revoked")
    assert first.count("Thu hồi quyền kết nối</td>") == 50
    assert "before=" in first
    assert "something_newer" in shown(office, "act=something_newer")
    assert "list: a, b" in shown(office, "act=something_newer")
    assert "Không có thao tác nào" in shown(office, "from=2001-01-01&to=2001-12-31")
    assert shown(office, "from=hôm+qua&before=zzz&actor=%00may").count("<tr>") > 1


def test_only_administrators_read_it(office):
    assert [office.browser(name).get("/audit").status_code for name in ("hoa", "minh")] == [403, 403]
