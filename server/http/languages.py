"""Further languages: one gettext file each, shipped or added by the centre; the code names none of them."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import structlog
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import PoFileError, read_po

from server.core.texts import ENGLISH, VIETNAMESE, Language

SHIPPED: Final = Path(__file__).parent / "translations"
OWN_NAME: Final = "Ngôn ngữ này"
"""The text ("this language") whose translation is the language's own name, for its button."""
_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PLACEHOLDER: Final = re.compile(r"%\(\w+\)s|\{\w+\}")
_BRACE: Final = re.compile(r"[{}]")
_BUILT_IN: Final = frozenset({VIETNAMESE.tag, ENGLISH.tag})
_log = structlog.get_logger(__name__)


def further_languages(dropped: Path) -> tuple[Language, ...]:
    """Every language besides Vietnamese and English: the shipped ones, then `*.po` in the folder `dropped`.

    Texts added for a shipped language replace its own. An unreadable file is logged and left
    out: the centre opens without it.
    """
    texts: dict[str, dict[str, str]] = {}
    for tag, path in _files(dropped):
        try:
            if not (found := _shipped(path) if SHIPPED in path.parents else _texts(path)):
                raise ValueError("nothing in it is translated")  # noqa: TRY301 - as good as unreadable
        except (OSError, ValueError, PoFileError) as error:
            _log.warning("translation_left_out", file=str(path), why=str(error))
            continue
        texts.setdefault(tag, {}).update(found)
    return tuple(Language(tag, found.get(OWN_NAME, tag), found) for tag, found in texts.items())


def _files(dropped: Path) -> Iterator[tuple[str, Path]]:
    shipped = ((path.parents[1].name, path) for path in sorted(SHIPPED.glob("*/LC_MESSAGES/messages.po")))
    added = ((path.stem, path) for path in sorted(dropped.glob("*.po")))
    for name, path in (*shipped, *added):
        tag = name.replace("_", "-")
        if not _TAG.fullmatch(tag):
            _log.warning(
                "translation_left_out", file=str(path), why="its name is no language's tag, like fr or pt_BR"
            )
        elif tag not in _BUILT_IN:
            yield tag, path
        elif path.parent == dropped:
            _log.warning("translation_left_out", file=str(path), why="this language is built in")


def _texts(path: Path) -> dict[str, str]:
    return dict(_usable(path, _read(path)))


@cache
def _shipped(path: Path) -> dict[str, str]:
    """A shipped language from its compiled file: it does not change while the program runs, and reads fast."""
    with path.with_suffix(".mo").open("rb") as file:
        return dict(_usable(path, read_mo(file)))


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def _usable(path: Path, messages: Catalog) -> Iterable[tuple[str, str]]:
    """The translated texts that are not fuzzy and have every `{name}` of their source and no other brace."""
    for message in messages:
        text, said = message.id, message.string
        if not (isinstance(text, str) and isinstance(said, str) and text and said) or message.fuzzy:
            continue
        if _placeholders(text) == _placeholders(said):
            yield text, said
        else:
            _log.warning("translation_left_out", file=str(path), why="its {names} differ", text=text)


def _placeholders(text: str) -> list[str]:
    """The names to fill in, and every other brace, in alphabetical order."""
    return sorted([*_PLACEHOLDER.findall(text), *_BRACE.findall(_PLACEHOLDER.sub("", text))])
