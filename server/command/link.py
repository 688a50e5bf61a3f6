"""`goiso link`: the centre joins a city, says how far the city has come, leaves it again; also beside a running server."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from server import config
from server.command.centre import ACTOR, FILE, centre_of, centre_options, opened
from server.core.refusal import Refusal
from server.core.texts import BothTexts, in_both
from server.process import data_folder

if TYPE_CHECKING:
    from server.core.link.ties import Tie
    from server.link.joined import Joined

_WAS: Final = BothTexts("Trước đây là {centre} ở {url}.", "Was {centre} at {url}.")
_JOINED: Final = BothTexts("Đã kết nối với {url}, là {centre}, {name}.", "Joined {url} as {centre}, {name}.")
_WHAT_LEAVES: Final = BothTexts(
    "Những gì gửi đi và những gì giữ lại: docs/privacy.md, và trang “Thành phố” của người quản lý.",
    "What leaves this centre, and what stays: docs/privacy.md, and the manager's page “Thành phố”.",
)
_BELONGS: Final = BothTexts(
    "Kết nối với {url}, là {centre}, {name}; người kết nối: {by}.",
    "Belongs to {url} as {centre}, {name}; {by} joined it.",
)
_OTHER_DATA: Final = BothTexts(
    "Dữ liệu ở đây là của trung tâm khác, không phải trung tâm đã kết nối: không gửi gì. Kết nối lại bằng mã mới.",
    "The data here are those of another centre than the one that joined: nothing is sent. Join again with a new code.",
)
_TO_SEND: Final = BothTexts(
    "Thành phố có đến dòng {seq} trong {last} dòng, còn {left} dòng phải gửi.",
    "The city has row {seq} of {last}, {left} to send.",
)
_LEFT: Final = BothTexts(
    "Không còn kết nối với {url}. Những gì thành phố đã có thì còn ở đó; nhờ thành phố hủy mã của {centre}.",
    "Belongs to {url} no more. What the city has stays there; ask it to end the token of {centre}.",
)
_NOTED_LATER: Final = BothTexts(
    "Máy chủ đang chạy ghi việc này vào nhật ký trong vài giây, máy chủ khác ghi khi khởi động.",
    "In the journal a running server says so within seconds, another at its start.",
)
_BY_ITSELF = BothTexts(
    "Máy chủ ấy tự ghi vào nhật ký trong vài giây.", "It writes this into its journal within seconds."
)


@click.command()
@centre_options
@click.option("--city", "url", help="The city's address, like https://city.example.vn")
@click.option("--code", help="The one-time code that the city gave for this centre.")
@click.option("--ca", type=FILE, help="The certificate (PEM) of the city's own authority, where it has one.")
@click.option(
    "--status",
    is_flag=True,
    help="Say which city it is and how far it has come. Exit status 1 when rows wait.",
)
@click.option("--end", is_flag=True, help="Leave the city: nothing is sent from now on.")
def link(
    file: Path | None,
    data: Path | None,
    url: str | None,
    code: str | None,
    ca: Path | None,
    status: bool,
    end: bool,
) -> None:
    """Join a city with --city and --code; a running server begins to send within seconds."""
    if sum((status, end, url is not None or code is not None)) != 1:
        raise click.UsageError("Say one of: --city with --code, --status, --end.")
    settings = centre_of(file, data)
    folder = settings.server.data
    with _in_words(folder):
        if status:
            _status(folder)
        elif end:
            _end(settings)
        elif url is None or code is None:
            raise click.UsageError("--city and --code belong together.")
        else:
            _join(settings, url, code, ca)


def _join(settings: config.Settings, url: str, code: str, ca: Path | None) -> None:
    from server.link.joined import keep
    from server.link.joining import authority, join

    folder = settings.server.data
    data_folder.must_be_writable(folder)
    before = _readable(folder)
    joined = join(url, code, _ends(folder)[0], authority(ca))
    keep(folder, joined)
    _write_down(settings)
    if before is not None:
        click.echo(in_both(_WAS.filled(centre=before.centre, url=before.url)))
    click.echo(in_both(_JOINED.filled(url=joined.url, centre=joined.centre, name=joined.name)))
    click.echo(in_both(_WHAT_LEAVES))


def _status(folder: Path) -> None:
    from server.link.joining import reached

    joined = _joined(folder)
    told = _BELONGS.filled(url=joined.url, centre=joined.centre, name=joined.name, by=joined.by)
    click.echo(in_both(told))
    mark, last = _ends(folder)
    if mark != joined.journal:
        raise click.ClickException(in_both(_OTHER_DATA))
    found = reached(joined, last)
    click.echo(in_both(_TO_SEND.filled(seq=found.seq, last=last, left=last - found.seq)))
    click.get_current_context().exit(1 if found.seq < last else 0)


def _end(settings: config.Settings) -> None:
    from server.link.joined import Ended, forget

    folder = settings.server.data
    data_folder.must_be_writable(folder)
    joined = _readable(folder) or _told(folder)
    if joined is None:
        raise _no_city(folder)
    forget(folder, Ended(ACTOR, getpass.getuser()))
    _write_down(settings)
    click.echo(in_both(_LEFT.filled(url=joined.url, centre=joined.centre)))


def _write_down(settings: config.Settings) -> None:
    """Also note it in the journal: directly if no server runs, else the running server does it."""
    from server.link.noting import note

    try:
        with opened(settings, _BY_ITSELF) as context:
            note(context, settings.server.data)
    except click.ClickException as error:
        click.echo(f"{in_both(_NOTED_LATER)} {error}", err=True)


def _joined(folder: Path) -> "Joined":
    from server.link.joined import read

    joined = read(folder)
    if joined is not None:
        return joined
    if (told := _told(folder)) is not None:
        raise click.ClickException(
            f"The journal says that the centre belongs to {told.url} as {told.centre}, but its token is not in {folder.absolute()}:"
            " nothing is sent. Ask the city for a new code and join again, or say --end."
        )
    raise _no_city(folder)


def _no_city(folder: Path) -> click.ClickException:
    return click.ClickException(f"{folder.absolute()} belongs to no city.")


def _readable(folder: Path) -> "Joined | None":
    """The city in the file, if it can be read; a new code repairs an unreadable file."""
    from server.link.joined import read

    with suppress(ValueError):
        return read(folder)
    return None


def _told(folder: Path) -> "Tie | None":
    """The city that the centre belongs to by the journal."""
    from server.command.reading import reading
    from server.core.link.ties import standing
    from server.store import city_ties

    with reading(folder) as connection:
        return standing(city_ties.newest(connection))


def _ends(folder: Path) -> tuple[str, int]:
    """The mark of the journal and its latest row. Raises `click.ClickException` if the journal is empty."""
    from server.command.reading import reading
    from server.link.joined import journal_mark
    from server.store import journal

    with reading(folder) as connection:
        last, _ = journal.last(connection)
        if not last:
            raise click.ClickException(
                "Nothing has happened in this centre yet. Start the server once, then join."
            )
        return journal_mark(journal.first_digest(connection)), last


@contextmanager
def _in_words(folder: Path) -> Iterator[None]:
    """Turn errors into a sentence that says what to do."""
    from server.core.link.troubles import TROUBLES
    from server.link.answers import Halt
    from server.link.joined import BadAddress
    from server.link.joining import CannotJoin

    try:
        yield
    except (CannotJoin, BadAddress) as error:
        raise click.ClickException(str(error)) from error
    except Halt as halt:
        kind = TROUBLES[halt.code]
        said = f" ({halt.said})" if halt.said else ""
        raise click.ClickException(f"{kind.what.en.format(row=halt.row)}{said} {kind.action.en}") from halt
    except (Refusal, OSError) as error:
        raise click.ClickException(data_folder.sentence(error, folder)) from error
    except ValueError as error:
        raise click.ClickException(f"{error}. Join again with a new code.") from error
