"""The box's way to the server: what counts as its being gone, and how soon that is known."""

import socket
import time
from collections.abc import Iterator

import pytest

from kiosk.alone.upstream import Answer, Gone, Upstream
from tests.support.ports import free_port


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server that takes lines and says nothing, as one that hangs."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(8)
        yield listener.getsockname()[1]


def test_a_server_that_says_nothing_is_gone_after_the_time_given(silent: int) -> None:
    began = time.monotonic()
    with pytest.raises(Gone):
        Upstream(f"http://127.0.0.1:{silent}").ask("POST", "/", [], b"{}", 0.3)
    assert 0.3 <= time.monotonic() - began < 10


def test_a_server_that_refuses_the_line_is_gone() -> None:
    with pytest.raises(Gone):
        Upstream(f"http://127.0.0.1:{free_port()}").ask("GET", "/", [], None, 5)


@pytest.mark.parametrize("url", ["192.168.1.10:8000", "ftp://server", "http://", "http://server/kiosk"])
def test_an_address_that_is_none_is_named(url: str) -> None:
    with pytest.raises(ValueError, match=r"http://192\.168\.1\.10:8000"):
        Upstream(url)


@pytest.mark.parametrize(
    ("status", "body", "unforeseen"),
    [
        (201, b"{}", False),
        (409, b'{"code": "centre_closed"}', False),
        (507, b'{"code": "storage_full"}', False),
        (503, b'{"code": "too_many_screens"}', False),
        (500, b'{"code": "internal"}', True),
        (502, b"<h1>Bad gateway</h1>", True),
        (500, b"[]", True),
    ],
)
def test_only_an_error_with_a_name_is_an_answer(status: int, body: bytes, *, unforeseen: bool) -> None:
    assert Answer(status, [], body).unforeseen() == unforeseen
