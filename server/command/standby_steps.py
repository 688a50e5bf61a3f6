"""The steps of a second box: it begins with a copy, catches up with the first box, and then becomes the centre."""

import sqlite3
import time
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Final

import click

from server.background.standby_line import LineBroken, Refused, StandbyLine
from server.command.centre import opened, settings_of
from server.command.restore import GO_ON, KEPT
from server.command.standby_box import StandbyBox
from server.core.backups import OnPaper
from server.core.clock import wall_clock
from server.core.files import DATABASE
from server.core.model import spelled
from server.core.refusal import InUse, Refusal
from server.core.texts import BothTexts, in_both
from server.process import data_folder
from server.process.saying import say
from server.service.backups.restoring import building, put_there, unpacked
from server.service.standby.handing_over import has_taken_over, take_over
from server.store.connect import open_reader
from server.store.private import private_files
from server.store.standby.rows import CannotFollow, end
from server.store.standby.state import Replaced, SecondBox, ask_to_end, keep, keep_replaced, standing

TOKEN: Final = "standby-token.part"  # noqa: S105 - a file's name; a backup leaves such files out

_HANDED_OVER: Final = BothTexts(
    "Máy này đã có dòng cuối của máy thứ nhất; máy thứ nhất không cấp số nữa.",
    "This box has the first one's last row; the first one gives nothing more.",
)
_NOT_HANDED_OVER: Final = BothTexts(
    "Máy thứ nhất chưa bàn giao: rút điện máy ấy, đừng bật lại. Khi nó trả lời, máy này bảo nó ngừng ngay.",
    "The first box did not hand over: keep it switched off. It is told as soon as it answers.",
)
_WHERE_THEY_WERE: Final = BothTexts("Số đi tiếp như cũ.", "Numbers go on where they were.")
_DOES_NOT: Final = BothTexts("{of} chưa bàn giao ({why}).", "{of} does not hand over ({why}).")
_AT_WORK: Final = BothTexts(
    "{data}: máy này đã tiếp quản và đang là trung tâm; chưa có gì thay đổi. Chạy: sudo systemctl disable goiso-standby."
    " Nếu máy khác mới là trung tâm thì chuyển {data} đi chỗ khác trước.",
    "{data} took over: this box is the centre now, and nothing was changed. Run: sudo systemctl disable goiso-standby."
    " Where another box is the centre after all, put {data} aside first.",
)
_ANOTHER: Final = BothTexts(
    "Một chương trình khác đang dùng thư mục này.", "Another process works on this folder."
)


class AtWork(click.ClickException):
    """This box is the centre now. Its exit status tells systemd not to try again."""

    exit_code = 3


def must_not_be_at_work(data: Path) -> None:
    """Raise `AtWork` for a box that took over and is still the centre: following would replace its data with a copy."""
    if not data_folder.holds_a_centre(data):
        return
    with suppress(sqlite3.Error, Refusal), closing(open_reader(data / DATABASE)) as connection:
        if has_taken_over(connection):
            raise AtWork(in_both(_AT_WORK.filled(data=data)))


def begin(data: Path, line: StandbyLine, url: str) -> None:
    """Begin with a copy of the centre; an existing folder is put aside.

    Raises `LineBroken`, `Refused`, `InUse`, and what a restore is refused with.
    """
    data_folder.must_be_writable(data)
    say(f"Copies the centre of {url}…")
    with building(data) as made:
        snapshot = made.with_name(f"{made.name}.snapshot")
        try:
            line.fetch("snapshot", snapshot)
            unpacked(snapshot, made, lambda _: None)
        finally:
            snapshot.unlink(missing_ok=True)
        with private_files():
            (made / TOKEN).write_text(line.token, "utf-8")
        keep(made, SecondBox(url))
        aside = put_there(made, data)
    if aside is not None:
        click.echo(in_both(KEPT.filled(aside=aside)))


def catch_up(data: Path, line: StandbyLine, wait_s: float) -> bool:
    """End the following process and the first box; returns whether the first box's last row is here. Raises `click.ClickException`."""
    ask_to_end(data)
    with ExitStack() as held:
        box = _held(data, line, held, time.monotonic() + wait_s)
        try:
            return _last_row(box, line)
        except (LineBroken, Refused, CannotFollow) as error:
            click.echo(in_both(_DOES_NOT.filled(of=box.now.of, why=error)), err=True)
            return False


def _held(data: Path, line: StandbyLine, held: ExitStack, until: float) -> StandbyBox:
    while True:
        try:
            return held.enter_context(StandbyBox(data, line, wall_clock))
        except InUse as error:
            if time.monotonic() > until:
                raise click.ClickException(data_folder.sentence(error, data)) from error
            time.sleep(0.2)


def _last_row(box: StandbyBox, line: StandbyLine) -> bool:
    """Stop the first box from giving numbers, and take all its rows."""
    last = line.ask("takeover", {})
    while box.end.seq < last["seq"]:
        box.pull()
    return bool(box.end.digest.hex() == last["digest"])


def go_on_here(data: Path, line: StandbyLine, on_paper: OnPaper, *, proven: bool) -> None:
    """Become the centre from now on. Raises `click.ClickException`."""
    settings = settings_of(None, server__data=data)
    with opened(settings, _ANOTHER, wherever=True) as context:
        try:
            following = take_over(context, on_paper, proven=proven)
        except ValueError as error:
            raise click.BadParameter(f"{error}; a number is like A047.", param_hint="--last") from error
        with context.store.read() as connection:
            row = end(connection)
    now = standing(data)
    if not proven and now is not None:
        keep_replaced(data, Replaced(now.of, line.token, row))
    keep(data, None)
    (data / TOKEN).unlink(missing_ok=True)
    _tell(following, proven=proven)


def _tell(following: dict[str, int], *, proven: bool) -> None:
    if proven:
        click.echo(in_both(_HANDED_OVER))
        return
    numbers = ", ".join(spelled(prefix, n) for prefix, n in following.items())
    click.echo(in_both(_NOT_HANDED_OVER))
    click.echo(in_both(GO_ON.filled(numbers=numbers) if numbers else _WHERE_THEY_WERE))
