"""The address that people outside are told."""

from server.config import ServerPart
from server.http.address import local_url, public_url, with_port


def test_a_machine_that_started_before_its_network_tells_its_address_once_it_has_one() -> None:
    addresses = iter(["127.0.0.1", "192.168.1.9"])
    asked = [public_url(ServerPart(port=8001), lambda: next(addresses)) for _ in range(2)]
    assert asked == ["http://127.0.0.1:8001", "http://192.168.1.9:8001"]


def test_listening_on_all_of_ipv6_is_told_like_listening_everywhere() -> None:
    settings = ServerPart(host="::")
    assert public_url(settings, lambda: "192.168.1.9") == "http://192.168.1.9:8000"
    assert local_url(settings) == "http://127.0.0.1:8000"


def test_an_ipv6_address_is_written_in_brackets() -> None:
    assert public_url(ServerPart(host="fd00::7")) == "http://[fd00::7]:8000"
    assert with_port("::", 80) == "[::]:80"


def test_what_is_set_is_told() -> None:
    assert public_url(ServerPart(public_url="https://so.phuong.vn")) == "https://so.phuong.vn"
