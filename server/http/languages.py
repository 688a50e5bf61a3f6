"""Further languages: one gettext file each, shipped or dropped in; no code knows which."""

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
"""The text ("this language") whose translation is what the language calls itself, on its button."""
_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PLACEHOLDER: Final = re.compile(r"%\(\w+\)s|\{\w+\}")
_BRACE: Final = re.compile(r"[{}]")
_BUILT_IN: Final = frozenset({VIETNAMESE.tag, ENGLISH.tag})
_log = structlog.get_logger(__name__)


def further_languages(dropped: Path) -> tuple[Language, ...]:
    """Every language besides Vietnamese and English: those shipped, then `*.po` of the folder `dropped`.

    What is dropped in for a shipped language goes before its texts. A file that cannot be read is logged and left
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
    """Of what comes with the product, which does not change while it runs, the build's compiled file: it is read in no time."""
    with path.with_suffix(".mo").open("rb") as file:
        return dict(_usable(path, read_mo(file)))


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def _usable(path: Path, messages: Catalog) -> Iterable[tuple[str, str]]:
    """The texts that are translated, surely, and with every `{name}` of their source and no other brace."""
    for message in messages:
        text, said = message.id, message.string
        if not (isinstance(text, str) and isinstance(said, str) and text and said) or message.fuzzy:
            continue
        if _placeholders(text) == _placeholders(said):
            yield text, said
        else:
            _log.warning("translation_left_out", file=str(path), why="its {names} differ", text=text)


def _placeholders(text: str) -> list[str]:
    """What is filled in, and each brace besides, which could not be: in order of the alphabet."""
    return sorted([*_PLACEHOLDER.findall(text), *_BRACE.findall(_PLACEHOLDER.sub("", text))])
