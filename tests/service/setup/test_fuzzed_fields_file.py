"""A file of fields, whatever is in it: read as fields that a centre can have, or refused in words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.core.queue.prefixes import one_begins_another
from server.core.refusal import Refusal
from server.service.setup import fields_file
from tests.api.test_fuzzed_files import tables
from tests.service.setup.test_fields_file import KNOWN

WHOLE = fields_file.written(KNOWN).decode("utf-8-sig")
FILES = tables(WHOLE) | tables("Tên lĩnh vực;Chữ đầu\nThuế;T\nĐất đai;Đ\n") | st.binary(max_size=300)
EVERYTHING = list(HealthCheck)


def is_read_or_refused(file: bytes) -> None:
    refused: Refusal | None = None
    try:
        found = fields_file.read(file, KNOWN)
    except Refusal as refusal:
        refused = refusal
    if refused is not None:
        assert refused.code == "fields_file_unreadable"
        assert all(refused.texts().values())
        return
    prefixes = [field.prefix for field in found]
    assert 1 <= len(found) <= fields_file.MOST
    assert len({field.code for field in found}) == len(found)
    assert one_begins_another(prefixes) is None
    assert fields_file.read(fields_file.written(found), found) == found


@settings(max_examples=60, suppress_health_check=EVERYTHING)
@given(FILES)
def test_whatever_a_file_of_fields_holds(file: bytes) -> None:
    is_read_or_refused(file)


@pytest.mark.torture
@settings(max_examples=5000, derandomize=False, suppress_health_check=EVERYTHING)
@given(FILES)
def test_whatever_five_thousand_files_of_fields_hold(file: bytes) -> None:
    is_read_or_refused(file)
