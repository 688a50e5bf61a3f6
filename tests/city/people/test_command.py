"""`goiso city user`."""

import pytest
from click.testing import CliRunner

from server.command.city.commands import city
from tests.support.city_office import PASSWORD


@pytest.fixture
def run(office):
    def call(*words: str):
        environment = {"GOISO_CITY_DATABASE": office.conninfo}
        return CliRunner().invoke(city, ["user", *words], env=environment)

    return call


def test_the_first_administrator_is_added_by_command_and_signs_in(office, run):
    added = run("add", "root", "--name", "Quản trị", "--role", "administrator", "--password", PASSWORD)
    assert (added.exit_code, added.output) == (0, "root may sign in as administrator.\n")
    assert office.browser("root").get("/people").status_code == 200
    assert office.rows("SELECT actor FROM audit WHERE facts->>'username' = 'root'") == [("system",)]


def test_a_password_a_switch_and_the_list(office, run):
    browser = office.browser("hoa")
    assert run("password", "hoa", "--password", "mot-mat-khau-khac").exit_code == 0
    assert browser.get("/account").status_code == 302
    assert run("off", "hoa").output == "hoa is switched off.\n"
    listed = run("list").output.splitlines()
    assert listed[0] == "user name\trole\tcentres\tname"
    assert "hoa\tviewer (off)\tall\tTrần Hoa" in listed
    assert "minh\tliaison\tW0001\tLê Minh" in listed
    assert run("on", "hoa").exit_code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "x y", "--password", PASSWORD), "user name: 1 to 32"),
        (("add", "tuan", "--password", "ngan"), "at least 8 characters"),
        (("add", "tuan", "--role", "liaison", "--password", PASSWORD), "choose at least one centre"),
        (("off", "lan"), "last administrator"),
        (("off", "ai"), "There is no user name"),
    ],
)
def test_what_cannot_be_is_one_sentence(run, words, told):
    refused = run(*words)
    assert (refused.exit_code, told in refused.output, "Traceback" in refused.output) == (1, True, False)


def test_a_database_that_is_gone_is_one_sentence():
    gone = {"GOISO_CITY_DATABASE": "host=/nonexistent dbname=x connect_timeout=1"}
    refused = CliRunner().invoke(city, ["user", "list"], env=gone)
    assert (refused.exit_code, "does not answer" in refused.output) == (1, True)
