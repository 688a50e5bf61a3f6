"""A printer on USB."""

from dataclasses import dataclass
from typing import Any

import usb.core  # type: ignore[import-untyped]
import usb.util  # type: ignore[import-untyped]

from kiosk.printers.address import Address
from kiosk.printers.library import Usb
from kiosk.printers.line import LineError, chunks

_CHUNK = 4096
_READ = 64
_STRAY_MS = 10


class _GentleUsb(Usb):  # type: ignore[misc]
    def _configure_usb(self) -> None:
        """Configure without python-escpos' reset: it would wipe a slip that the printer still holds."""
        try:
            self.device.get_active_configuration()
        except usb.core.USBError:
            self.device.set_configuration()


@dataclass(frozen=True, slots=True)
class _Which:
    """Chooses one of several printers of one model: by serial number, by bus and port, or both."""

    serial: str
    port: str

    def __call__(self, device: Any) -> bool:
        return self.port in ("", _port_of(device)) and self.serial in ("", _serial_of(device))


def _port_of(device: Any) -> str:
    """Where a device is plugged in, as Linux names it: `1-2.4`."""
    return f"{device.bus}-{'.'.join(str(number) for number in device.port_numbers or ())}"


def _serial_of(device: Any) -> str:
    """A device's serial number; "?", which matches none, if it may not be read."""
    try:
        return str(device.serial_number or "")
    except (usb.core.USBError, ValueError, NotImplementedError):
        return "?"


class UsbLine:
    """A USB printer through python-escpos, which takes it from the kernel's own printer driver."""

    def __init__(self, address: Address) -> None:
        self.answers = address.answers
        self._patience_ms = round(address.timeout_s * 1000)
        ids: dict[str, Any] = {"idVendor": address.vendor, "idProduct": address.product}
        if address.serial or address.usb_port:
            ids["custom_match"] = _Which(address.serial, address.usb_port)
        self._printer = _GentleUsb(usb_args=ids, timeout=self._patience_ms)

    def open(self) -> None:
        """Find the printer and its two ends, and drop what it said before. Raises `LineError`."""
        try:
            self._printer.open()
            self._find_ends()
            self._forget()
        # Anything: pyusb raises ValueError without its system library, KeyError for strange devices.
        except Exception as gone:
            self.close()
            raise LineError(str(gone)) from gone

    def _find_ends(self) -> None:
        """Take the bulk endpoints from the printer: their numbers differ from model to model."""
        interface = self._printer.device.get_active_configuration()[0, 0]
        self._printer.out_ep = _bulk(interface, usb.util.ENDPOINT_OUT)
        if self.answers:
            self._printer.in_ep = _bulk(interface, usb.util.ENDPOINT_IN)

    def _forget(self) -> None:
        if self.answers:
            while self._read(_STRAY_MS):
                pass

    def send(self, data: bytes) -> None:
        """Send all of it. Raises `LineError`."""
        try:
            for chunk in chunks(data, _CHUNK):
                self._printer._raw(chunk)  # noqa: SLF001 -- its documented way for raw bytes
        except usb.core.USBError as broken:
            raise LineError(str(broken)) from broken

    def receive(self, within_s: float) -> bytes:
        """Wait for bytes; returns none if the time is over or the printer is gone."""
        try:
            return self._read(max(1, round(within_s * 1000)))
        except usb.core.USBError:
            return b""

    def _read(self, within_ms: int) -> bytes:
        try:
            return bytes(self._printer.device.read(self._printer.in_ep, _READ, within_ms))
        except usb.core.USBTimeoutError:
            return b""

    def close(self) -> None:
        """Let go of the printer."""
        if self._printer._device:  # noqa: SLF001 -- reading .device would open it
            self._printer.close()


def _bulk(interface: Any, direction: int) -> int:
    for end in interface:
        address = int(end.bEndpointAddress)
        bulk = usb.util.endpoint_type(end.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK
        if bulk and usb.util.endpoint_direction(address) == direction:
            return address
    raise LineError("the device has no printer's endpoints; with answers=no it needs no way back")
