"""nginx's sample leads every address of the city to the processes that know it."""

import re

from server.city.roles import BOARD, INGEST, PUBLIC, city_app
from server.city.settings import CitySettings
from tests.support.program import ROOT

CONF = (ROOT / "server/process/deploy/nginx-city.conf").read_text(encoding="utf-8")
(STAFF,) = re.findall(r"location ~ (\^/\(board\|\S+) \{", CONF)
EVERYWHERE = ("/static/", "/kiosk/", "/display/", "/healthz", "/metrics")


def addresses(app):
    """An example of each route that is the role's own."""
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    return {re.sub(r"<[^>]+>", "1", rule) for rule in rules if not rule.startswith(EVERYWHERE)} - {"/"}


def test_the_pages_of_the_citys_people_go_to_the_board_and_no_others(conninfo, tmp_path):
    settings = CitySettings(database=conninfo, data=tmp_path, feeds=tmp_path)
    staff = addresses(city_app(settings, BOARD, live=False)) | {"/socket.io/"}
    assert {each for each in staff if not re.match(STAFF, each)} == set()
    others = addresses(city_app(settings, INGEST)) | addresses(city_app(settings, PUBLIC))
    assert {each for each in others if re.match(STAFF, each)} == set()
