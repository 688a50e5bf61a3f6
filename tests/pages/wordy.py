"""A centre whose every name is as long as names get; open today, or closed until another day."""

import json
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.long_day import long_day_now
from tests.support.process import Process
from tests.support.staffed import StaffedCentre

CENTRE = "Trung tâm Phục vụ hành chính công phường Phan Rang - Tháp Chàm, tỉnh Khánh Hòa"
WARD = "Phường Phan Rang - Tháp Chàm, tỉnh Khánh Hòa"
LONGEST = "Nông nghiệp, lâm nghiệp, thủy lợi và phát triển nông thôn"
FIELDS = {
    "NN": ("A", LONGEST, "Agriculture, forestry, irrigation and rural development"),
    "LD": (
        "B",
        "Lao động, người có công, bảo trợ xã hội và giảm nghèo",
        "Labour, merit and social protection",
    ),
    "TN": (
        "C",
        "Tài nguyên, môi trường, đất đai và đo đạc bản đồ",
        "Resources, environment, land and mapping",
    ),
    "XD": (
        "D",
        "Quy hoạch, xây dựng, hạ tầng kỹ thuật và đô thị",
        "Planning, construction and infrastructure",
    ),
    "TP": ("E", "Tư pháp - Hộ tịch - Chứng thực bản sao, chữ ký", "Justice, civil status and certification"),
    "KD": ("F", "Đăng ký hộ kinh doanh, hợp tác xã và tổ hợp tác", "Household businesses and cooperatives"),
    "GD": ("G", "Giáo dục mầm non, tiểu học và trung học cơ sở", "Nursery, primary and secondary education"),
    "TH": ("H", "Thuế", "Tax"),
}
COUNTERS = 12


class WordyCentre(StaffedCentre):
    """Runs from `with` on; `canbo01` works at counter 1.

    `more` is TOML of further tables, `guidance` the field of those who guide.
    """

    def __init__(self, folder: Path, *, opened: bool = True, more: str = "", guidance: str = "") -> None:
        process = Process(folder)
        toml = _toml(process, opened, guidance)
        (folder / "centre.toml").write_text(f"{toml}\n\n{more}", encoding="utf-8")
        super().__init__(process, process.enrol(officers=1))

    def __enter__(self) -> Self:
        self.process.start(60)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.__exit__(kind, error, trace)


def _toml(process: Process, opened: bool, guidance: str) -> str:
    parts = [f'[centre]\nname = "{CENTRE}"\nward = "{WARD}"\nguidance_field = "{guidance}"']
    parts += [
        f'[[fields]]\ncode = "{code}"\nprefix = "{prefix}"\nvi = "{vi}"\nen = "{en}"'
        for code, (prefix, vi, en) in FIELDS.items()
    ]
    parts += [
        f'[[counters]]\nn = {n}\nname = "Quầy tiếp nhận và trả kết quả số {n}"\nfields = {json.dumps(_served(n))}'
        for n in range(1, COUNTERS + 1)
    ]
    parts.append(f'[server]\nhost = "127.0.0.1"\nport = {process.port}\ndata = "{process.data}"')
    return "\n\n".join(parts if opened else [*parts, _closed_today()])


def _served(n: int) -> list[str]:
    codes = list(FIELDS)
    return [codes[(n + step - 1) % len(codes)] for step in range(4)]


def _closed_today() -> str:
    day = (long_day_now() + timedelta(days=3)).isoweekday()
    return f'[hours]\nweekdays = [{day}]\nsessions = [["07:30", "11:30"], ["13:00", "17:00"]]'
