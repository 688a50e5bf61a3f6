"""The right kind of line for an address; a kind's library is loaded only when it is used."""

from kiosk.printers.address import Address
from kiosk.printers.line import PrinterLine


def line_to(address: Address) -> PrinterLine:
    """The line to a printer, not opened yet."""
    if address.scheme == "network":
        from kiosk.printers.network import NetworkLine  # noqa: PLC0415

        return NetworkLine(address)
    if address.scheme == "usb":
        from kiosk.printers.usb import UsbLine  # noqa: PLC0415

        return UsbLine(address)
    if address.scheme == "serial":
        from kiosk.printers.serial import SerialLine  # noqa: PLC0415

        return SerialLine(address)
    from kiosk.printers.file import FileLine  # noqa: PLC0415

    return FileLine(address)
