"""nginx as a city's file has it: centres hear that they come again later, figures stay on the machine, and the file is sound."""

import gzip
import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

import pytest

from server.city.local import nginx
from server.city.local.nginx import Behind, private_nginx, site
from server.core.certificates import CHAIN, KEY
from server.operations.certificate_names import Names
from server.operations.certificates import make
from tests.support.ports import free_port
from tests.support.small_city import Log, small_city
from tests.support.waiting import until

pytestmark = pytest.mark.skipif(nginx.program() is None, reason="nginx is not installed")


@pytest.fixture
def front(tmp_path: Path) -> Iterator[tuple[int, Behind]]:
    """nginx before nobody yet: its port, and where it looks for the processes."""
    port, behind = (
        free_port(),
        Behind(free_port(), free_port(), (free_port(), free_port()), tmp_path / "feeds"),
    )
    behind.feeds.mkdir()
    found = nginx.program()
    assert found is not None
    child = private_nginx(found, tmp_path / "nginx", port, behind)
    child.start()
    until(lambda: not child.alive() or asked(port, "/healthz")[0] == 404)
    assert child.alive(), (tmp_path / "nginx" / "error.log").read_text()
    yield port, behind
    child.stop()


def asked(port: int, path: str, body: bytes | None = None) -> tuple[int, dict[str, str], bytes]:
    line = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        line.request("GET" if body is None else "POST", path, body)
        answer = line.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    except OSError:
        return 0, {}, b""
    finally:
        line.close()


def test_a_centre_is_told_to_come_again_while_its_process_is_gone(front: tuple[int, Behind]) -> None:
    status, headers, body = asked(front[0], "/city/v1/sync", b"{}")
    assert status == 503
    assert int(headers["Retry-After"]) > 0
    assert json.loads(body) == {"code": "later"}


def test_figures_and_signs_of_life_stay_on_the_machine(front: tuple[int, Behind]) -> None:
    for path in ("/metrics", "/healthz"):
        assert asked(front[0], path)[0] == 404


def test_a_file_for_phones_is_answered_while_every_process_is_gone(front: tuple[int, Behind]) -> None:
    port, behind = front
    (behind.feeds / "W0001.json").write_text('{"v": 1}')
    (behind.feeds / "W0001.json.gz").write_bytes(gzip.compress(b'{"v": 1}'))
    status, headers, body = asked(port, "/w/W0001.json")
    assert (status, body) == (200, b'{"v": 1}')
    assert headers["ETag"].startswith('"')


def test_what_centres_send_arrives_as_it_was_sent(tmp_path: Path) -> None:
    log, port = Log(), free_port()
    found = nginx.program()
    assert found is not None
    with small_city(log.sync) as url:
        behind = Behind(int(url.rpartition(":")[2]), free_port(), (free_port(),), tmp_path / "feeds")
        child = private_nginx(found, tmp_path / "nginx", port, behind)
        child.start()
        try:
            until(lambda: not child.alive() or asked(port, "/healthz")[0] == 404)
            sent = {"after": 0, "digest": None, "events": [], "last": 0, "last_digest": None}
            status, _, _ = asked(port, "/city/v1/sync", gzip.compress(json.dumps(sent).encode()))
            assert status == 200
            assert log.heard == [sent]
        finally:
            child.stop()


def test_the_file_is_sound_as_it_is_with_a_certificate(tmp_path: Path) -> None:
    make(tmp_path, Names.of(["so.example.vn"]), datetime.now(UTC))
    text = nginx.SITE.read_text(encoding="utf-8")
    for told, meant in {
        "/etc/ssl/goiso-city/fullchain.pem": str(tmp_path / CHAIN),
        "/etc/ssl/goiso-city/privkey.pem": str(tmp_path / KEY),
        "/var/cache/nginx/goiso-city": str(tmp_path / "kept"),
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl;": f"listen 127.0.0.1:{free_port()} ssl;",
    }.items():
        assert told in text
        text = text.replace(told, meant)
    (tmp_path / "site.conf").write_text(text)
    main = tmp_path / "nginx.conf"
    main.write_text(f"pid {tmp_path}/pid; events {{}} http {{ include {tmp_path}/site.conf; }}")
    found = nginx.program()
    assert found is not None
    said = subprocess.run(
        [found, "-t", "-q", "-c", main, "-e", tmp_path / "error.log"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr


def test_a_demo_takes_the_very_file_but_for_its_places(tmp_path: Path) -> None:
    text = site(8100, Behind(1, 2, (3, 4), tmp_path), tmp_path / "kept")
    assert "ssl" not in text.replace("goiso_lines", "")
    assert "server 127.0.0.1:3; server 127.0.0.1:4;" in text
    assert text.count("listen ") == 1
