"""The pictures that the README shows are there, and a script takes each of them."""

import re
from pathlib import Path

from tests import screen_pictures
from tests.pictures import FOLDER, PICTURES

README = Path(__file__).parents[2] / "README.md"


def test_every_picture_of_the_readme_is_there_and_can_be_taken_again() -> None:
    shown = re.findall(r"docs/pictures/([a-z-]+)\.png", README.read_text(encoding="utf-8"))
    assert len(shown) >= 4
    assert set(shown) <= set(PICTURES)


def test_the_folder_holds_what_the_script_takes_and_nothing_else() -> None:
    assert {file.stem for file in FOLDER.glob("*.png")} == set(PICTURES)


def test_the_layouts_pictures_are_those_that_their_page_shows_and_small() -> None:
    page = (README.parent / "docs" / "layouts.md").read_text(encoding="utf-8")
    assert set(re.findall(r"pictures/screens/([a-z0-9-]+)\.png", page)) == set(screen_pictures.PICTURES)
    files = {file.stem: file.stat().st_size for file in screen_pictures.FOLDER.glob("*.png")}
    assert set(files) == set(screen_pictures.PICTURES)
    assert max(files.values()) <= 150_000
