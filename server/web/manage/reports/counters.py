"""The page of how counters spent their time: open beside arrivals, idle, on breaks."""

from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, render_template
from werkzeug.datastructures import MultiDict

from server.auth import needs
from server.core.refusal import Refusal
from server.core.reports.words import length
from server.core.texts import BothTexts
from server.http.language import page_language
from server.http.texts import problem
from server.ports import ports
from server.service.reports.asked import By, FiguresAsked
from server.service.reports.choices import choices
from server.service.reports.counter_times import KEYS, TimesRow, counter_times
from server.service.reports.figures import figures
from server.service.reports.titles import KEYS as KEY_TITLES
from server.service.views import View
from server.web.manage.reports import query
from server.web.manage.reports.presets import presets

pages = Blueprint("report_counter_pages", __name__)
_TIMES: Final = {
    "open_s": BothTexts("Mở cửa", "Open"),
    "busy_s": BothTexts("Có người ở quầy", "With somebody"),
    "idle_s": BothTexts("Rảnh, không ai chờ", "Idle, nobody waiting"),
    "idle_waiting_s": BothTexts("Rảnh khi có người chờ", "Idle while somebody waited"),
    "paused_s": BothTexts("Tạm nghỉ", "On breaks"),
}
_FILTERS: Final = ("counter", "officer", "hall", "point")
_REASON: Final = BothTexts("{reason}: {n} lần, {time}", "{reason}: {n} ×, {time}")
_NO_REASON: Final = BothTexts("Không ghi lý do", "No reason noted")


@pages.get("/admin/reports/counters")
@needs("figures.read")
def show() -> tuple[str, int]:
    """How long counters were open, busy, idle, on breaks, beside the visits of the same rows."""
    said = query.typed()
    said = replace(
        said,
        until="",  # counters are told of for whole days
        filters=MultiDict(
            (name, value) for name, value in said.filters.items(multi=True) if name in _FILTERS
        ),
    )
    if said.by not in {by.value for by in KEYS}:
        said = replace(said, by=By.COUNTER.value)
    try:
        asked = query.asked(said)
        rows = counter_times(ports().context, asked)
        visits = _visits(asked)
    except Refusal as refusal:
        return _page(said, trouble=problem(refusal, page_language())), refusal.kind.status
    shown = [_row(row, visits.get(row.key, 0)) for row in rows]
    kept = urlencode(query.pairs(asked))
    return _page(said, rows=shown, titles=_TIMES.values(), name=KEY_TITLES[asked.by], back=kept), 200


def _page(said: query.Typed, **more: object) -> str:
    found = choices(ports().context, query.known_filters(said))
    return render_template(
        "manage/reports/counters.html",
        said=said,
        choices={name: each for name, each in found.items() if name in _FILTERS},
        keys=query.keys_of(KEYS),
        presets=presets(said, "/admin/reports/counters", [("by", said.by)]),
        **more,
    )


def _visits(asked: FiguresAsked) -> dict[str, int]:
    return {row.key: row.figures.visits for row in figures(ports().context, asked).rows}


def _row(row: TimesRow, visits: int) -> View:
    language = page_language()
    reasons = [
        _REASON.said(language, reason=reason or _NO_REASON.said(language), n=n, time=length(round(took)))
        for reason, (n, took) in sorted(row.times.reasons.items())
    ]
    return {
        "key": row.key,
        "label": row.labels[language],
        "visits": visits,
        "cells": [(name, round(getattr(row.times, name))) for name in _TIMES],
        "said": [length(round(getattr(row.times, name))) for name in _TIMES],
        "pauses": row.times.pauses,
        "reasons": reasons,
    }
