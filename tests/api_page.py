"""The catalogue of errors in docs/api.md, from the product's own: `python -m tests.api_page` writes it."""

import re
from pathlib import Path
from typing import Final

from server.core.refusals.catalogue import CATALOGUE

PAGE: Final = Path(__file__).parent.parent / "docs" / "api.md"
_BEGIN: Final = "<!-- catalogue: written by `python -m tests.api_page` -->\n"
_END: Final = "<!-- end of the catalogue -->"
_BETWEEN: Final = re.compile(f"(?<={re.escape(_BEGIN)}).*?(?={re.escape(_END)})", re.DOTALL)


def catalogue() -> str:
    """Every code by its status: what is wrong, and what to do."""
    kinds = sorted(CATALOGUE.items(), key=lambda known: (known[1].status, known[0]))
    rows = (f"| {kind.status} | `{code}` | {kind.detail.en} | {kind.action.en} |" for code, kind in kinds)
    return "\n".join(("| status | code | what is wrong | what to do |", "|---|---|---|---|", *rows, ""))


def written() -> str:
    """The catalogue as the page has it."""
    found = _BETWEEN.search(PAGE.read_text(encoding="utf-8"))
    assert found, "the page has no place for the catalogue"
    return found[0]


def write() -> None:
    """Bring the page up to date."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(_BETWEEN.sub(lambda _: catalogue(), page), encoding="utf-8")


if __name__ == "__main__":
    write()
