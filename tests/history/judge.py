"""The whole judgement: `python -m tests.history.judge RECORD JOURNAL` prints each finding with its proof."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.history import journal, record
from tests.history.afar import judge_afar
from tests.history.afar_told import from_afar, judge_afar_told
from tests.history.calls import judge_call
from tests.history.deeds import deeds_of
from tests.history.finding import Finding, told
from tests.history.hall import Hall
from tests.history.hands import judge_hands, judge_life
from tests.history.journal import Row
from tests.history.numbers import judge_number, judge_settings
from tests.history.record import Said
from tests.history.told import judge_told
from tests.history.undo_told import UndoTold
from tests.history.undone import judge_undo

RULES = (judge_number, judge_settings, judge_call, judge_hands, judge_life, judge_afar, judge_undo)
"""Each looks at one row in the hall as it was right before it."""


def judge(rows: Iterable[Row], said: Sequence[Said] = ()) -> list[Finding]:
    """Every promise that this history breaks."""
    hall, undo_told, journal_ = Hall(), UndoTold(), list(rows)
    findings: list[Finding] = []
    for row in journal_:
        for rule in RULES:
            findings += rule(hall, row)
        hall.take(row)
        undo_told.take(hall, row)
    deeds = deeds_of(one for one in said if not from_afar(one))
    findings += judge_told(deeds, journal_)
    findings += judge_afar_told(said, deeds, journal_)
    return [*findings, *undo_told.judge(deeds, said)]


def main() -> int:
    """Judge two files; the exit status is 1 where anything was found."""
    said, rows = Path(sys.argv[1]), Path(sys.argv[2])
    findings = judge(journal.read(rows), record.read(said))
    print(told(findings) or "no promise is broken")
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main())
