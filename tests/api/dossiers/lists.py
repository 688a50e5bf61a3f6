"""Files of the dossier system, as tests take them in."""

from typing import Any
from urllib.parse import quote

from tests.support.api import Api

HEAD = (
    "Mã hồ sơ;Lĩnh vực;Mã thủ tục;Họ tên;Trạng thái;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc;Hình thức nộp"
)
ROWS = (
    "H26.14-261012-0001;Hộ tịch;;Lê Văn Kín;Đã trả kết quả;12/10/2026;20/10/2026;02/11/2026;Trực tiếp",
    "H26.14-261102-0002;;2.000815;Lê Văn Kín;Đã trả kết quả;2/11/2026;2/11/2026;2/11/2026 14:05;Trực tiếp",
    "H26.14-261103-0003;Chứng thực;;Lê Văn Kín;Đang xử lý;03/11/2026;10/11/2026;;Trực tuyến",
    "H26.14-261105-0004;Vũ trụ;;Lê Văn Kín;Yêu cầu bổ sung;2026-11-05;2026-11-30;;Bưu chính",
)
WHOLE = "\n".join((HEAD, *ROWS)) + "\n"
MONTH = "from=2026-11-01&to=2026-11-23"
SAVE = f"/dossiers.csv?{MONTH}&source={quote('=thang 11.csv')}"
PREVIEW = f"{SAVE}&preview=true"


def plan(api: Api, file: str | bytes, path: str = PREVIEW, **headers: str) -> dict[str, Any]:
    answer = api.admin.put(path, file.encode() if isinstance(file, str) else file, **headers)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json
    return found


def refused(api: Api, file: str | bytes, path: str = SAVE, **headers: str) -> tuple[int, str]:
    answer = api.admin.put(path, file.encode() if isinstance(file, str) else file, **headers)
    return answer.status_code, (answer.json or {})["code"]
