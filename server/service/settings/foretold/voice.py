"""What another voice would bring with it: what is said of a call, how fast and how loud at this hour."""

from collections.abc import Iterator
from typing import Final

from server.config import CentreSettings
from server.core.texts import BothTexts, FilledTexts
from server.service.context import Context
from server.service.settings.foretold.beside import Beside

_SILENT: Final = BothTexts(
    "Không đọc gì: tiếng đã tắt. Chỉ màn hình báo số.",
    "Nothing is said: the voice is off. Only screens tell of calls.",
)
_SPOKEN: Final = BothTexts("Mỗi lần gọi sẽ đọc: {sentence}", "Each call will say: {sentence}")
_NOW: Final = BothTexts(
    "Vào giờ này: tốc độ {speed}, âm lượng {volume} %.", "At this hour: speed {speed}, volume {volume} %."
)
_MUTE: Final = BothTexts(
    "Vào giờ này âm lượng là 0: không ai nghe thấy.", "At this hour the volume is 0: nobody hears it."
)


def of_voice(context: Context, wanted: CentreSettings, beside: Beside) -> tuple[FilledTexts, ...]:
    """An example, by the first counter; at the hour that it is."""
    return tuple(_told(context, wanted, beside))


def _told(context: Context, wanted: CentreSettings, beside: Beside) -> Iterator[FilledTexts]:
    if not wanted.voice.enabled:
        yield _SILENT.filled()
        return
    place = next(iter(wanted.as_centre().layout.counters.values()))
    yield _SPOKEN.filled(sentence=beside.call_to(wanted, place))
    speed, volume = wanted.voice.at(context.centre.local(context.clock()).time())
    yield _NOW.filled(speed=f"{speed:g}", volume=round(volume * 100)) if volume else _MUTE.filled()
