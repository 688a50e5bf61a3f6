"""The strict policy holds: no page carries a script, a style or a handler inside its HTML."""

from html.parser import HTMLParser
from itertools import product

from flask.testing import FlaskClient

from tests.api.browsing import sign_in
from tests.support.api import Api


class Offences(HTMLParser):
    """What the policy would block in a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [f"<{tag} {name}>" for name in given if name == "style" or name.startswith("on")]
        if tag == "style":
            self.found.append("<style>")
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.found.append("<script> without src")
        addresses = [given.get(name) or "" for name in ("src", "href", "action")]
        self.found += [a for a in addresses if a.startswith(("http:", "https:", "//", "javascript:"))]


PAGES = (
    "/sign-in",
    "/kiosk",
    "/display",
    "/enter",
    "/t/{track}",
    "/poster",
    "/helper",
    "/admin",
    "/counter/1",
    "/nowhere",
)


def test_a_page_has_nothing_that_its_policy_blocks(client: FlaskClient, api: Api) -> None:
    sign_in(client, "binh")
    ticket = api.take()
    for path, language in product(PAGES, ("vi", "en")):
        page = client.get(path.format(**ticket), query_string={"lang": language})
        assert Offences(page.text).found == [], (path, language)


def test_such_things_would_be_found() -> None:
    page = '<p style="x" onclick="y"><style></style><script>z</script><img src="https://cdn.example/a.png">'
    assert len(Offences(page).found) == 5
