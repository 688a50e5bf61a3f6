"""The catalogue rolled out: checked at the upload, tried by some centres, offered to all, taken back."""

import hashlib
import io

import pytest

from server.city.catalogue.offer import NOTHING, offered
from server.city.ingest.tokens import give_token
from server.city.roles import INGEST
from server.core import cells
from server.core.procedures.file import EMPTY
from tests.support.city_office import Office

HEAD = "code,short_name,name,field\n"
FIRST = HEAD + "1.001,Khai sinh,Đăng ký khai sinh,HT\n1.002,Kết hôn,Đăng ký kết hôn,HT\n"
SECOND = HEAD + "1.001,Khai sinh mới,Đăng ký khai sinh,HT\n1.003,Chứng thực,Chứng thực bản sao,CT\n"


@pytest.fixture(autouse=True)
def fields_of_centres(office):
    with office.database.transaction() as transaction:
        transaction.execute(
            "CREATE TABLE IF NOT EXISTS centre_now"
            " (centre text PRIMARY KEY, epoch integer, v bigint, seq bigint, day date, state jsonb)"
        )


def upload(office: Office, file: bytes | str, who: str = "lan"):
    browser = office.browser(who)
    content = file.encode() if isinstance(file, str) else file
    form = {"file": (io.BytesIO(content), "danh-muc.csv"), "note": "QĐ 12"}
    return browser.post("/catalogue", **form)


def offers(office: Office) -> list[int | None]:
    with office.database.transaction() as transaction:
        found = [offered(transaction, f"W000{n}") for n in (1, 2, 3)]
    return [None if offer is None else int(offer["version"]) for offer in found]


def report(office: Office, centre: str, version: int, state: str, why: str = "") -> None:
    with office.database.transaction() as transaction:
        transaction.execute(
            "UPDATE centre SET health = jsonb_build_object('catalogue',"
            " jsonb_build_object('version', %s::int, 'state', %s::text, 'why', %s::text)) WHERE code = %s",
            (version, state, why, centre),
        )


def test_a_file_becomes_a_version_that_nobody_gets_yet_and_its_page_says_what_it_changes(office):
    sent = upload(office, FIRST)
    assert (sent.status_code, sent.headers["Location"]) == (303, "/catalogue/1")
    assert offers(office) == [None, None, None]
    page = office.browser("hoa").get("/catalogue/1").text
    assert ("Đăng ký kết hôn" in page or "Kết hôn" in page, "Bản nháp" in page) == (True, True)
    assert "Đưa đến mọi trung tâm" not in page


def test_some_centres_try_it_then_all_get_it_then_it_is_taken_back(office):
    upload(office, FIRST)
    browser = office.browser("lan")
    browser.post("/catalogue/1/trial", centre=["W0002"])
    assert offers(office) == [None, 1, None]
    early = browser.post("/catalogue/1/all")
    assert (early.status_code, "chưa có trung tâm thử nào nhận" in early.text) == (409, True)
    report(office, "W0002", 1, "waiting")
    assert browser.post("/catalogue/1/all").status_code == 409
    report(office, "W0002", 1, "taken")
    assert browser.post("/catalogue/1/all").status_code == 303
    assert offers(office) == [1, 1, 1]
    upload(office, SECOND)
    browser.post("/catalogue/2/trial", centre=["W0001"])
    assert offers(office) == [2, 1, 1]
    browser.post("/catalogue/2/back")
    assert offers(office) == [1, 1, 1]
    browser.post("/catalogue/1/back")
    assert offers(office) == [NOTHING] * 3
    over = browser.post("/catalogue/1/trial", centre=["W0003"])
    assert (over.status_code, "đã thu hồi" in over.text) == (409, True)
    acts = office.rows("SELECT act FROM audit WHERE act LIKE 'catalogue%%' ORDER BY id")
    assert [act for (act,) in acts] == [
        "catalogue_added",
        "catalogue_tried",
        "catalogue_rolled_out",
        "catalogue_added",
        "catalogue_tried",
        "catalogue_taken_back",
        "catalogue_taken_back",
    ]


def test_the_next_version_is_compared_with_the_one_that_all_have(office):
    upload(office, FIRST)
    browser = office.browser("lan")
    browser.post("/catalogue/1/trial", centre=["W0001"])
    report(office, "W0001", 1, "taken")
    browser.post("/catalogue/1/all")
    upload(office, SECOND)
    page = browser.get("/catalogue/2").text
    assert "Thay đổi so với phiên bản 1" in page
    assert "tên ngắn" in page
    assert page.count("<td>Thêm mới</td>") == 1
    assert page.count("<td>Sửa</td>") == 1


def test_each_centre_is_told_with_its_answer_and_its_reason(office):
    upload(office, FIRST)
    browser = office.browser("lan")
    browser.post("/catalogue/1/trial", centre=["W0001", "W0002", "W0003"])
    report(office, "W0001", 1, "refused", "Đang kiểm kê")
    report(office, "W0002", 7, "taken")
    page = browser.get("/catalogue").text
    for told in ("Từ chối", "Đang kiểm kê", "Còn ở phiên bản khác", "chưa trả lời"):
        assert told in page
    liaison = office.browser("minh").get("/catalogue").text
    assert ('data-centre="W0001"' in liaison, 'data-centre="W0002"' in liaison) == (True, False)


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (b"", "Chưa có tệp nào"),
        (b"\x00\x01\x02", "không phải tệp chữ"),
        ("name,field\nKhai sinh,HT\n", "thiếu cột “code”"),
        (HEAD, "không có dòng nào"),
        ("code,code,name,field\n1.001,1.001,x,HT\n", "có hai lần"),
        (FIRST + "1.001,Lại,Lại,HT\n", "Dòng 4: Mã trùng với dòng 2"),
        (HEAD + "khong-so,a,b,HT\n", "Mã “khong-so” chưa đúng"),
        (HEAD + "1.001,a,,HT\n", "Tên còn trống"),
        (HEAD + "1.001,a,b,HT,thừa\n", "Số ô không khớp"),
        (HEAD + "".join(f"1.{n},a,b,HT\n" for n in range(10_001)), "10000 dòng"),
    ],
)
def test_a_file_that_cannot_be_is_told_in_words_and_nothing_is_kept(office, file, told):
    sent = upload(office, file)
    assert (sent.status_code >= 400, told in sent.text) == (True, True), sent.text[-3000:]
    assert office.rows("SELECT count(*) FROM catalogue") == [(0,)]


def test_a_field_that_no_centre_has_is_told(office):
    with office.database.transaction() as transaction:
        transaction.execute(
            "INSERT INTO centre_now (centre, epoch, v, seq, day, state)"
            " VALUES ('W0001', 1, 1, 1, '2026-11-23', '{\"fields\": {\"HT\": {}}}')"
        )
    sent = upload(office, SECOND)
    assert (sent.status_code, "không có lĩnh vực “CT”" in sent.text) == (422, True)


def test_a_byte_order_mark_an_old_encoding_and_formulas_come_in_as_text(office):
    upload(office, b"\xef\xbb\xbf" + FIRST.encode())
    same = upload(office, FIRST)
    assert (same.status_code, "giống hệt phiên bản 1" in same.text) == (409, True)
    old = "code;short_name;name;field\n1.001;Khai sinh;Dang ky ca phe;HT\n".replace("ca phe", "cà phê")
    assert upload(office, old.encode("cp1258")).headers["Location"] == "/catalogue/2"
    assert upload(office, HEAD + '1.001,"=1+1",Tên,HT\n').headers["Location"] == "/catalogue/3"
    ((file,),) = office.rows("SELECT file FROM catalogue WHERE version = 3")
    assert b"'=1+1" in bytes(file)
    assert cells.read(bytes(file))[1][1] == "=1+1"
    ((second,),) = office.rows("SELECT file FROM catalogue WHERE version = 2")
    assert "cà phê" in bytes(second).decode("utf-8-sig")


def test_a_viewer_and_a_liaison_change_nothing(office):
    assert upload(office, FIRST, "hoa").status_code == 403
    assert office.browser("minh").post("/catalogue/1/all").status_code == 403
    assert office.browser("lan").get("/catalogue/9").status_code == 404


def test_a_file_of_nine_megabytes_is_refused_and_not_read_of_a_stranger(office):
    large = HEAD.encode() + b"x" * (9 * 1024 * 1024)
    assert upload(office, large).status_code == 413
    browser = office.browser()
    asked = browser.client.post(
        "/catalogue", data={"file": (io.BytesIO(large), "x.csv"), "csrf_token": browser.token()}
    )
    assert asked.status_code == 413


def test_a_centre_gets_the_file_of_the_offer_with_its_token_and_nobody_without(office):
    upload(office, FIRST)
    office.browser("lan").post("/catalogue/1/trial", centre=["W0001"])
    app = office.process(INGEST)
    with office.database.transaction() as transaction:
        token, offer = give_token(transaction, "W0001"), offered(transaction, "W0001")
    assert offer is not None
    client, bearer = app.test_client(), {"Authorization": f"Bearer {token}"}
    got = client.get("/city/v1/catalogue?version=1", headers=bearer)
    assert (got.status_code, hashlib.sha256(got.data).hexdigest()) == (200, offer["sha256"])
    assert client.get("/city/v1/catalogue?version=0", headers=bearer).data == EMPTY
    for address in ("version=2", "version=", "version=-1", "version=99999999999999999999"):
        assert client.get(f"/city/v1/catalogue?{address}", headers=bearer).status_code == 404
    assert client.get("/city/v1/catalogue?version=1").status_code == 401
    wrong = {"Authorization": "Bearer " + "0" * 64}
    assert client.get("/city/v1/catalogue?version=1", headers=wrong).status_code == 401
    app.extensions["goiso_city"].database.close()
