"""Printing pads of paper numbers: each pad once, and again only on purpose."""

from dataclasses import dataclass

from server.core.events import PadPrinted
from server.core.queue.paper import next_pad, prefix_of
from server.core.refusal import Refusal
from server.service.context import Context
from server.store import Transaction, journal, paper
from server.store.paper import Pad


@dataclass(frozen=True, slots=True)
class PadNow:
    """A pad, and how many of its numbers have been brought in."""

    pad: Pad
    used: int


def pads(context: Context) -> list[PadNow]:
    """Every pad that was printed, the newest first."""
    with context.store.read() as connection:
        used = paper.used(connection)
        return [PadNow(pad, used.get(pad.prefix, 0)) for pad in paper.all_of(connection)]


def print_next(context: Context, count: int, actor: str) -> PadPrinted:
    """A new pad of `count` numbers, with letters that none had before."""

    def job(transaction: Transaction) -> PadPrinted:
        pad = following(transaction)
        event = PadPrinted(pad, prefix_of(pad), count)
        transaction.record(event, actor)
        return event

    return context.store.write(job)


def print_again(context: Context, pad: int, actor: str) -> PadPrinted:
    """The same pad once more, for one that was lost or spoilt before anybody used it. Raises `unknown_pad`."""

    def job(transaction: Transaction) -> PadPrinted:
        known = paper.find(transaction.connection, pad)
        if known is None:
            raise Refusal("unknown_pad", number=prefix_of(pad))
        event = PadPrinted(pad, known.prefix, known.count, again=True)
        transaction.record(event, actor)
        return event

    return context.store.write(job)


def following(transaction: Transaction) -> int:
    """The number of the pad that is printed next."""
    last = paper.last(transaction.connection)
    since = 0 if last is None else last.seq
    restored = any(seq > since for seq, _ in journal.restores(transaction.connection))
    return next_pad(paper.newest_pad(transaction.connection), restored=restored)
