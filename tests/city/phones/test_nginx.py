"""Files and pages as nginx hands them out: told apart by their ETag, kept for everybody, there when the programs are gone."""

from email.utils import parsedate_to_datetime

import pytest

from tests.support.city_phones import PhonesCity
from tests.support.waiting import until

SLIP = "/t/W0001/A012-20261129"


@pytest.fixture(scope="module", autouse=True)
def one_centre(city: PhonesCity) -> None:
    city.put("W0001", lines={"CT": ["A012"]})


def test_a_file_that_did_not_change_is_not_sent_again(city: PhonesCity) -> None:
    first = city.get("/w/W0001.json")
    tag = first.headers["ETag"]
    assert not tag.startswith("W/")
    assert first.headers["Content-Encoding"] == "gzip"
    assert first.headers["Content-Type"] == "application/json"
    assert (
        first.headers["Cache-Control"] == "public, max-age=2, stale-while-revalidate=30, stale-if-error=600"
    )
    again = city.get("/w/W0001.json", **{"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == tag
    assert parsedate_to_datetime(again.headers["Date"])
    city.put("W0001", lines={"CT": ["A013"]})
    changed = city.get("/w/W0001.json", **{"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.json()["lines"] == {"CT": ["A013"]}


@pytest.mark.parametrize(
    "path",
    [
        "/w/",
        "/w/W0002.json",
        "/w/.lock",
        "/w/.W0001.json.1.part",
        "/w/W0001.json.gz",
        "/w/../public.log",
        "/w/..%2fpublic.log",
    ],
)
def test_nothing_else_of_the_folder_is_handed_out(city: PhonesCity, path: str) -> None:
    assert city.get(path).status_code in {400, 404}


def test_one_page_is_kept_for_all_numbers_of_a_centre_and_one_for_each_language(city: PhonesCity) -> None:
    city.get(SLIP)
    other = city.get("/t/W0001/B777-20261129")
    assert other.headers["X-Cache"] in {"HIT", "STALE", "UPDATING"}
    english = city.get(SLIP, Cookie="lang=en")
    assert 'lang="en"' in english.text.split("<head>")[0]
    assert 'lang="vi"' in city.get(SLIP, Cookie="lang=xx").text.split("<head>")[0]


def test_what_one_asks_for_is_not_kept_for_others(city: PhonesCity) -> None:
    asked = city.get(f"{SLIP}?lang=en&x=%22evil")
    assert asked.headers["X-Cache"] == "BYPASS"
    assert "lang=en" in asked.headers["Set-Cookie"]
    assert "evil" not in city.get(SLIP).text
    chosen = city.get("/?lang=en")
    assert chosen.headers["X-Cache"] == "MISS"
    assert city.get("/?lang=en").headers["X-Cache"] == "MISS", "a cookie is nobody else's"


def test_a_flood_asks_the_program_once_in_two_seconds(city: PhonesCity) -> None:
    kept = [city.get("/?field=CT").headers["X-Cache"] for _ in range(20)]
    assert kept[0] == "MISS"
    assert kept.count("MISS") == 1


def test_when_the_programs_are_gone_files_and_kept_pages_go_on(city: PhonesCity) -> None:
    kept = (SLIP, "/", "/c/W0001", "/static/city/phones/ticket.js", "/static/phone/phone.css")
    for path in kept:
        city.get(path)
    city.public.kill()
    assert city.get("/w/W0001.json").status_code == 200
    for path in kept:
        until(lambda path=path: city.get(path).headers["X-Cache"] in {"STALE", "HIT", "UPDATING"})  # type: ignore[misc]
        assert city.get(path).status_code == 200
    assert city.get("/t/W0001/nobody-looked-it-up").status_code == 502
    city.public.start()
    assert city.get("/c/W0009").status_code == 404
