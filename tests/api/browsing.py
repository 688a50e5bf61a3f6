"""A browser as far as sessions go: it keeps cookies, and knows each page's CSRF token."""

import re
from urllib.parse import urlencode

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.enrolled import PASSWORD


def csrf_of(page: TestResponse) -> str:
    """The token in a page's head, as scripts read it."""
    found = re.search(r'<meta name="csrf-token" content="([^"]+)">', page.text)
    assert found, page.text
    return found[1]


def submit(client: FlaskClient, address: str, page: str, **values: str) -> TestResponse:
    """Open `page` and send a form on it to `address`."""
    token = csrf_of(client.get(page))
    return client.post(address, data={"csrf_token": token, **values})


def sign_in(client: FlaskClient, username: str, password: str = PASSWORD, **values: str) -> TestResponse:
    """Sign in by the form, as the link of a counter machine opens it: also over somebody who is signed in."""
    page = f"/sign-in?{urlencode({'username': username})}"
    return submit(client, "/sign-in", page, username=username, password=password, **values)


def session_cookie(client: FlaskClient) -> tuple[str, str]:
    """The session's cookie of a browser: its name and what it holds."""
    name = client.application.config["SESSION_COOKIE_NAME"]
    cookie = client.get_cookie(name)
    assert cookie is not None
    return name, cookie.value


def kept_cookies(client: FlaskClient) -> FlaskClient:
    """Another browser that holds the same session's cookie, as a thief's would."""
    thief = client.application.test_client()
    thief.set_cookie(*session_cookie(client))
    return thief
