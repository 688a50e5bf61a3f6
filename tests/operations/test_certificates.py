"""The centre's own certificate: browsers that trust its authority take it, for this hall's names alone."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.x509.oid import NameOID

from server.command.main import main
from server.config import ServerPart
from server.core import clock as clocks
from server.core.certificates import AUTHORITY, AUTHORITY_KEY, CHAIN, KEY, folder_of
from server.core.doctor import machine
from server.core.events import BackupFailed
from server.core.files import DATABASE
from server.operations.authority import authority
from server.operations.certificate_names import Names
from server.operations.certificates import is_due, make, names_in
from server.operations.doctor.running import certificate
from tests.support.centre import default_centre
from tests.support.quick_server import quick_context

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "data")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A centre in which something happened now."""
    folder = tmp_path / "data"
    context = quick_context(folder, default_centre(), lambda: milliseconds(NOW))
    context.store.write(lambda transaction: transaction.record(BackupFailed("/mnt", "no"), "system"))
    context.close()
    return folder


def made(folder: Path, *hosts: str, now: datetime = NOW) -> Path:
    make(folder, Names.of(hosts), now)
    return folder


def shake_hands(folder: Path, host: str, trusted: Path) -> str:
    """What a browser that trusts `trusted` says of the server when it opens `host`."""
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(folder / CHAIN, folder / KEY)
    browsing = ssl.create_default_context(cafile=str(trusted))
    browsing.verify_flags |= ssl.VERIFY_X509_STRICT
    ours, theirs = socket.socketpair()

    def serve() -> None:
        with theirs:
            try:
                serving.wrap_socket(theirs, server_side=True).close()
            except (ssl.SSLError, OSError):
                return

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        with ours, browsing.wrap_socket(ours, server_hostname=host):
            return "trusted"
    except ssl.SSLCertVerificationError as error:
        return error.verify_message
    finally:
        thread.join(20)


@pytest.mark.parametrize("host", ["goiso.local", "192.168.1.10", "fd00::10"])
def test_whoever_trusts_the_authority_takes_the_server(folder: Path, host: str) -> None:
    made(folder, "goiso.local", "192.168.1.10", "[fd00::10]")
    assert shake_hands(folder, host, folder / AUTHORITY) == "trusted"


def test_a_server_with_an_address_alone_is_taken(folder: Path) -> None:
    made(folder, "192.168.1.10")
    assert shake_hands(folder, "192.168.1.10", folder / AUTHORITY) == "trusted"


def test_neither_another_name_nor_another_authority_is_taken(folder: Path, tmp_path: Path) -> None:
    made(folder, "goiso.local")
    assert "match" in shake_hands(folder, "goiso.example", folder / AUTHORITY)
    stranger = made(tmp_path / "stranger", "goiso.local")
    assert shake_hands(folder, "goiso.local", stranger / AUTHORITY) != "trusted"


@pytest.mark.parametrize("host", ["goiso.local", "192.168.1.10"])
def test_the_authority_cannot_speak_for_the_world(host: str, folder: Path) -> None:
    made(folder, host)
    key = load_pem_private_key((folder / AUTHORITY_KEY).read_bytes(), None)
    authority = x509.load_pem_x509_certificate((folder / AUTHORITY).read_bytes())
    stolen = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "bank.example")]))
        .issuer_name(authority.subject)
        .public_key(authority.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("bank.example")]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key()), critical=False
        )
    )
    assert isinstance(key, EllipticCurvePrivateKey)
    (folder / CHAIN).write_bytes(stolen.sign(key, SHA256()).public_bytes(Encoding.PEM))
    (folder / KEY).write_bytes((folder / AUTHORITY_KEY).read_bytes())
    assert "permitted" in shake_hands(folder, "bank.example", folder / AUTHORITY)


def test_a_new_certificate_keeps_the_authority_that_machines_trust(folder: Path) -> None:
    before = (made(folder, "goiso.local") / AUTHORITY).read_bytes()
    chain = (folder / CHAIN).read_bytes()
    made(folder, "goiso.local", "10.0.0.7", now=NOW + timedelta(days=800))
    assert (folder / AUTHORITY).read_bytes() == before
    assert (folder / CHAIN).read_bytes() != chain


@pytest.mark.parametrize(
    "later", [{"hosts": ("goiso.lan",)}, {"now": NOW + timedelta(days=3000)}, {"cut": True}]
)
def test_a_new_authority_is_made_where_the_old_one_cannot_sign(
    folder: Path, later: dict[str, object]
) -> None:
    made(folder, "goiso.local")
    before = (folder / AUTHORITY).read_bytes()
    if later.get("cut"):  # the power went between the key and its certificate
        other = made(folder.parent / "other", "goiso.local")
        (folder / AUTHORITY_KEY).write_bytes((other / AUTHORITY_KEY).read_bytes())
    hosts = later.get("hosts", ("goiso.local",))
    now = later.get("now", NOW)
    assert isinstance(hosts, tuple)
    assert isinstance(now, datetime)
    assert make(folder, Names.of(hosts), now).authority
    assert (folder / AUTHORITY).read_bytes() != before


def test_keys_are_their_owners_alone(folder: Path) -> None:
    made(folder, "goiso.local")
    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert modes == {AUTHORITY: 0o644, CHAIN: 0o644, AUTHORITY_KEY: 0o600, KEY: 0o600}


def command(data: Path, *arguments: str) -> Result:
    data.mkdir(exist_ok=True)
    (data / DATABASE).touch()
    return CliRunner().invoke(main, ["certificate", "--data", str(data), *arguments])


def test_the_command_says_what_was_made_and_renews_only_what_ends_soon(tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = command(data, "--for", "goiso.local", "--for", "192.168.1.10")
    assert first.exit_code == 0, first.output
    found = authority(data)
    assert found is not None
    assert found.fingerprint in first.output
    assert first.output.splitlines()[-2:] == [str(folder_of(data) / CHAIN), str(folder_of(data) / KEY)]
    assert "trust" in first.output
    assert "Nothing to renew." in command(data, "--renew").output
    made(folder_of(data), "goiso.local", "192.168.1.10", now=NOW - timedelta(days=790))
    renewed = command(data, "--renew")
    assert "goiso.local, 192.168.1.10" in renewed.output
    assert "It is a new one" not in renewed.output


def test_a_mistyped_folder_leaves_the_certificate_beside_it_alone(tmp_path: Path) -> None:
    command(tmp_path / "data", "--for", "goiso.local", "--for", "192.168.1.10")
    before = (folder_of(tmp_path / "data") / CHAIN).read_bytes()
    mistyped = ["certificate", "--data", str(tmp_path / "dta"), "--for", "192.168.1.10"]
    refused = CliRunner().invoke(main, mistyped)
    assert refused.exit_code == 1
    assert "không có dữ liệu của trung tâm nào" in refused.output
    assert (folder_of(tmp_path / "data") / CHAIN).read_bytes() == before


@pytest.mark.parametrize("said", [(), ("--for", "http://goiso.local"), ("--for", "-x.local"), ("--for", "")])
def test_what_is_no_name_is_refused_and_nothing_is_made(tmp_path: Path, said: tuple[str, ...]) -> None:
    refused = command(tmp_path / "data", *said)
    assert refused.exit_code == 1
    assert "name" in refused.output
    assert not folder_of(tmp_path / "data").exists()


def test_what_is_no_certificate_is_neither_replaced_nor_shown(tmp_path: Path) -> None:
    data = tmp_path / "data"
    folder_of(data).mkdir()
    (folder_of(data) / AUTHORITY).write_text("something else")
    refused = command(data, "--for", "goiso.local")
    assert refused.exit_code == 1
    assert "is no certificate" in refused.output
    assert authority(data) is None


YEARS_OFF = {
    "a board without its battery": 1970,
    "a leap that can be": NOW.year + 4,
    "a leap that cannot": 2099,
}


@pytest.mark.parametrize("year", YEARS_OFF.values(), ids=YEARS_OFF)
def test_at_night_a_clock_that_is_years_off_makes_nothing(
    data: Path, year: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(folder_of(data), "goiso.local")
    before = files(data)
    monkeypatch.setattr(clocks, "wall_clock", lambda: milliseconds(NOW.replace(year=year, month=1, day=1)))
    refused = CliRunner().invoke(main, ["certificate", "--data", str(data), "--renew"])
    assert refused.exit_code == 1
    for said in (f"/{year}", "Chứng thư cũ giữ nguyên", "The old certificate was left as it is", "--renew"):
        assert said in refused.output
    assert files(data) == before


def test_a_clock_before_the_journal_makes_nothing_at_night(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(folder_of(data), "goiso.local")
    behind = NOW - timedelta(days=200)
    monkeypatch.setattr(clocks, "wall_clock", lambda: milliseconds(behind))
    refused = CliRunner().invoke(main, ["certificate", "--data", str(data), "--renew"])
    assert (refused.exit_code, is_due(folder_of(data), behind)) == (1, True)


def test_a_centre_that_rested_for_months_renews_once_it_has_worked_for_days(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(folder_of(data), "goiso.local", now=NOW - timedelta(days=790))
    monkeypatch.setattr(clocks, "wall_clock", lambda: milliseconds(NOW + timedelta(days=4)))
    renewed = CliRunner().invoke(main, ["certificate", "--data", str(data), "--renew"])
    assert renewed.exit_code == 0, renewed.output
    assert "goiso.local" in renewed.output


@pytest.mark.parametrize(("year", "authority_too"), [(NOW.year + 4, False), (2099, True)])
def test_what_a_clock_ahead_made_is_made_anew_once_it_is_right(
    folder: Path, year: int, authority_too: bool
) -> None:
    made(folder, "goiso.local")
    make(folder, Names.of(("goiso.local",)), NOW.replace(year=year, month=1, day=1))
    assert is_due(folder, NOW)
    names = names_in(folder)
    assert names is not None
    assert make(folder, names, NOW).authority is authority_too
    assert not is_due(folder, NOW)
    assert shake_hands(folder, "goiso.local", folder / AUTHORITY) == "trusted"


def test_no_certificate_is_made_by_a_clock_that_cannot_be_right(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clocks, "wall_clock", lambda: 0)
    refused = CliRunner().invoke(main, ["certificate", "--data", str(data), "--for", "goiso.local"])
    assert refused.exit_code == 1
    assert "nothing was made" in refused.output
    assert files(data) == {}


@pytest.mark.parametrize("dialled", [True, False], ids=["at its address", "in its folder"])
def test_the_doctor_names_a_certificate_that_is_not_valid_yet(folder: Path, dialled: bool) -> None:
    made(folder, "127.0.0.1", now=NOW + timedelta(days=900))
    with answering(folder) as port:
        url = f"https://127.0.0.1:{port}" if dialled else None
        elsewhere = folder.parent / "elsewhere" / "data" if dialled else folder.parent / "data"
        found = certificate(ServerPart(data=elsewhere, public_url=url), milliseconds(NOW))
    named = list(machine.findings(machine.MachineFacts(certificate=found)))
    assert [each.kind.code for each in named] == ["certificate_not_yet"]
    assert named[0].parameters == {"begin": f"{NOW + timedelta(days=899):%d/%m/%Y}"}


@contextmanager
def answering(folder: Path) -> Iterator[int]:
    """A proxy that shakes hands with one browser; its port."""
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(folder / CHAIN, folder / KEY)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with suppress(OSError), serving.wrap_socket(listener.accept()[0], server_side=True):
                return

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(20)


def milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def files(data: Path) -> dict[str, bytes]:
    found = folder_of(data)
    return {path.name: path.read_bytes() for path in found.iterdir()} if found.exists() else {}
