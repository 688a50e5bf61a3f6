"""`goiso standby`: a second box that keeps one row behind, and takes over by one command."""

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from server.command.centre import FILE, FOLDER, parts
from server.command.files import first_line
from server.command.installing import told
from server.command.restore import must_be_one
from server.command.serve import serve
from server.core.backups import OnPaper
from server.core.refusal import InUse, Refusal
from server.core.texts import BothTexts, in_both
from server.process import data_folder
from server.process.saying import say

if TYPE_CHECKING:
    from server.background.standby_line import StandbyLine

VARIABLE: Final = "STANDBY_TOKEN"
_UNKNOWN_TOKEN: Final = BothTexts(
    "Máy thứ nhất không nhận mã này. Cấp mã mới, vai trò Máy chủ thứ hai, ở Quản lý → Chương trình của máy ấy. Chưa có gì thay đổi.",
    "The first box does not take this token. Make another one, role second box, on its page Programs. Nothing was changed.",
)
_SILENT: Final = BothTexts(
    "Máy thứ nhất không trả lời ({why}). Xem địa chỉ ở --of, dây mạng, và máy ấy có chạy không. Chưa có gì thay đổi.",
    "The first box does not answer ({why}). Look at the address in --of, the network, and whether it runs. Nothing was changed.",
)
_START: Final = BothTexts(
    "Chạy máy chủ ở đây: sudo systemctl disable --now goiso-standby, rồi sudo systemctl enable --now goiso; không dùng dịch vụ thì goiso serve --data {data}",
    "Start it: sudo systemctl disable --now goiso-standby, then sudo systemctl enable --now goiso; without the service goiso serve --data {data}",
)
_FOLLOWS_NONE: Final = BothTexts("{data} không theo máy nào.", "{data} follows no server.")
_NO_SECOND: Final = BothTexts(
    "{data} không theo máy nào: đây không phải máy chủ thứ hai.",
    "{data} follows no server: it is no second box.",
)
_FOLLOWS: Final = BothTexts(
    "Đang theo {of}: dòng {seq}, còn thiếu {behind}, nghe cách đây {ago} giây.",
    "Follows {of}: row {seq}, {behind} behind, heard {ago} s ago.",
)
_ENDS: Final = BothTexts("Dừng: có người cho máy này chạy thay.", "Ends: somebody takes over.")
_EVERY_S: Final = 1.0
_LONG_AGO_S: Final = 60
_DATA: Final = click.option("--data", type=FOLDER, required=True, help="The second box's own data folder.")


@click.group(invoke_without_command=True)
@click.option("--of", "url", help="The server to follow, like http://192.168.1.10:8000")
@click.option(
    "--data",
    type=FOLDER,
    help="The second box's own data folder; a new one is begun with a copy of the centre.",
)
@click.option(
    "--token-file",
    type=FILE,
    help=f"A file with the token (role: second box) in its first line; or the variable {VARIABLE}. Kept in the folder.",
)
@click.option(
    "--install", "here", is_flag=True, help="Do not follow: write what starts it with this machine (systemd)."
)
@click.option("--user", default="goiso", show_default=True, help="With --install: who runs it.")
@click.option("--force", is_flag=True, help="With --install: overwrite what is there.")
def standby(
    url: str | None, data: Path | None, token_file: Path | None, here: bool, user: str, force: bool
) -> None:
    """Keep this box one row behind the server at --of, until `goiso standby takeover`."""
    if click.get_current_context().invoked_subcommand is not None:
        return
    if here:
        _install(url, data, token_file, user, force=force)
        return
    if data is None:
        raise click.UsageError("--data is needed.")
    _follow(url, data.absolute(), token_file)


def _install(url: str | None, data: Path | None, token_file: Path | None, user: str, *, force: bool) -> None:
    """Write the unit. Raises `click.ClickException`."""
    if url is None or token_file is None:
        raise click.UsageError("--install needs --of and --token-file.")
    from server.command.standby_files import Following, install

    following = Following(url, data, token_file)
    told(lambda: install(following, user, force=force))


def _follow(url: str | None, data: Path, token_file: Path | None) -> None:
    """Follow the server until a takeover. Raises `click.ClickException`."""
    from server.background.standby_line import LineBroken, Refused
    from server.command.standby_box import StandbyBox, follow
    from server.command.standby_steps import begin, must_not_be_at_work
    from server.core.clock import wall_clock
    from server.store.standby.rows import CannotFollow
    from server.store.standby.state import standing

    line = _line(data, url, token_file)
    try:
        if standing(data) is None:
            must_not_be_at_work(data)
            begin(data, line, str(url))
        with StandbyBox(data, line, wall_clock) as box:
            follow(box, say, _EVERY_S)
    except InUse as error:
        raise click.ClickException(data_folder.sentence(error, data)) from error
    except Refused as error:
        if error.code != "not_signed_in":
            raise click.ClickException(f"{error} Nothing was changed.") from error
        raise click.ClickException(in_both(_UNKNOWN_TOKEN)) from error
    except LineBroken as error:
        raise click.ClickException(in_both(_SILENT.filled(why=error))) from error
    except (CannotFollow, sqlite3.Error) as error:
        raise click.ClickException(f"{error} Nothing was changed.") from error
    except (Refusal, OSError) as error:
        raise click.ClickException(data_folder.sentence(error, data)) from error
    click.echo(in_both(_ENDS))


@standby.command()
@_DATA
def status(data: Path) -> None:
    """Say how far behind it is. Exit status 1 when it has not heard of the server for a minute, or lacks rows."""
    from server.core.clock import wall_clock
    from server.store.standby.state import standing

    now = standing(data)
    if now is None:
        raise click.ClickException(in_both(_FOLLOWS_NONE.filled(data=data.absolute())))
    ago_s = max(0, wall_clock() - now.heard_at) // 1000
    click.echo(in_both(_FOLLOWS.filled(of=now.of, seq=now.seq, behind=now.behind, ago=ago_s)))
    click.get_current_context().exit(1 if now.behind or ago_s > _LONG_AGO_S else 0)


@standby.command()
@_DATA
@click.option(
    "--last",
    "read_off",
    multiple=True,
    help="As in goiso restore, for a first box that no longer answers.",
)
@click.option("--nothing-since", is_flag=True, help="As in goiso restore.")
@click.option(
    "--wait",
    type=click.IntRange(0),
    default=60,
    show_default=True,
    help="How many seconds to wait for the process that follows to end.",
)
@click.option("--serve/--no-serve", "serving", default=False, help="Serve at once, as goiso serve does.")
@click.option("--config", "file", type=FILE, help="With --serve: the machine's settings (TOML).")
@click.option("--host", help="With --serve: the address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="With --serve: the port.")
def takeover(data: Path, serving: bool, **said: Any) -> None:
    """Go on with the centre here; the first box ends where it answers, and no number comes twice where it does not."""
    from server.command.standby_steps import catch_up, go_on_here
    from server.store.standby.state import standing

    on_paper = OnPaper(said["read_off"], nothing_since=said["nothing_since"])
    must_be_one(on_paper)
    data = data.absolute()
    if standing(data) is None:
        raise click.ClickException(in_both(_NO_SECOND.filled(data=data)))
    line = _line(data, None, None)
    proven = catch_up(data, line, said["wait"])
    go_on_here(data, line, on_paper, proven=proven)
    if serving:
        click.get_current_context().invoke(
            serve, file=said["file"], data=data, host=said["host"], port=said["port"]
        )
    else:
        click.echo(in_both(_START.filled(data=data)))


def _line(data: Path, url: str | None, token_file: Path | None) -> "StandbyLine":
    """The line to the given server, or to the last one. Raises `click.ClickException`."""
    from server.command.standby_steps import TOKEN
    from server.store.standby.state import standing

    now = standing(data)
    of = url or (None if now is None else now.of)
    if of is None:
        raise click.UsageError("--of is needed: the server to follow.")
    kept = data / TOKEN
    token = os.environ.get(VARIABLE) or (kept.read_text("utf-8") if kept.exists() else None)
    if token_file is not None:
        token = first_line(token_file)
    if not token:
        raise click.ClickException(
            f"A token of the role “second box” is needed: --token-file FILE, or {VARIABLE}."
        )
    try:
        return parts().line(of, token.strip())
    except ValueError as error:
        raise click.ClickException(str(error)) from error
