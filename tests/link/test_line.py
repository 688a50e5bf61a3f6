"""The HTTP line to the city: whom it trusts, and that nothing lasts for ever."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from server.link.joined import Joined
from server.link.line import CityLine, LineBroken

CHAIN, KEY = "chain.pem", "key.pem"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


@contextmanager
def city(act: Callable[[socket.socket], None], tls: Path | None = None) -> Iterator[tuple[str, list[bytes]]]:
    """Somebody at the other end, who does `act` with each line; what they heard."""
    heard: list[bytes] = []
    wrapped = None
    if tls is not None:
        wrapped = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        wrapped.load_cert_chain(tls / CHAIN, tls / KEY)

    def serve() -> None:
        while True:
            try:
                line, _ = listening.accept()
            except OSError:
                return
            with suppress(OSError), line:
                plain = line if wrapped is None else wrapped.wrap_socket(line, server_side=True)
                with plain:
                    while got := plain.recv(65536):
                        heard.append(got)
                        act(plain)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        scheme = "http" if tls is None else "https"
        yield f"{scheme}://127.0.0.1:{listening.getsockname()[1]}", heard
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(20)


def answers(line: socket.socket) -> None:
    line.sendall(ANSWER)


def to(url: str, ca: str = "", answers_s: float = 20) -> CityLine:
    return CityLine(Joined(url, "W0001", "x", "secret-token", "j", 1, "test", ca), answers_s=answers_s)


@pytest.fixture
def tls(tmp_path: Path) -> Path:
    """A certificate for this machine, signed by nobody else."""
    key, now = generate_private_key(SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A city")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, SHA256())
    )
    (tmp_path / CHAIN).write_bytes(made.public_bytes(Encoding.PEM))
    plain = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / KEY).write_bytes(key.private_bytes(*plain))
    return tmp_path


def test_a_city_with_a_certificate_that_nobody_trusts_is_told_nothing(tls: Path) -> None:
    with city(answers, tls) as (url, heard):
        with pytest.raises(LineBroken) as broken:
            to(url).ask("POST", "/sync", b"rows")
        assert broken.value.code == "certificate"
        assert heard == []


def test_a_city_with_an_authority_of_its_own_is_trusted_by_its_file(tls: Path) -> None:
    with city(answers, tls) as (url, heard):
        line = to(url, (tls / CHAIN).read_text())
        assert line.ask("GET", "/digest?seq=1").facts == {}
        assert b"Authorization: Bearer secret-token" in heard[0]
        line.close()


def test_a_line_is_kept_and_dialled_anew_when_the_other_end_let_it_go() -> None:
    lines_used: set[int] = set()

    def once(line: socket.socket) -> None:
        lines_used.add(line.fileno())
        line.sendall(ANSWER)
        if len(heard) == 2:
            line.shutdown(socket.SHUT_RDWR)

    with city(once) as (url, heard):
        kept = to(url)
        for _ in range(4):
            assert kept.ask("GET", "/digest?seq=1").status == 200
        assert len(heard) == 4
        kept.close()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (b"nonsense\r\n\r\n", "unreachable"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}", "timeout"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\n", "timeout"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "unreachable"),
        (b"", "timeout"),
    ],
)
def test_what_is_no_answer_is_given_up(said: bytes, code: str) -> None:
    with city(lambda line: line.sendall(said)) as (url, _):
        with pytest.raises(LineBroken) as broken:
            to(url, answers_s=0.3).ask("GET", "/digest?seq=1")
        assert broken.value.code in {code, "unreachable"}


def test_an_answer_without_end_is_given_up() -> None:
    def talk(line: socket.socket) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(1000):
            line.sendall(b"64\r\n" + b"x" * 100 + b"\r\n")

    with city(talk) as (url, _), pytest.raises(LineBroken):
        CityLine(Joined(url, "W0001", "x", "t", "j", 1, "test"), longest=1000).ask("GET", "/digest?seq=1")


def test_an_answer_that_comes_letter_by_letter_is_given_up() -> None:
    go_on = threading.Event()

    def drip(line: socket.socket) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        for _ in range(2000):
            go_on.wait(0.02)
            line.sendall(b"x")

    with city(drip) as (url, _):
        with pytest.raises(LineBroken) as broken:
            to(url, answers_s=0.4).ask("GET", "/digest?seq=1")
        assert broken.value.code == "timeout"
        go_on.set()


def test_a_closed_line_asks_nobody() -> None:
    with city(answers) as (url, heard):
        line = to(url)
        line.close()
        with pytest.raises(LineBroken):
            line.ask("GET", "/digest?seq=1")
        assert heard == []
