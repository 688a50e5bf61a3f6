"""Hall screens as JSON."""

from dataclasses import asdict, dataclass

from server.service.context import Context
from server.service.screens.now import Hello, ScreenNow, ScreenReport
from server.service.views import View, iso


@dataclass(frozen=True, slots=True)
class HallBoard:
    """A hall's board as screens get it, and a `tag` that changes when something shown changes, the clock aside."""

    view: View
    tag: str


def screen_view(context: Context, screen: ScreenNow) -> View:
    """A screen as the manager's page shows it."""
    place = screen.place
    return {
        "id": screen.device.id,
        "name": screen.device.name,
        "connected": screen.device.connected,
        "last_seen": iso(context, screen.device.last_seen),
        "watched": screen.watched,
        "place": None if place is None else asdict(place) | {"address": place.address},
        "report": None if screen.report is None else _report_view(context, screen.report),
        "troubles": list(screen.troubles),
    }


def _report_view(context: Context, report: ScreenReport) -> View:
    return {"at": iso(context, report.at), "behind": report.behind} | asdict(report.told)


def hello_view(hello: Hello) -> View:
    """What a screen is told when it comes."""
    gone = hello.gone
    return {
        "version": hello.version,
        "next": hello.next,
        "gone": None if gone is None else {"code": gone.code, "text": gone.texts()},
    }
