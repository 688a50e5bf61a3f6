"""python-escpos, loaded without what its import leaves behind.

The import makes a temporary folder with a pickle in it for every process, and gives the root logger a
handler, which would double every line of our own log.
"""

import logging
import os
import shutil
from typing import Any


def _load() -> tuple[Any, Any]:
    handlers = list(logging.root.handlers)
    from escpos import capabilities, exceptions, printer  # type: ignore[import-untyped] # noqa: PLC0415

    if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
        shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)
    logging.root.handlers[:] = handlers
    return printer, exceptions


_printers, _exceptions = _load()

DeviceNotFoundError: type[Exception] = _exceptions.DeviceNotFoundError
Network: Any = _printers.Network
Serial: Any = _printers.Serial
Usb: Any = _printers.Usb
