"""The Gọi Số server: rules, storage, API, pages and live updates of one service centre."""

import sys
from importlib.metadata import PackageNotFoundError, version

# structlog draws tracebacks with rich when it finds it: 3 MB that a ward's small machine has better use for.
sys.modules.setdefault("rich", None)  # type: ignore[arg-type]

try:
    __version__ = version("goiso")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0.0.0"
