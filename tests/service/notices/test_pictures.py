"""What a picture takes of the machine's memory while it is made ready for screens."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from server.core.refusal import Refusal
from server.service.notices.pictures import MOST_BYTES, write_anew

ALLOCATORS = 1.02
"""What the C library takes for itself is a little more at one time than at another."""
# In a process of its own: the highest mark of memory is for the whole life of one.
_MEASURED = """
import re, sys
from pathlib import Path
from PIL import BmpImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin
from server.core.refusal import Refusal
from server.service.notices.pictures import write_anew

def high():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) * 1024

before = high()
try:
    told = write_anew(Path(sys.argv[1]), Path(sys.argv[2]))
except Refusal as refusal:
    told = refusal.code
print(told, high() - before)
"""


def taken(tmp_path: Path, picture: Image.Image, name: str, **how: object) -> tuple[str, int]:
    """What became of a picture, and the bytes that it took at most."""
    came = tmp_path / name
    picture.save(came, **how)
    command = [sys.executable, "-c", _MEASURED, str(came), str(tmp_path / "clean")]
    told, most = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return told, int(most)


def test_a_picture_of_8000_by_8000_is_refused_by_its_head_alone(tmp_path: Path) -> None:
    told, most = taken(tmp_path, Image.new("RGBA", (8000, 8000), "red"), "a.png", compress_level=1)
    assert told == "picture_too_large"
    assert most < 16 * 1024 * 1024


def test_the_refusal_says_how_large_one_may_be(tmp_path: Path) -> None:
    came = tmp_path / "a.png"
    Image.new("L", (8000, 8000)).save(came, compress_level=1)
    with pytest.raises(Refusal, match="more than 20 million pixels"):
        write_anew(came, tmp_path / "clean")


@pytest.mark.parametrize(
    ("name", "mode", "size", "how"),
    [
        ("clear.png", "RGBA", (5400, 3800), {"compress_level": 1}),
        ("grey.png", "L", (5400, 3800), {"compress_level": 1}),
        ("plain.bmp", "RGB", (5400, 3800), {}),
        ("photograph.jpg", "RGB", (8000, 8000), {"quality": 30}),
        ("smaller.jpg", "RGB", (6000, 4900), {"quality": 30}),
        ("progressive.jpg", "RGB", (4400, 4000), {"quality": 30, "progressive": True}),
    ],
)
def test_the_largest_that_is_taken_stays_within_256_mb(
    tmp_path: Path, name: str, mode: str, size: tuple[int, int], how: dict[str, object]
) -> None:
    told, most = taken(tmp_path, Image.new(mode, size), name, **how)
    assert told in {"png", "jpg"}
    assert most <= MOST_BYTES * ALLOCATORS


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_as_its_camera_held_it(tmp_path: Path, orientation: int) -> None:
    upright = Image.new("RGB", (64, 32), "white")
    upright.paste("red", (0, 0, 16, 16))
    exif = Image.Exif()
    exif[0x0112] = orientation
    came = tmp_path / "a.png"
    upright.save(came, exif=exif)
    write_anew(came, tmp_path / "clean")
    with Image.open(came) as as_it_came, Image.open(tmp_path / "clean") as clean:
        wanted = ImageOps.exif_transpose(as_it_came)
        assert clean.size == wanted.size
        assert clean.convert("RGB").tobytes() == wanted.convert("RGB").tobytes()
