"""What each command does, in Vietnamese: `goiso --help` prints it before the command's English text."""

from collections.abc import Mapping
from inspect import cleandoc
from typing import Final

import click

SAYS: Final[Mapping[str, str]] = {
    "backup": "Sao lưu trong lúc trung tâm vẫn làm việc, kiểm tra bản sao, xóa bản cũ.",
    "certificate": "Tạo chứng chỉ HTTPS của máy chủ, hoặc tạo lại.",
    "city": "Các máy của thành phố, nơi nhiều trung tâm gửi về.",
    "city backup": "Sao lưu cơ sở dữ liệu của thành phố vào một tệp và đọc lại để kiểm tra.",
    "city centre": "Các trung tâm gửi về thành phố, và mã cho phép gửi.",
    "city centre add": "Thêm một trung tâm và in mã dùng một lần.",
    "city centre code": "In mã dùng một lần để trung tâm kết nối.",
    "city centre let-in": "Hai máy cùng nhận là trung tâm này: cho máy đang bị chặn được gửi, chặn máy kia.",
    "city centre list": "Liệt kê các trung tâm.",
    "city centre retire": "Trung tâm đã đóng: không gửi nữa, số liệu cũ vẫn giữ.",
    "city centre revoke": "Hủy mọi khóa và mã của một trung tâm.",
    "city centre rotate": "In khóa mới; khóa cũ còn dùng được đến lần đổi sau.",
    "city demo": "Chạy thử một thành phố: cơ sở dữ liệu, các tiến trình, trung tâm giả lập và một trung tâm thật.",
    "city doctor": "Nêu chỗ bảng số liệu của thành phố khác với nhật ký của các trung tâm. Kết thúc bằng 1 nếu có.",
    "city follow": "Cộng số liệu các trung tâm gửi về, cho đến khi dừng. Có thể chạy nhiều tiến trình cùng lúc.",
    "city install": "Ghi các tệp để systemd tự chạy thành phố và tự sao lưu mỗi đêm.",
    "city migrate": "Tạo các bảng của thành phố, hoặc đưa lên phiên bản này.",
    "city promote": "Trên máy thứ hai khi máy thứ nhất hỏng: dùng PostgreSQL của máy này từ nay.",
    "city replay": "Làm lại bảng số liệu của một trung tâm từ nhật ký đã nhận.",
    "city restore": "Nạp bản sao lưu vào cơ sở dữ liệu trống; các trung tâm tự gửi lại phần sau đó.",
    "city serve": "Nhận số liệu từ trung tâm (ingest), phục vụ điện thoại (public) hoặc bảng của thành phố (board).",
    "city user": "Người đăng nhập ở thành phố. Dùng được trong lúc thành phố đang chạy.",
    "city user add": "Thêm một người; quản trị viên đầu tiên cũng thêm bằng lệnh này.",
    "city user list": "Liệt kê người đăng nhập, và ai đang bị tắt.",
    "city user off": "Tắt một tài khoản: người đó bị đăng xuất ngay, tên vẫn giữ.",
    "city user on": "Bật lại một tài khoản.",
    "city user password": "Đặt mật khẩu mới cho một người; các phiên cũ hết hiệu lực.",
    "demo": "Chạy thử một trung tâm đầy đủ: mười lĩnh vực, mười quầy, máy lấy số, hai màn hình, máy in.",
    "device": "Máy lấy số, màn hình, máy tính bảng hướng dẫn, máy ở quầy.",
    "device add": "Thêm một máy và in địa chỉ để mở trên máy đó, dùng một lần. Khi máy chủ đang chạy, làm ở trang quản lý.",
    "doctor": "Kiểm tra: so mọi bảng với nhật ký và xem tình trạng máy. Kết thúc bằng 1 nếu có sai khác.",
    "export": "Xuất một bảng ra tệp; không nêu bảng thì liệt kê các bảng.",
    "kiosk": "Chạy hộp của máy lấy số: vẫn phát số khi mất kết nối với máy chủ.",
    "link": "Kết nối với thành phố bằng --city và --code; máy chủ đang chạy bắt đầu gửi sau vài giây.",
    "pack": "Nén các ngày đã quá hạn giữ chi tiết: mọi số liệu vẫn còn, tệp nhỏ lại.",
    "paper": "Tạo tập số giấy dự phòng (PDF): phiếu để cắt và danh sách cho cán bộ.",
    "release": "Đưa phiên bản này cho các hộp của máy lấy số, ban đêm hộp tự cập nhật.",
    "restore": "Khôi phục từ bản sao lưu; dữ liệu đang có được giữ sang bên cạnh.",
    "screen": "Ghi các tệp để máy tính nhỏ tự mở màn hình sảnh.",
    "serve": "Chạy máy chủ của trung tâm.",
    "settings": "Xuất cài đặt của trung tâm ra tệp, hoặc nhập từ tệp.",
    "settings export": "In các cài đặt của trung tâm (TOML). Dùng được trong lúc máy chủ đang chạy.",
    "settings import": "Nhập cài đặt từ tệp; trước hết cho xem các thay đổi.",
    "standby": "Máy dự phòng: luôn sao theo máy chủ nêu ở --of, cho đến lệnh takeover.",
    "standby status": "Cho biết máy dự phòng chậm bao nhiêu. Kết thúc bằng 1 nếu mất liên lạc một phút hoặc còn thiếu.",
    "standby takeover": "Máy này làm tiếp thay máy chính; không số nào phát hai lần.",
    "user": "Người đăng nhập. Cần dừng máy chủ trước; riêng list dùng được khi đang chạy.",
    "user add": "Thêm một người.",
    "user change": "Sửa tên, vai trò, mật khẩu … của một người; phần không nêu giữ nguyên.",
    "user list": "Liệt kê người đăng nhập, và ai đang bị tắt. Dùng được trong lúc máy chủ đang chạy.",
    "user remove": "Xóa một người: không đăng nhập được nữa; nhật ký vẫn giữ tên.",
    "voice": "Bản thu âm dùng để gọi số.",
    "voice check": "Kiểm tra một thư mục thu âm. Kết thúc bằng 1 nếu có lỗi.",
    "voice record-list": "In tên từng tệp và câu cần đọc.",
}
"""The texts by the words of the command."""
_LONGEST: Final = 200


def with_vietnamese(group: click.Group, path: tuple[str, ...] = ()) -> None:
    """Add the Vietnamese text to each command of a group."""
    for name, command in group.commands.items():
        words = (*path, name)
        if said := SAYS.get(" ".join(words)):
            command.short_help = f"{said} {command.get_short_help_str(_LONGEST)}"
            command.help = f"{said}\n\n{cleandoc(command.help or '')}"
        if isinstance(command, click.Group):
            with_vietnamese(command, words)
