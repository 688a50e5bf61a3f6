"""Style sheets that are made of others come whole, in one answer."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.core.colours import FAMILY, palette
from server.http.style_sheets import GATHERED, PLAIN, gathered
from tests.support.api import Api

FOLDERS = ("server/static", "kiosk/static", "display/static")


def imported(path: Path) -> list[Path]:
    """The sheets that a sheet gathers."""
    return [
        path.parent / part for part in re.findall(r'@import "([^"]+)";', path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("address", GATHERED)
def test_a_sheet_comes_with_all_that_it_imports_in_their_order(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/css")
    assert "@import" not in answer.text
    places = [answer.text.index(gathered(part)) for part in imported(GATHERED[address])]
    assert len(places) > 1
    assert places == sorted(places)


def test_no_other_sheet_imports_anything() -> None:
    sheets = {path.resolve() for folder in FOLDERS for path in Path(folder).rglob("*.css")}
    assert {path for path in sheets if "@import" in path.read_text(encoding="utf-8")} == set(
        GATHERED.values()
    )


@pytest.mark.parametrize("address", GATHERED)
def test_relative_addresses_in_it_lead_where_they_led(address: str) -> None:
    for part in imported(GATHERED[address]):
        relative = re.findall(r'url\("?(?!"?[/#]|"?data:)', part.read_text(encoding="utf-8"))
        assert relative == [] or part.parent.resolve() == GATHERED[address].parent


@pytest.mark.parametrize("address", GATHERED)
def test_browsers_ask_again_and_fetch_it_once(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.headers["Cache-Control"] == client.get("/static/base.css").headers["Cache-Control"]
    again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("page", ["/start", "/t/unknown"])
def test_the_browsers_frame_has_the_colour_of_the_masthead(client: FlaskClient, page: str) -> None:
    colour = FAMILY["ink-900"]
    assert f'<meta name="theme-color" content="{colour}">' in client.get(page).text


BLUE = "#1a4f8b"


def paint(api: Api, colour: str) -> None:
    centre = api.admin.get("/settings").json["centre"] | {"colour": colour}
    assert api.admin.put_json("/settings/centre", centre).status_code == 200


@pytest.mark.parametrize("address", ["/static/style.css", "/static/phone/phone.css", *PLAIN])
def test_every_page_is_in_the_centres_colour_at_once(client: FlaskClient, api: Api, address: str) -> None:
    before = client.get(address)
    paint(api, BLUE)
    after = client.get(address, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    first = {name: colour for name, colour in FAMILY.items() if colour in before.text}
    assert first
    for name, colour in first.items():
        assert colour not in after.text
        assert palette(BLUE)[name] in after.text
    assert f'content="{palette(BLUE)["ink-900"]}"' in client.get("/sign-in").text


def test_what_is_no_ink_and_no_teal_stays(client: FlaskClient, api: Api) -> None:
    """Alarms, emergencies, high contrast."""
    others = re.compile(r"--(?:lacquer|gold|green|paper|stone|black|white|yellow)[\w-]*: ?[^;]+;")
    before = others.findall(client.get("/static/style.css").text)
    paint(api, BLUE)
    assert others.findall(client.get("/static/style.css").text) == before != []


def test_what_stands_below_a_call_on_an_upright_board_is_set_under_one_condition() -> None:
    rule = re.compile(r'\[data-shape="upright"\]:not\((.+)\) \.hall-newest \.hall-(?:direction|desk)')
    sheets = [path.read_text(encoding="utf-8") for path in Path("display/static").glob("*.css")]
    conditions = [found for sheet in sheets for found in rule.findall(sheet)]
    assert len(conditions) > len(set(conditions)) == 1, conditions
