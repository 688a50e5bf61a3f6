"""The texts of the product, gathered for translators: `make messages` brings the .po files up to date.

Pages mark theirs with gettext (`_()`, `both()`): the English file has them all, the further languages those of pages
that can be read in them. A pair in Python, `BothTexts("…", "…")` or `{"vi": "…", "en": "…"}`, brings its English along:
it is in the files of the further languages alone.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po
from babel.util import pathmatch

from tests.guards.tree import ROOT, files, name, parsed

TRANSLATIONS: Final = ROOT / "server" / "http" / "translations"
ENGLISH: Final = TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po"
ROOMS: Final = ("kiosk", "display", "server")
KEYWORDS: Final = {**DEFAULT_KEYWORDS, "both": None}
FURTHER: Final = ("templates/kiosk/", "templates/rating/", "templates/components/")
"""The pages that can be read in a further language, with the parts that they are made of."""
_PAIR: Final = ["vi", "en"]

Found = tuple[str, str]
"""A file, from the root on, and a Vietnamese text in it."""


@cache
def marked() -> tuple[Found, ...]:
    """Everything marked with gettext, by the project's own mapping."""
    return tuple(_marked())


def _marked() -> Iterator[Found]:
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, _ = parse_mapping_cfg(mapping)
    for path in files(".py", ".html"):
        for pattern, method in methods:
            if pathmatch(pattern, name(path)):
                texts = extract_from_file(method, path, keywords=KEYWORDS, options={"encoding": "utf-8"})
                yield from ((name(path), str(text)) for _, text, _, _ in texts)


@cache
def pairs() -> tuple[tuple[str, str, str], ...]:
    """The file, the Vietnamese and the English of every pair in Python."""
    modules = (path for path in files(".py") if name(path).partition("/")[0] in ROOMS)
    return tuple((name(path), *pair) for path in modules for pair in pairs_of(parsed(path)))


def pairs_of(module: ast.Module) -> Iterator[tuple[str, str]]:
    """The pairs of one module; the English is empty where it depends on a number ("1 person", "2 people").

    Raises `ValueError` for a `BothTexts` that is put together as it runs: no translator would see it.
    """
    for node in ast.walk(module):
        match node:
            case ast.Call(func=ast.Name(id="BothTexts"), args=[vietnamese, english]):
                if not (text := _written(vietnamese)):
                    raise ValueError(f"written out, with {{names}} to be filled: {ast.unparse(node)}")
                yield text, _written(english)
            case ast.Dict(keys=keys, values=[vietnamese, english]) if _names(keys) == _PAIR:
                if text := _written(vietnamese):
                    yield text, _written(english)


def _names(keys: Iterable[ast.expr | None]) -> list[str]:
    return ["" if key is None else _written(key) for key in keys]


def _written(text: ast.expr) -> str:
    return text.value if isinstance(text, ast.Constant) and isinstance(text.value, str) else ""


def updated(file: Path, found: Iterable[Found], english: Mapping[str, str]) -> bytes:
    """One .po brought up to date: sorted, each text with the files it stands in and what it is in `english`.

    New texts come untranslated, those that are gone go; one with a translator's comment stays whatever holds it: it is a
    name from the settings, or what the language calls itself.
    """
    with file.open("rb") as old:
        known = read_po(old)
    fresh = Catalog(locale=known.locale)
    for message in known:
        if message.id and message.user_comments:
            fresh.add(message.id, message.string, user_comments=message.user_comments)
    for place, text in sorted(set(found)):
        before = known.get(text) or Message(text)
        comments = [f"English: {english[text]}"] if english.get(text) else []
        flags = before.flags & {"fuzzy"}
        fresh.add(text, before.string, [(place, None)], flags, comments, before.user_comments)
    new = BytesIO()
    new.write(_head(file.read_text(encoding="utf-8")).encode())
    write_po(new, fresh, width=0, omit_header=True, sort_output=True, include_lineno=False)
    return new.getvalue()


def _head(text: str) -> str:
    """The header of a .po as it is, with the empty line after it; nothing where it has none."""
    first, gap, _ = text.partition("\n\n")
    return first + gap if 'msgid ""\nmsgstr ""\n' in first else ""


def for_further(templates: Iterable[Found], python: Iterable[tuple[str, str, str]]) -> list[Found]:
    """What a further language can be shown: the kiosk's page, and every pair in Python."""
    shown = [(place, text) for place, text in templates if place.startswith(FURTHER)]
    return [*shown, *((place, vietnamese) for place, vietnamese, _ in python)]


def all_updated() -> Iterator[tuple[Path, bytes]]:
    """Every .po brought up to date; the further languages quote the English."""
    yield ENGLISH, updated(ENGLISH, marked(), {})
    with ENGLISH.open("rb") as file:
        english = {str(m.id): str(m.string) for m in read_po(file) if m.id}
    english |= {vietnamese: said for _, vietnamese, said in pairs()}
    for file in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po")):
        if file != ENGLISH:
            yield file, updated(file, for_further(marked(), pairs()), english)


def main() -> None:
    """Write every .po anew."""
    for file, content in all_updated():
        file.write_bytes(content)


if __name__ == "__main__":
    main()
