"""Every list of the manager's pages is found by words and says when there is nothing in it; words are folded as everywhere."""

from typing import Final

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.core.procedures.spelling import fold, with_i
from tests.api.browsing import sign_in
from tests.guards.tree import ROOT
from tests.support.enrolled import MANAGER, enrol_everybody
from tests.support.modules import called

PAGES: Final = {
    "people": 'data-role="search-form"',
    "procedures": 'data-role="search-form"',
    "devices?q=khong-co": 'name="q"',
    "notices": 'data-filter="list"',
    "printer": 'data-filter="printers"',
    "screens": 'data-filter="screens"',
    "programs": 'data-filter="programs"',
    "webhooks": 'data-filter="webhooks"',
    "settings/history": 'data-filter="list"',
    "settings/fields": 'data-filter="entries"',
    "settings/counters": 'data-filter="entries"',
    "settings/halls": 'data-filter="entries"',
    "settings/exceptions": 'data-filter="entries"',
}
WRITTEN: Final = ("Đăng ký", "ĐĂNG KÍ", "giấy", "thủy lợi", "Lý lịch", "quý", "Hộ tịch 2.000815")


@pytest.fixture
def manager(server: Server, client: FlaskClient) -> FlaskClient:
    enrol_everybody(server.context)
    sign_in(client, MANAGER.username)
    return client


def test_every_list_has_a_search_and_an_empty_state(manager: FlaskClient) -> None:
    for page, search in PAGES.items():
        answer = manager.get(f"/admin/{page}")
        assert answer.status_code == 200, page
        assert search in answer.text, page
        assert 'class="empty"' in answer.text, page


def test_the_browser_folds_words_as_the_search_of_procedures_does() -> None:
    folded = called(ROOT / "server" / "static" / "js" / "fold.js", "fold", *([text] for text in WRITTEN))
    assert folded == [" ".join(map(with_i, fold(text).split())) for text in WRITTEN]
