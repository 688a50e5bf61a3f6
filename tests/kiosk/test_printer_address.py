"""A printer's address is read in full or refused with the reason."""

import pytest

from kiosk.printer import PrinterUrlError, connect
from kiosk.printers.address import Address, in_full, parse


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("network://192.168.1.50", Address("network", host="192.168.1.50")),
        (
            "network://printer.local:9101?timeout=2.5&confirm=20",
            Address("network", host="printer.local", port=9101, timeout_s=2.5, confirm_s=20),
        ),
        ("usb://04b8:0e15", Address("usb", vendor=0x04B8, product=0x0E15)),
        ("serial:///dev/ttyUSB0?baud=9600", Address("serial", path="/dev/ttyUSB0", baud=9600)),
        ("serial:///dev/ttyS0?answers=no", Address("serial", path="/dev/ttyS0", answers=False)),
        ("file:///dev/usb/lp0", Address("file", path="/dev/usb/lp0", answers=False)),
        ("virtual:", Address("virtual")),
        (" virtual: ", Address("virtual")),
        ("192.168.1.50", Address("network", host="192.168.1.50")),
        (" 192.168.1.50:9101 ", Address("network", host="192.168.1.50", port=9101)),
    ],
)
def test_it_reads(url: str, address: Address) -> None:
    """What is not given has a default."""
    assert parse(url) == address


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "must begin with one of network, usb"),
        ("192.168.1", "must begin with one of"),
        ("192.168.1.50:99999", "cannot be read"),
        ("192.168.1.50/x", "must begin with one of"),
        ("tcp://192.168.1.50", "must begin with one of"),
        ("network://", "host is missing"),
        ("network://:9100", "host is missing"),
        ("network://a:99999", "cannot be read"),
        ("network://a:port", "cannot be read"),
        ("network://a?timeout=soon", "cannot be read"),
        ("network://a?timeout=0", "more than 0"),
        ("network://a?timeout=nan", "more than 0"),
        ("network://a?confirm=61", "at most 60"),
        ("network://a?speed=9", "unknown option 'speed'"),
        ("network://a?answers=maybe", "answers is yes or no"),
        ("usb://04b8", "two hexadecimal numbers"),
        ("usb://04b8:0e15:1", "two hexadecimal numbers"),
        ("usb://epson:tm", "two hexadecimal numbers"),
        ("serial://dev/ttyUSB0", "three slashes"),
        ("serial:///dev/ttyUSB0?baud=fast", "cannot be read"),
        ("serial:///dev/ttyUSB0?baud=0", "baud is more than 0"),
        ("file:///", "device is missing"),
    ],
)
def test_it_refuses_and_says_why(url: str, why: str) -> None:
    """The message names the address."""
    with pytest.raises(PrinterUrlError, match=why) as refused:
        parse(url)
    assert repr(url) in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("192.168.1.50", "network://192.168.1.50:9100"),
        (" 192.168.1.50 ", "network://192.168.1.50:9100"),
        ("192.168.1.50:9101", "network://192.168.1.50:9101"),
        ("network://192.168.1.50", "network://192.168.1.50"),
        ("usb://04b8:0e15", "usb://04b8:0e15"),
    ],
)
def test_an_ip_address_alone_is_a_printer_in_the_network(typed: str, kept: str) -> None:
    """It is kept as it would have been written in full."""
    assert in_full(typed) == kept


def test_paper_of_another_width_is_refused() -> None:
    """A row of dots is whole bytes."""
    with pytest.raises(ValueError, match="576 or 384"):
        connect("virtual:", 513)
