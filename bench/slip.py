"""(g) A slip made ready for the printer: drawn at 576 dots and encoded, beside one line of text drawn by Pillow."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw

from bench.figures import Figure, percentile, spread
from kiosk.drawing import render
from kiosk.paper.typeset import font
from kiosk.printers.commands import job
from kiosk.slip import Slip
from server import config
from server.core.forecast.telling import Wait, rounded
from server.core.forecast.wait_words import wait_words
from server.store.procedures.catalogue import read_catalogue

_SEED: Final = 1010
_P99_MS: Final = 20.0
_NOON: Final = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@dataclass(frozen=True, slots=True)
class Size:
    """How many slips."""

    slips: int = 400


TINY: Final = Size(slips=3)


def run(_: Path, size: Size = Size()) -> list[Figure]:
    """Slips of a busy day, each another number, procedure, wait and code; the baseline in turns with them."""
    slips = _a_day(size.slips)
    ours, plain = list[float](), list[float]()
    first = _took_ms(lambda: job(render(slips[0], 576)))
    for slip in slips[1:]:
        ours.append(_took_ms(partial(_printed, slip)))
        plain.append(_took_ms(partial(_plain, slip)))
    return [
        Figure(
            f"A slip ready for the printer, 576 dots, {len(ours)} different ones",
            spread(ours),
            f"one line of text by Pillow on as much paper, encoded: {spread(plain)}",
            f"p99 ≤ {_P99_MS:.0f} ms",
            percentile(ours, 0.99) <= _P99_MS,
        ),
        Figure("… the first after the start, which loads the fonts", f"{first:.0f} ms"),
    ]


def _took_ms(act: Callable[[], bytes]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _printed(slip: Slip) -> bytes:
    return job(render(slip, 576))


def _plain(slip: Slip) -> bytes:
    return job(_one_line(slip.number))


def _one_line(number: str) -> Image.Image:
    image = Image.new("L", (576, 1200), 255)
    ImageDraw.Draw(image).text((16, 16), number, font=font("Bold", 44), fill=0)
    return image.convert("1", dither=Image.Dither.NONE)


def _a_day(many: int) -> list[Slip]:
    dice = random.Random(_SEED)
    procedures = list(read_catalogue(config.DEFAULT_CATALOGUE))
    fields = {field.code: field for field in config.load(None, {}).fields}
    return [
        Slip(
            centre="Trung tâm Phục vụ hành chính công",
            ward="Phường Bến Thành",
            number=f"{fields[procedure.field].prefix}{n:03d}",
            field={"vi": fields[procedure.field].vi, "en": fields[procedure.field].en},
            counters=tuple(sorted(dice.sample(range(1, 11), dice.randint(1, 3)))),
            procedure=procedure.name,
            ahead=dice.randint(0, 60),
            wait=_wait(dice),
            issued_at=_NOON + timedelta(seconds=40 * n),
            track_url=f"http://192.168.1.10:8000/t/{dice.randbytes(12).hex()[:16]}",
            priority="Người cao tuổi" if n % 5 == 0 else None,
        )
        for n, procedure in enumerate(dice.choices(procedures, k=many), start=1)
    ]


def _wait(dice: random.Random) -> str:
    low = 60 * dice.randint(0, 120)
    told = rounded(Wait(low, low + 60 * dice.randint(1, 30)))
    return wait_words(told.low_s, told.high_s, "vi")
