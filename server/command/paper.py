"""`goiso paper`: a pad of paper numbers, for a day without kiosk or power."""

from pathlib import Path

import click

from server.command.centre import ACTOR, centre_of, centre_options, opened
from server.command.files import whole
from server.command.troubles import sentence
from server.core.texts import BothTexts, in_both

_INSTEAD = BothTexts(
    "Máy chủ đang chạy thì in tập số ở Quản lý → Số giấy.",
    "On a running server, print the pad on the manager's page, under Số giấy.",
)

_NOT_WRITTEN = BothTexts(
    "Chưa ghi được tệp ({why}). Tập số này tính là đã in: ghi lại bằng --again {pad}.",
    "The file was not written ({why}). The pad counts as printed: write it with --again {pad}.",
)


@click.command()
@click.option(
    "--count",
    type=click.IntRange(1, 999),
    default=100,
    show_default=True,
    help="How many numbers the pad has.",
)
@click.option(
    "--again", type=click.IntRange(1), help="Print this pad (1 for DPA) once more, marked as a reprint."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path(),
    show_default=True,
    help="The PDF file, or the folder for it.",
)
@click.option("--english", is_flag=True, help="The officers' list in English.")
@centre_options
def paper(
    count: int, again: int | None, out: Path, english: bool, file: Path | None, data: Path | None
) -> None:
    """Write a pad of numbers as PDF: slips to cut, and a list for officers. A pad is written a second time only with --again.

    Each number is called like any other and brought in afterwards, once. The last line printed is the file's path.
    """
    from server.core.texts import ENGLISH, VIETNAMESE
    from server.service.queue.paper_file import pad_name, pad_pdf
    from server.service.queue.paper_pads import print_again, print_next

    with opened(centre_of(file, data), _INSTEAD) as context:
        pad = print_next(context, count, ACTOR) if again is None else print_again(context, again, ACTOR)
        content = pad_pdf(context, pad, ENGLISH if english else VIETNAMESE)
    try:
        path = out / pad_name(pad) if out.is_dir() else out
        with whole(path) as draft:
            draft.write_bytes(content)
    except OSError as error:
        told = _NOT_WRITTEN.filled(why=sentence(error) or error, pad=pad.pad)
        raise click.ClickException(in_both(told)) from error
    click.echo(str(path.absolute()))
