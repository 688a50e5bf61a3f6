"""What the page of first steps shows of a centre."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from zlib import crc32

from server.config.hours import HoursPart
from server.core.person_rules import LONGEST_NAME, SHORTEST_PASSWORD
from server.core.queue.opening_hours import spelled
from server.core.texts import BothTexts
from server.http.language import page_language
from server.http.texts import say
from server.ports import ports
from server.service.machines.now import PrinterAt
from server.service.setup.steps import StepNow, StepsNow, steps_now
from server.service.views import View
from server.web import shown

STEP_NAMES: Mapping[str, BothTexts] = {
    "centre": BothTexts("Tên trung tâm và phường", "The centre's name and ward"),
    "fields": BothTexts("Lĩnh vực tiếp nhận", "Fields"),
    "counters": BothTexts("Quầy và người ngồi quầy", "Counters and who sits there"),
    "hours": BothTexts("Giờ làm việc", "Opening hours"),
    "printer": BothTexts("Máy in phiếu", "Slip printer"),
    "screen": BothTexts("Màn hình sảnh", "Hall screen"),
    "kiosk": BothTexts("Máy lấy số", "Kiosk"),
    "number": BothTexts("Lấy một số, gọi và nghe thử", "Take one number, call it, hear it"),
    "backup": BothTexts("Nơi để bản sao lưu", "Where backups go"),
}
STATES: Mapping[str, BothTexts] = {
    "done": BothTexts("Xong", "Done"),
    "skipped": BothTexts("Để sau", "Later"),
    "open": BothTexts("Chưa xong", "To do"),
    "not_given": BothTexts("Không bắt buộc", "Not required"),
}


def setup_view() -> View:
    """Every step, and what the forms of its page show."""
    context = ports().context
    printers = ports().printers.all()
    now = steps_now(context, printers)
    steps = step_views(now.steps)
    document = context.settings.document
    view = {
        "steps": steps,
        "done": sum(step["state"] == "done" for step in steps),
        "asked": sum(step["state"] != "not_given" for step in steps),
        "put_off": [step["title"] for step in steps if step["state"] == "skipped"],
        "next": next((step["name"] for step in steps if step["state"] == "open"), ""),
        "shown": now.shown,
        "part": document.centre,
        "fields": document.fields,
        "counters": _counters(now),
        "unserved": _unserved(),
        "week": _week(document.hours),
        "opening": shown.opening(),
        "printer": _printer(printers),
        "backup_folder": document.backup.folder,
        "limits": {"name": LONGEST_NAME, "password": SHORTEST_PASSWORD},
        "address": ports().public_url(),
        "first_counter": min(context.centre.layout.counters),
        "settings_version": context.settings.version,
    }
    return view | {"version": crc32(repr(view).encode())}


def step_views(steps: Iterable[StepNow]) -> list[View]:
    """Steps, in the page's language."""
    language = page_language()
    return [
        {
            "name": step.name,
            "title": say(STEP_NAMES[step.name], language),
            "state": step.state,
            "said": say(STATES[step.state], language),
            "listed": step.mark is not None,
        }
        for step in steps
    ]


def _week(part: HoursPart) -> list[View]:
    """The usual week: weekdays in a row (1 is Monday) with the same sessions, none where the whole day is one."""
    hours = part.as_hours()

    def told(n: int) -> tuple[bool, str]:
        sessions = spelled(hours.sessions_on(date.fromisocalendar(2026, 1, n)))
        return bool(sessions), "" if sessions == "00:00–00:00" else sessions

    return [
        {"weekdays": list(weekdays), "open": is_open, "sessions": sessions}
        for (is_open, sessions), weekdays in groupby(range(1, 8), told)
    ]


def _counters(now: StepsNow) -> list[View]:
    """Each counter with what it serves, and who usually sits there."""
    layout, names = ports().context.centre.layout, shown.counters()
    return [
        {
            "n": n,
            "name": names[n],
            "fields": ", ".join(layout.fields[code].names[page_language()] for code in place.fields),
            "people": [person.name for person in now.shown.officers if person.counter == n],
        }
        for n, place in layout.counters.items()
    ]


def _unserved() -> str:
    """The fields that no counter serves, nor helps out in."""
    layout = ports().context.centre.layout
    served = {code for place in layout.counters.values() for code in (*place.fields, *place.helps)}
    return ", ".join(
        field.names[page_language()] for code, field in layout.fields.items() if code not in served
    )


def _printer(printers: list[PrinterAt]) -> View:
    """The centre's own printer, and how many kiosks have one; without a text until it is looked at for the first time."""
    own = printers[0]
    return {
        "there": own.address is not None or ports().context.settings.document.printer.url is not None,
        "text": "" if own.address is None else say_of(own.text),
        "trial": None if own.trial is None else {"state": own.trial.state, "text": say_of(own.trial.text)},
        "at_kiosks": len(printers) - 1,
    }


def say_of(texts: Mapping[str, str]) -> str:
    """A text by language, in the page's."""
    return texts.get(page_language(), texts["vi"])
