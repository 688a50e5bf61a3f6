"""What a report's page shows: its rows, cells and links."""

import html
import re

WEEK = "from=2026-11-23&to=2026-11-25"
ROW = re.compile(r'<tr data-key="([^"]*)">(.*?)</tr>', re.DOTALL)
CELL = re.compile(r'data-name="(\w+)" data-value="([^"]*)"')


def rows(page: str) -> dict[str, dict[str, str]]:
    """The page's cells by the row's key ("" is the total) and the figure's name."""
    found: dict[str, dict[str, str]] = {}
    for key, row in ROW.findall(page):
        found.setdefault(html.unescape(key), {}).update(CELL.findall(row))
    return found


def links(page: str, start: str) -> list[str]:
    return [html.unescape(href) for href in re.findall(rf'href="({re.escape(start)}[^"]*)"', page)]
