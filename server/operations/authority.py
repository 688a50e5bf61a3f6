"""The certificate that the hall's machines are told to trust, where the centre has one of its own."""

import hashlib
import ssl
from pathlib import Path

from server.core.certificates import AUTHORITY, Authority, folder_of


def authority(data: Path) -> Authority | None:
    """What lies beside this data folder; `None` where nothing does that can be read as a certificate."""
    try:
        pem = (folder_of(data) / AUTHORITY).read_text(encoding="ascii")
        return Authority(pem, hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).digest().hex(":").upper())
    except (OSError, ValueError):
        return None
