"""What only the running server knows, collected from its parts for the doctor and the alerts."""

from server.hall.halls import Halls
from server.live.lines import LiveLines
from server.operations.clock_watch import ClockWatch
from server.operations.doctor.running import Live
from server.operations.signs_of_life import SignsOfLife
from server.ports import PrinterPorts
from server.service.standby.second_boxes import SecondBoxes


def live_of(  # noqa: PLR0913, PLR0917 - a part each
    printers: PrinterPorts,
    life: SignsOfLife,
    halls: Halls,
    lines: LiveLines,
    clocks: ClockWatch,
    second_boxes: SecondBoxes,
) -> Live:
    """The parts, each asked only when needed."""
    return Live(
        printers=printers.all,
        devices=life.devices,
        screens=halls.screens.screens,
        voice=halls.speech.voice.now,
        lines=lines.sockets.lines,
        clock=lambda: clocks.all_facts(life.devices()),
        second_boxes=second_boxes.all,
        clocks_ahead=clocks.all_ahead_ms,
    )
