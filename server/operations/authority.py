"""The certificate that the hall's machines should trust, if the centre has its own."""

import hashlib
import ssl
from pathlib import Path

from server.core.certificates import AUTHORITY, Authority, folder_of


def authority(data: Path) -> Authority | None:
    """The certificate beside this data folder; `None` if there is none that can be read."""
    try:
        pem = (folder_of(data) / AUTHORITY).read_text(encoding="ascii")
        return Authority(pem, hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).digest().hex(":").upper())
    except (OSError, ValueError):
        return None
