"""Which languages people are offered is set while the centre runs; staff read both everywhere."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.browsing import sign_in
from tests.support.api import Api


def offer(api: Api, *tags: str) -> list[str]:
    """Set it; answers what is set then."""
    centre = api.admin.get("/settings").json["centre"] | {"languages": list(tags)}
    answer = api.admin.put_json("/settings/centre", centre)
    assert answer.status_code == 200, answer.text
    found: list[str] = answer.json["centre"]["languages"]
    return found


def buttons(client: FlaskClient) -> list[str]:
    """The languages that the kiosk's page has a button for."""
    return re.findall(r'data-language="([\w-]+)"', client.get("/kiosk").text)


def test_the_kiosk_offers_every_language_until_some_are_chosen(api: Api, client: FlaskClient) -> None:
    assert buttons(client) == ["vi", "en", "zh"]
    assert offer(api, "en") == ["vi", "en"]
    assert buttons(client) == ["vi", "en"]
    assert api.kiosk.get("/centre").json["languages"] == ["vi", "en"]
    assert offer(api) == []
    assert buttons(client) == ["vi", "en", "zh"]


def test_where_there_is_one_language_there_is_nothing_to_choose(api: Api, client: FlaskClient) -> None:
    offer(api, "vi")
    assert '<div class="languages" role="group"' in (page := client.get("/kiosk").text)
    assert re.search(r'<div class="languages"[^>]* hidden>', page)


def test_peoples_pages_are_in_vietnamese_where_no_english_is_offered(api: Api, client: FlaskClient) -> None:
    track = api.take("CT")["track"]
    api.admin.put_json("/settings/phone", api.admin.get("/settings").json["phone"] | {"enabled": True})
    pages = ("/kiosk?lang=en", "/take?lang=en", f"/t/{track}?lang=en")
    assert all('<html lang="en"' in client.get(page).text for page in pages)
    offer(api, "vi", "zh")
    for page in pages:
        text = client.get(page).text
        assert '<html lang="vi"' in text
        assert 'hreflang="en"' not in text


def test_halls_show_no_english_where_none_is_offered(api: Api, client: FlaskClient) -> None:
    sign_in(client, "binh")
    halls = ("/display", "/display?layout=plain")
    assert all("data-no-english" not in client.get(page).text for page in halls)
    offer(api, "vi")
    assert all(re.search(r"<html [^>]*data-no-english", client.get(page).text) for page in halls)


def test_staff_read_english_whatever_people_are_offered(api: Api, client: FlaskClient) -> None:
    offer(api, "vi")
    assert '<html lang="en"' in client.get("/sign-in?lang=en").text


@pytest.mark.parametrize("wrong", [["VN"], ["en", "en"], ["vi"] * 13, "en", [1]])
def test_what_is_no_language_is_refused_by_name(api: Api, wrong: Any) -> None:
    centre = api.admin.get("/settings").json["centre"] | {"languages": wrong}
    refused = api.admin.put_json("/settings/centre", centre)
    assert (refused.status_code, refused.json["code"]) == (422, "not_valid")
    assert "centre.languages" in refused.json["detail"]
