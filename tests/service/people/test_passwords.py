"""Passwords are kept as slow hashes, whatever the tests' own servers do to start quickly."""

from argon2 import extract_parameters
from argon2.low_level import Type

from server.service.people.passwords import Passwords
from tests.support.quick_passwords import QUICK

LEAST_KIB = 19_456
LEAST_PASSES = 2
"""What OWASP asks of Argon2id at least."""


def test_a_centre_hashes_with_the_work_that_guessing_has_to_do_too() -> None:
    kept = extract_parameters(Passwords().hashed("mat-khau-dai"))
    assert kept.type is Type.ID
    assert kept.memory_cost >= LEAST_KIB
    assert kept.time_cost >= LEAST_PASSES


def test_what_was_hashed_with_other_work_is_still_known() -> None:
    assert Passwords().matches(QUICK.hashed("mat-khau-dai"), "mat-khau-dai")
    assert not Passwords().matches(QUICK.hashed("mat-khau-dai"), "mat-khau-khac")
