"""Reads the settings: a TOML file; environment variables go before it, command line options before both."""

import os
import tomllib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from server.config.complaints import sentences
from server.config.settings import Settings

_DATA: Final = Path(__file__).parent / "data"
DEFAULT_FILE: Final = _DATA / "centre.toml"
DEFAULT_CATALOGUE: Final = _DATA / "procedures.csv"
PLAIN_WORDS: Final = _DATA / "plain_words.csv"
ELSEWHERE: Final = _DATA / "elsewhere.csv"

_MACHINE: Final = "server"
"""The part that is the machine's own."""
ENVIRONMENT: Final[Mapping[str, tuple[str, str]]] = {
    "GOISO_DATA": ("server", "data"),
    "GOISO_RELEASE": ("server", "release"),
    "GOISO_HOST": ("server", "host"),
    "GOISO_PORT": ("server", "port"),
    "GOISO_SOCKETS": ("server", "sockets"),
    "GOISO_PUBLIC_URL": ("server", "public_url"),
    "GOISO_TRUSTED_PROXIES": ("server", "trusted_proxies"),
    "GOISO_PRINTER": ("server", "printer"),
    "GOISO_PRINTER_WIDTH": ("server", "printer_width"),
}


class BadSettings(Exception):
    """Invalid settings; the text names each wrong one and what it should be, in Vietnamese and English."""


def load(file: Path | None, environment: Mapping[str, str] = os.environ, **overrides: Any) -> Settings:
    """The settings of a TOML file, then the environment, then `overrides`.

    Without a file, or if it sets nothing of the centre, the default centre is used. In `overrides` a double underscore stands for a dot: `server__port=8000`. Raises `BadSettings`.
    """
    found = _tables(file) if file else {}
    if not _of_the_centre(found):
        found = _tables(DEFAULT_FILE) | found
    for name in environment:
        if name.startswith("GOISO_") and name not in ENVIRONMENT:
            raise BadSettings(f"{name}: no such setting; known are {', '.join(sorted(ENVIRONMENT))}")
    given = {"__".join(ENVIRONMENT[name]): environment[name] for name in ENVIRONMENT if name in environment}
    for dotted, value in (given | overrides).items():
        part, name = dotted.split("__")
        table = found.setdefault(part, {})
        if isinstance(table, dict):  # one that is no table is named below
            table[name] = value
    try:
        return Settings.model_validate(found)
    except ValidationError as error:
        raise BadSettings(sentences(error)) from error


def sets_a_centre(file: Path) -> bool:
    """Whether a file sets anything of the centre and not only of the machine. Raises `BadSettings`."""
    return bool(_of_the_centre(_tables(file)))


def _of_the_centre(found: Mapping[str, Any]) -> set[str]:
    return found.keys() - {_MACHINE}


def _tables(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(file.read_bytes()))
    except UnicodeDecodeError as error:
        raise BadSettings(
            f"{file}: không phải UTF-8, hãy lưu lại dạng UTF-8 · not UTF-8, save it as UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(
            f"{file}: viết sai dạng TOML ở dòng (line) và cột (column) nêu sau đây; sửa rồi chạy lại."
            f" Chữ phải trong dấu ngoặc kép, tên mục trong [ngoặc vuông]. · It is no TOML: {error}"
        ) from error
    except OSError as error:
        raise BadSettings(f"{file}: {error}") from error


def _text(written: bytes) -> str:
    """A file's text, also if a Windows editor saved it with a byte order mark, or as UTF-16 with one."""
    encoding = "utf-16" if written.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    return written.decode(encoding)
