"""Where a printer is: its address as people write it, checked.

    network://HOST[:9100]      a printer with its own network socket; of an IP address the numbers alone are enough
    usb://VENDOR:PRODUCT       two hexadecimal numbers, as lsusb shows them
    serial:///dev/ttyUSB0      a serial line
    file:///dev/usb/lp0        a device file that is only written to
    virtual:                   no printer: slips are kept in memory

Options, after a question mark:

    timeout=3     seconds to wait for a connection, for room in the printer's buffer, for a status (default 3)
    confirm=10    seconds to wait until the printer says that the slip is done (default 10)
    answers=no    the printer never answers: do not ask, and take "sent" for "printed" (files never answer)
    baud=19200    serial only (default 19200)
    serial=X      usb only: of several printers of one model, the one with this serial number
    port=1-2      usb only: the one at this bus and port, as `lsusb -t` or `ls /sys/bus/usb/devices` shows them
"""

import re
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import SplitResult, parse_qsl, urlsplit

Scheme = Literal["network", "usb", "serial", "file", "virtual"]

_DEFAULTS = {"timeout": "3", "confirm": "10", "answers": "yes", "baud": "19200", "serial": "", "port": ""}
_LONGEST_S = 60.0
_USB_PORT = re.compile(r"[0-9]+-[0-9]+(\.[0-9]+)*")
_PORT = 9100
_NUMBERS = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3}){3}(:[0-9]{1,5})?")


class PrinterUrlError(ValueError):
    """An invalid printer's address; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Address:
    """A checked address. Host and port are set for network, vendor and product for usb, path for the rest."""

    scheme: Scheme
    host: str = ""
    port: int = _PORT
    vendor: int = 0
    product: int = 0
    path: str = ""
    timeout_s: float = 3.0
    confirm_s: float = 10.0
    answers: bool = True
    baud: int = 19200
    serial: str = ""
    usb_port: str = ""


def in_full(url: str) -> str:
    """The address in full: an IP address alone, with or without its port, means a network printer."""
    said = url.strip()
    if not _NUMBERS.fullmatch(said):
        return url
    return f"network://{said}" if ":" in said else f"network://{said}:{_PORT}"


def parse(url: str) -> Address:
    """A printer's address, read. Raises `PrinterUrlError`."""
    try:
        parts = urlsplit(in_full(url).strip())
        return _address(parts, _options(parts.query))
    except PrinterUrlError as wrong:
        raise PrinterUrlError(f"printer address {url!r}: {wrong}") from None
    except ValueError as wrong:
        raise PrinterUrlError(f"printer address {url!r} cannot be read: {wrong}") from wrong


def _address(parts: SplitResult, options: dict[str, str]) -> Address:
    scheme = _scheme(parts.scheme)
    host, port = _host(parts) if scheme == "network" else ("", _PORT)
    vendor, product = _usb_ids(parts.netloc) if scheme == "usb" else (0, 0)
    _must_be_usbs(scheme, options)
    return Address(
        scheme=scheme,
        host=host,
        port=port,
        vendor=vendor,
        product=product,
        path=_path(parts) if scheme in {"serial", "file"} else "",
        timeout_s=_seconds("timeout", options),
        confirm_s=_seconds("confirm", options),
        answers=_yes_or_no("answers", options) and scheme != "file",
        baud=_baud(options),
        serial=options["serial"],
        usb_port=options["port"],
    )


def _scheme(given: str) -> Scheme:
    schemes: tuple[Scheme, ...] = get_args(Scheme)
    for scheme in schemes:
        if given == scheme:
            return scheme
    raise PrinterUrlError(f"it must begin with one of {', '.join(schemes)}")


def _options(query: str) -> dict[str, str]:
    given = dict(parse_qsl(query, keep_blank_values=True))
    if strange := given.keys() - _DEFAULTS.keys():
        raise PrinterUrlError(f"unknown option {min(strange)!r}; known are {', '.join(_DEFAULTS)}")
    return _DEFAULTS | given


def _host(parts: SplitResult) -> tuple[str, int]:
    if not parts.hostname:
        raise PrinterUrlError("the host is missing, as in network://192.168.1.50:9100")
    return parts.hostname, parts.port or _PORT


def _usb_ids(ids: str) -> tuple[int, int]:
    try:
        vendor, product = (int(part, 16) for part in ids.split(":"))
    except ValueError:
        raise PrinterUrlError("usb needs two hexadecimal numbers, as in usb://04b8:0e15") from None
    return vendor, product


def _must_be_usbs(scheme: str, options: dict[str, str]) -> None:
    for option in ("serial", "port"):
        if options[option] and scheme != "usb":
            raise PrinterUrlError(f"{option} is for usb only")
    if options["port"] and not _USB_PORT.fullmatch(options["port"]):
        raise PrinterUrlError("port is a bus and a port, as in port=1-2 or port=1-2.4")


def _path(parts: SplitResult) -> str:
    if parts.netloc or not parts.path.strip("/"):
        raise PrinterUrlError(f"the device is missing, as in {parts.scheme}:///dev/usb/lp0 (three slashes)")
    return parts.path


def _seconds(option: str, options: dict[str, str]) -> float:
    seconds = float(options[option])
    if not 0 < seconds <= _LONGEST_S:
        raise PrinterUrlError(f"{option} is more than 0 and at most {_LONGEST_S:g} seconds")
    return seconds


def _yes_or_no(option: str, options: dict[str, str]) -> bool:
    if options[option] not in {"yes", "no"}:
        raise PrinterUrlError(f"{option} is yes or no")
    return options[option] == "yes"


def _baud(options: dict[str, str]) -> int:
    baud = int(options["baud"])
    if baud <= 0:
        raise PrinterUrlError("baud is more than 0")
    return baud
