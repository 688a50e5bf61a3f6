"""Pictures to compare with.

`GOISO_UPDATE_GOLDEN=1 pytest tests/kiosk` draws them anew; look at them before committing.
"""

import os
from pathlib import Path

from PIL import Image, ImageChops, features
from PIL.PngImagePlugin import PngInfo

_ENGINE = f"FreeType {features.version('freetype2')}"
_OTHER_ENGINE_SHARE = 0.005


def assert_golden(image: Image.Image, path: Path) -> None:
    """Compare dot for dot.

    A picture tells which FreeType drew it; another one may place the edge of a letter differently, so it is
    allowed half a percent of the dots.
    """
    if os.environ.get("GOISO_UPDATE_GOLDEN"):
        _save(image, path)
    golden = Image.open(path)
    assert image.size == golden.size, f"{path.name} is {golden.size}, the slip is {image.size}"
    share = 0 if golden.info["engine"] == _ENGINE else _OTHER_ENGINE_SHARE
    different = differing_dots(image, golden)
    assert different <= share * image.width * image.height, f"{different} dots differ from {path.name}"


def differing_dots(one: Image.Image, other: Image.Image) -> int:
    """Count the dots in which two pictures of one size differ."""
    return ImageChops.logical_xor(one.convert("1"), other.convert("1")).histogram()[255]


def _save(image: Image.Image, path: Path) -> None:
    about = PngInfo()
    about.add_text("engine", _ENGINE)
    path.parent.mkdir(exist_ok=True)
    image.save(path, pnginfo=about, optimize=True)
