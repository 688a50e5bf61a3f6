"""The centre's logo for slips."""

from kiosk.filling import Logo
from server.service.context import Context
from server.service.settings.logos import logo_file


def logo_of(context: Context) -> Logo:
    """The picture at the address that pages use; `None` if it cannot be read."""

    def read(address: str) -> bytes | None:
        path = logo_file(context, address.rpartition("/")[2])
        try:
            return None if path is None else path.read_bytes()
        except OSError:
            return None

    return read
