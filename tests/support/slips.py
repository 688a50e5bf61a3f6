"""Slips to print in tests."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.slip import Slip

SAMPLE = Slip(
    centre="Trung tâm Phục vụ hành chính công",
    ward="Phường Bến Thành",
    number="A012",
    field={"vi": "Chứng thực", "en": "Certification"},
    counters=(1, 2),
    procedure=(
        "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam; "
        "cơ quan, tổ chức có thẩm quyền của nước ngoài cấp hoặc chứng nhận"
    ),
    ahead=3,
    wait="5–15 phút",
    issued_at=datetime(2026, 11, 23, 7, 32, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")),
    track_url="http://192.168.1.10:8000/t/k3JxQ9vLm2RtYw8Z",
    priority="Người cao tuổi",
)
OFFLINE = replace(SAMPLE, number="LA012", track_url=None, offline=True, ahead=0, wait=None)


def a_slip(**changes: Any) -> Slip:
    """Return the sample slip with some of it changed."""
    return replace(SAMPLE, **changes)
