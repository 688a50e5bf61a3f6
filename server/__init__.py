"""The Gọi Số server: rules, storage, API, pages and live updates of one service centre."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("goiso")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0.0.0"
