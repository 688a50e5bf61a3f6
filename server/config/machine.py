"""Settings of the machine: where it listens, where it keeps its data (a change needs a restart), and the printer."""

import sys
from pathlib import Path
from typing import Any

from pydantic import Field, IPvAnyNetwork, field_validator

from kiosk.printers.address import PrinterUrlError, in_full
from kiosk.printers.address import parse as printer_address
from server.config.part import Part, unusable


def _readable(url: str | None) -> str | None:
    if url is None:
        return None
    try:
        printer_address(url)
    except PrinterUrlError as error:
        raise unusable(
            f"không phải địa chỉ máy in: {url!r}; ghi như network://192.168.1.50:9100", str(error)
        ) from error
    return in_full(url)


class PrinterPart(Part):
    """`[printer]`: where slips are printed; without `url` nothing is printed here."""

    url: str | None = None
    width: int = Field(default=576, ge=256, le=1280, multiple_of=8)

    @field_validator("url")
    @classmethod
    def _readable(cls, url: str | None) -> str | None:
        return _readable(url)


class ServerPart(Part):
    """`[server]`: the machine's own settings. If given, `printer` and `printer_width` replace `[printer]`."""

    host: str = "0.0.0.0"  # noqa: S104 - a hall's screens and kiosks are other machines
    port: int = Field(default=8000, ge=1, le=65535)
    data: Path = Path("data")
    release: Path = Path(sys.prefix) / "share/goiso/release"
    public_url: str | None = Field(default=None, pattern=r"^https?://[^/]+$")
    trusted_proxies: tuple[IPvAnyNetwork, ...] = ()
    sockets: int = Field(default=250, ge=1, le=1000)
    printer: str | None = None
    printer_width: int | None = Field(default=None, ge=256, le=1280, multiple_of=8)

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _in_a_row(cls, named: Any) -> Any:
        return [one.strip() for one in named.split(",")] if isinstance(named, str) else named

    @field_validator("trusted_proxies")
    @classmethod
    def _not_everybody(cls, networks: tuple[IPvAnyNetwork, ...]) -> tuple[IPvAnyNetwork, ...]:
        for network in networks:
            if not network.prefixlen:
                raise unusable(
                    f"{network} là mọi máy: ghi đúng địa chỉ của proxy",
                    f"{network} is everybody: name the proxy's own address",
                )
        return networks

    @field_validator("printer")
    @classmethod
    def _readable(cls, url: str | None) -> str | None:
        return _readable(url)

    @field_validator("printer_width", mode="before")
    @classmethod
    def _from_text(cls, width: Any) -> Any:
        return int(width) if isinstance(width, str) and width.isdecimal() else width

    def in_place_of(self, printer: PrinterPart) -> PrinterPart:
        """The printer of this machine with its width, if one is given here."""
        if self.printer is None and self.printer_width is None:
            return printer
        return PrinterPart(url=self.printer or printer.url, width=self.printer_width or printer.width)
