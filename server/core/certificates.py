"""The centre's own certificate: where its files lie, and how long they hold."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = "certificate"
AUTHORITY: Final = "authority.crt"
"""What machines of the hall are told to trust; it may be given to everybody."""
AUTHORITY_KEY: Final = "authority.key"
CHAIN: Final = "fullchain.pem"
KEY: Final = "privkey.pem"
AUTHORITY_DAYS: Final = 3650
SERVER_DAYS: Final = 820
"""iPads and iPhones take no longer one than 825 days."""
RENEWED_BEFORE_DAYS: Final = 60


def folder_of(data: Path) -> Path:
    """The folder of the certificate that goes with a data folder: beside it, since a restored backup replaces that one."""
    return data.absolute().parent / FOLDER


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority's certificate as PEM, and the SHA-256 that every system shows of it, `AB:CD:…`."""

    pem: str
    fingerprint: str
