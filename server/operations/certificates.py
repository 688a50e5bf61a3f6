"""Makes the centre's own certificate: an authority limited to this hall's addresses, and the certificate that it signs."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from server.core.certificates import (
    AUTHORITY,
    AUTHORITY_DAYS,
    AUTHORITY_KEY,
    CHAIN,
    KEY,
    RENEWED_BEFORE_DAYS,
    SERVER_DAYS,
)
from server.operations.certificate_names import Names, hosts_of, speaks_for

_USES: Final = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
_BEFORE: Final = timedelta(days=1)  # for machines whose clock is behind
Key = ec.EllipticCurvePrivateKey


class BadCertificate(Exception):
    """There are files that are not certificates made here; `str` says which, in English."""


@dataclass(frozen=True, slots=True)
class MadeCertificate:
    """The certificate that is there now: its names, its end (UTC), and whether the `authority` is new."""

    hosts: tuple[str, ...]
    ends: datetime
    fingerprint: str
    authority: bool


def make(folder: Path, names: Names, now: datetime) -> MadeCertificate:
    """Make the server's certificate, and an authority if there is none that may sign these names.

    Each file appears completely or not at all; keys are readable only by their owner. Raises `BadCertificate`, `OSError`.
    """
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    found = _authority(folder)
    new = (
        found is None
        or not speaks_for(found[0], names)
        or _begins(found[0]) > now
        or _ends(found[0]) < now + timedelta(days=SERVER_DAYS)
    )
    authority, key = _new_authority(names, now) if found is None or new else found
    own = ec.generate_private_key(ec.SECP256R1())
    certificate = _signed(names, own, authority, key, now)
    files = {AUTHORITY_KEY: _pem_of(key), AUTHORITY: _pem(authority)} if new else {}
    files |= {KEY: _pem_of(own), CHAIN: _pem(certificate) + _pem(authority)}
    _write(folder, files)
    return MadeCertificate(names.hosts, _ends(certificate), _fingerprint(authority), new)


def names_in(folder: Path) -> Names | None:
    """The names in the present certificate; `None` without one. Raises `BadCertificate`, `OSError`."""
    found = _certificate(folder / CHAIN)
    return None if found is None else Names(hosts_of(found))


def is_due(folder: Path, now: datetime) -> bool:
    """Whether the certificate must be renewed, because it ends soon or is not valid yet. Raises `BadCertificate`, `OSError`."""
    found, authority = _certificate(folder / CHAIN), _certificate(folder / AUTHORITY)
    if found is None:
        return False
    return (
        _ends(found) < now + timedelta(days=RENEWED_BEFORE_DAYS)
        or _begins(found) > now
        or (authority is not None and _begins(authority) > now)
    )


def _authority(folder: Path) -> tuple[x509.Certificate, Key] | None:
    certificate = _certificate(folder / AUTHORITY)
    if certificate is None or not (folder / AUTHORITY_KEY).exists():
        return None
    try:
        key = load_pem_private_key((folder / AUTHORITY_KEY).read_bytes(), None)
    except (ValueError, TypeError) as error:
        raise BadCertificate(f"{folder / AUTHORITY_KEY} is no key") from error
    if isinstance(key, Key) and key.public_key() == certificate.public_key():
        return certificate, key
    return None  # a power cut came between the two


def _certificate(path: Path) -> x509.Certificate | None:
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise BadCertificate(f"{path} is no certificate") from error


def _new_authority(names: Names, now: datetime) -> tuple[x509.Certificate, Key]:
    key = ec.generate_private_key(ec.SECP256R1())
    called = _called(f"Goi So {names.hosts[0]}")
    built = (
        _begun(called, called, key, now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
        .add_extension(names.may_be_spoken_for(), critical=True)
    )
    return built.sign(key, SHA256()), key


def _signed(names: Names, own: Key, authority: x509.Certificate, key: Key, now: datetime) -> x509.Certificate:
    signed_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())
    # With a space in it no program takes it for a name that the authority may not speak for.
    called = _called(f"{names.hosts[0]} (Goi So)")
    built = (
        _begun(called, authority.subject, own, now, SERVER_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(names.general()), critical=False)
        .add_extension(_usage("digital_signature"), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(signed_by, critical=False)
    )
    return built.sign(key, SHA256())


def _begun(
    subject: x509.Name, issuer: x509.Name, key: Key, now: datetime, days: int
) -> x509.CertificateBuilder:
    public = key.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BEFORE)
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _usage(*named: str) -> x509.KeyUsage:
    """The only uses that a key is allowed for."""
    return x509.KeyUsage(**{use: use in named for use in _USES})


def _called(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])


def _begins(certificate: x509.Certificate) -> datetime:
    return certificate.not_valid_before_utc.astimezone(UTC)


def _ends(certificate: x509.Certificate) -> datetime:
    return certificate.not_valid_after_utc.astimezone(UTC)


def _fingerprint(certificate: x509.Certificate) -> str:
    return certificate.fingerprint(SHA256()).hex(":").upper()


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.PEM)


def _pem_of(key: Key) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Write all files, each completely: first as drafts, then each draft replaces its file."""
    drafts = {folder / f".{name}.part": folder / name for name in files}
    for draft, path in drafts.items():
        draft.unlink(missing_ok=True)
        mode = 0o600 if path.name in {KEY, AUTHORITY_KEY} else 0o644
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(files[path.name])
            file.flush()
            os.fsync(file.fileno())
    for draft, path in drafts.items():
        draft.replace(path)
