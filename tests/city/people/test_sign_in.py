"""Signing in at the city: sessions that end everywhere, brakes on guessing, tokens against forged forms."""

from tests.support.city_office import PASSWORD, Office

FREE = 20
OF_ADDRESS = 60
WRONG = "không phải"


def wrong(office: Office, username: str, tries: int, address: str = "10.0.0.1") -> list[int]:
    browser = office.browser()
    return [browser.sign_in(username, WRONG, REMOTE_ADDR=address).status_code for _ in range(tries)]


def test_whoever_knows_the_password_comes_in_and_is_led_to_where_they_were_going(office):
    browser = office.browser()
    asked = browser.get("/people")
    assert (asked.status_code, asked.headers["Location"]) == (302, "/sign-in?next=/people")
    token = browser.token()
    sent = browser.client.post(
        "/sign-in",
        data={"username": "LAN ", "password": PASSWORD, "next": "/people", "csrf_token": token},
    )
    assert (sent.status_code, sent.headers["Location"]) == (303, "/people")
    assert "Nguyễn Thị Lan" in browser.get("/people").text


def test_nobody_is_led_elsewhere(office):
    for address in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"):
        browser = office.browser()
        data = {"username": "lan", "password": PASSWORD, "csrf_token": browser.token(), "next": address}
        assert browser.client.post("/sign-in", data=data).headers["Location"] == "/first"


def test_a_wrong_password_a_name_that_nobody_has_and_one_switched_off_are_told_in_words(office):
    assert "không đúng" in office.browser().sign_in("lan", WRONG).text
    nobody = office.browser().sign_in("ai-do", WRONG)
    assert (nobody.status_code, "không đúng" in nobody.text) == (401, True)
    office.browser("lan").post("/people/hoa/switch", active="0")
    off = office.browser().sign_in("hoa")
    assert (off.status_code, "đã được tắt" in off.text) == (403, True)


def test_a_form_without_its_token_changes_nothing(office):
    browser = office.browser("lan")
    sent = browser.client.post("/people/hoa/switch", data={"active": "0"})
    assert (sent.status_code, "Trang đã cũ" in sent.text) == (400, True)
    assert office.rows("SELECT active FROM person WHERE username = 'hoa'") == [(True,)]


def test_signing_out_ends_the_session_in_every_process_and_an_old_cookie_opens_nothing(office):
    browser = office.browser("hoa")
    other = office.process(board_port=8203)  # each process of a city listens on a port of its own
    cookie = browser.client.get_cookie(other.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    elsewhere = office.browser(app=other)
    elsewhere.client.set_cookie(cookie.key, cookie.value)
    assert elsewhere.get("/account").status_code == 200
    browser.post("/sign-out")
    assert elsewhere.get("/account").status_code == 302
    other.extensions["goiso_city"].database.close()


def test_another_password_ends_every_other_session_of_the_same_person(office):
    here, there = office.browser("hoa"), office.browser("hoa")
    assert "không đúng" in here.post("/account", present=WRONG, password="mat-khau-moi").text
    assert "Đã đổi mật khẩu" in here.post("/account", present=PASSWORD, password="mat-khau-moi").text
    assert (here.get("/account").status_code, there.get("/account").status_code) == (200, 302)
    office.browser("lan").post("/people/hoa/password", password="mat-khau-khac")
    assert here.get("/account").status_code == 302


def test_switching_somebody_off_signs_them_out_and_a_week_ends_any_session(office):
    off, old = office.browser("hoa"), office.browser("lan")
    office.browser("lan").post("/people/hoa/switch", active="0")
    assert off.get("/account").status_code == 302
    office.clock.forward(days=8)
    assert old.get("/account").status_code == 302


def test_what_the_database_holds_opens_no_session(office):
    office.browser("lan")
    ((kept,),) = office.rows("SELECT hash FROM session")
    browser = office.browser()
    with browser.client.session_transaction() as cookie:
        cookie["city_session"] = bytes(kept).hex()
    assert browser.get("/account").status_code == 302


def test_guessing_one_name_is_braked_from_everywhere_for_longer_and_longer(office):
    assert wrong(office, "lan", FREE) == [401] * FREE
    braked = office.browser().sign_in("lan", REMOTE_ADDR="10.9.9.9")
    assert (braked.status_code, "Đợi 1 phút" in braked.text) == (429, True)
    office.clock.forward(seconds=61)
    assert wrong(office, "lan", 2) == [401, 429]
    office.clock.forward(seconds=61)
    assert wrong(office, "lan", 1) == [429]
    office.clock.forward(seconds=61)
    assert office.browser().sign_in("lan").status_code == 303
    acts = office.rows("SELECT actor, act FROM audit WHERE act = 'sign_in_braked'")
    assert acts == [("lan", "sign_in_braked")] * 2


def test_a_name_that_nobody_has_is_braked_alike_and_is_kept_nowhere(office):
    assert wrong(office, "mat-khau-go-nham", FREE + 1) == [401] * FREE + [429]
    kept = str(office.rows("SELECT key::text FROM sign_in_try UNION ALL SELECT facts::text FROM audit"))
    assert "mat-khau-go-nham" not in kept


def test_whoever_guesses_keeps_nobody_out_of_a_browser_in_which_they_have_signed_in_before(office):
    known = office.browser("lan")
    known.post("/sign-out")
    wrong(office, "lan", FREE + 1)
    assert office.browser().sign_in("lan").status_code == 429
    assert known.sign_in("lan").status_code == 303


def test_guessing_many_names_from_one_address_is_braked_in_all_processes_together(office):
    other = office.process()
    browsers = [office.browser(), office.browser(app=other)]
    found = [
        browsers[n % 2].sign_in(f"ten{n}", WRONG, REMOTE_ADDR="10.0.0.7").status_code
        for n in range(OF_ADDRESS + 1)
    ]
    assert found == [401] * OF_ADDRESS + [429]
    assert office.browser().sign_in("lan", REMOTE_ADDR="10.0.0.7").status_code == 429
    assert office.browser().sign_in("lan", REMOTE_ADDR="10.0.0.8").status_code == 303
    other.extensions["goiso_city"].database.close()


def test_tries_of_yesterday_are_forgotten(office):
    wrong(office, "lan", FREE - 1)
    office.clock.forward(hours=25)
    assert wrong(office, "lan", FREE) == [401] * FREE
    assert office.rows("SELECT wrong FROM sign_in_try ORDER BY 1") == [(FREE,), (FREE,)]
