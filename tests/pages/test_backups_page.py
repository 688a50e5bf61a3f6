"""The manager's page of backups: where they go, one made now, and a stick that was pulled out."""

from pathlib import Path
from shutil import rmtree

from playwright.sync_api import Route, expect

from tests.pages.axe import expect_accessible
from tests.pages.sizes import EACH_SIZE, AtEachSize
from tests.pages.steps import role
from tests.support.browser import Visitors
from tests.support.demo import Demo


def refused(route: Route) -> None:
    words = {
        "code": "passphrase_short",
        "detail": "Mật khẩu cần ít nhất 12 ký tự.",
        "action": "Dùng câu dài hơn.",
    }
    route.fulfill(status=422, content_type="application/problem+json", json=words)


@EACH_SIZE
def test_the_manager_makes_a_backup_and_is_told_why_one_failed(
    demo: Demo, visitors: Visitors, tmp_path: Path, at_each_size: AtEachSize
) -> None:
    page = visitors.signed_in("quanly", "/admin/backups")
    second = demo.manage("POST", "/tokens", {"name": "may-hai", "role": "standby"})
    pulled = page.request.post(
        f"{demo.url}/api/v1/standby/pull",
        headers={"Authorization": f"Bearer {second['token']}"},
        data={"seq": 0, "digest": "00" * 32},
    )
    assert pulled.ok
    page.reload()
    expect(role(page, "second-text")).to_contain_text("may-hai: ")
    expect(role(page, "no-folder")).to_be_visible()
    expect(role(page, "make")).to_be_hidden()
    at_each_size(page, expect_accessible)

    stick = tmp_path / "stick"
    stick.mkdir()
    part = demo.settings()["backup"]
    demo.manage("PUT", "/settings/backup", part | {"folder": str(stick), "every_hours": 0})
    page.reload()
    role(page, "make").click()
    expect(role(page, "said")).to_have_text("Đã sao lưu và đọc lại nguyên vẹn.")
    expect(role(page, "same-disk")).to_be_visible()
    (file,) = stick.iterdir()
    expect(role(page, "made-file")).to_have_text(str(file))
    at_each_size(page, expect_accessible)

    role(page, "encrypt").get_by_label("Mật khẩu mới").fill("mot cau de nho")
    role(page, "encrypt").get_by_label("Nhập lại mật khẩu").fill("mot cau de nho")
    visitors.forgive("422 .*/backups/passphrase$")
    page.route("**/backups/passphrase", refused)
    role(page, "encrypt").get_by_role("button", name="Mã hóa bằng mật khẩu này").click()
    expect(role(page, "encrypt-said")).to_have_text("Mật khẩu cần ít nhất 12 ký tự. Dùng câu dài hơn.")
    expect(role(page, "encrypt").get_by_label("Mật khẩu mới")).to_have_value("mot cau de nho")
    page.unroute("**/backups/passphrase")
    role(page, "encrypt").get_by_role("button", name="Mã hóa bằng mật khẩu này").click()
    expect(role(page, "encrypted")).to_be_visible()
    expect(role(page, "encrypt").get_by_label("Mật khẩu mới")).to_have_value("")

    question = page.get_by_role("dialog", name="Không mã hóa bản sao lưu nữa?")
    role(page, "encrypt-no-more").click()
    question.get_by_role("button", name="Hủy").click()
    expect(question).to_be_hidden()
    assert demo.settings()["backup"]["recipient"]
    role(page, "encrypt-no-more").click()
    question.get_by_role("button", name="Không mã hóa nữa").click()
    expect(role(page, "plain")).to_be_visible()
    expect(question).to_be_hidden()

    rmtree(stick)
    role(page, "make").press("Enter")
    expect(role(page, "failed")).to_be_visible()
    expect(role(page, "failed-text")).to_contain_text("Chưa sao lưu được. Máy chủ không thấy thư mục")
    expect(role(page, "failed-text")).not_to_contain_text("No backup was made")
    at_each_size(page, expect_accessible)
    demo.manage("PUT", "/settings/backup", part)
    demo.manage("DELETE", f"/tokens/{second['id']}")
    expect(role(page, "second")).to_be_hidden()
