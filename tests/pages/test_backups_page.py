"""The manager's page of backups: where they go, one made now, and a stick that was pulled out."""

from pathlib import Path
from shutil import rmtree

from playwright.sync_api import expect

from tests.pages.axe import expect_accessible
from tests.pages.sizes import at_each_size
from tests.pages.steps import role
from tests.support.browser import Visitors
from tests.support.demo import Demo


def test_the_manager_makes_a_backup_and_is_told_why_one_failed(
    demo: Demo, visitors: Visitors, tmp_path: Path
) -> None:
    page = visitors.admin()
    page.goto(f"{demo.url}/admin/backups")
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

    rmtree(stick)
    role(page, "make").press("Enter")
    expect(role(page, "failed")).to_be_visible()
    expect(role(page, "failed-text")).to_contain_text("stick")
    at_each_size(page, expect_accessible)
    demo.manage("PUT", "/settings/backup", part)
