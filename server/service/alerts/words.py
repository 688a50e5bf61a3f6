"""An alert in words."""

from collections.abc import Mapping
from typing import Final

from server.core.alerts import Metric
from server.core.texts import BothTexts, FilledTexts

_WORDS: Final[Mapping[Metric, BothTexts]] = {
    Metric.LONGEST_WAIT: BothTexts(
        "{what}: người chờ lâu nhất đã chờ {value} phút (mức {limit} phút).",
        "{what}: the longest wait is {value} minutes (limit {limit} minutes).",
    ),
    Metric.WAITING: BothTexts(
        "{what}: {value} người đang chờ (mức {limit} người).",
        "{what}: {value} people wait (limit {limit}).",
    ),
    Metric.UNSERVED: BothTexts(
        "{what}: {value} người chờ mà không có quầy phục vụ.",
        "{what}: {value} people wait and no counter serves them.",
    ),
    Metric.CALLED: BothTexts(
        "{what} đang gọi {value} phút mà chưa phục vụ (mức {limit} phút).",
        "{what} has been called for {value} minutes and is not served (limit {limit} minutes).",
    ),
    Metric.SERVING: BothTexts(
        "{what} đang được phục vụ {value} phút (mức {limit} phút).",
        "{what} has been served for {value} minutes (limit {limit} minutes).",
    ),
    Metric.PARKED: BothTexts(
        "{what} đã chờ bổ sung {value} phút (mức {limit} phút).",
        "{what} has been parked for {value} minutes (limit {limit} minutes).",
    ),
    Metric.SILENT: BothTexts(
        "{what} không báo tin {value} phút (mức {limit} phút).",
        "{what} has been silent for {value} minutes (limit {limit} minutes).",
    ),
    Metric.PRINTER: BothTexts("{what} có sự cố.", "{what} is in trouble."),
    Metric.BACKUP: BothTexts(
        "Đã {value} giờ chưa có bản sao lưu mới (mức {limit} giờ).",
        "No backup has been made for {value} hours (limit {limit} hours).",
    ),
    Metric.ARRIVALS: BothTexts(
        "Số người đến bằng {value}% ngày thường (mức {limit}%).",
        "{value}% of a usual day's people have come (limit {limit}%).",
    ),
}


def alert_words(metric: Metric, what: FilledTexts | Mapping[str, str], value: int, limit: int) -> FilledTexts:
    """What an alert says; `what` is what it is about."""
    return _WORDS[metric].filled(what=what, value=value, limit=limit)
