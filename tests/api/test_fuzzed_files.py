"""Files that managers hand in, whatever is in them: taken in, or refused in words with nothing changed."""

from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.api import Api

CATALOGUE: Final = "code,name,short_name,field,said,minutes\n2.000815,Chứng thực,Sao y,CT,sao y;photo,5\n1.000001,Khai sinh,,HT,,\n"
DOSSIERS: Final = (
    "code,procedure,state,received,due,finished,channel\n"
    "H26.14-261102-0002,2.000815,Đã trả kết quả,02/11/2026,03/11/2026,02/11/2026,Trực tiếp\n"
    "H26.14-261103-0003,2.000815,Đang xử lý,03/11/2026,30/11/2026,,Trực tuyến\n"
)
DAYS: Final = "from=2026-11-01&to=2026-11-23&source=thang-11.csv"
ENDS: Final = st.sampled_from(
    ("", ",", '"', "\n", "\r", "\t", ";", "\x00", "=1+1", "'", "\ufeff", "\u202e", "𠮷")
)
CODINGS: Final = st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1258", "latin-1"))
PICTURES: Final = st.sampled_from(
    (
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"RIFF\x10\0\0\0WEBP",
        b"BM",
        b"II*\0",
        b"\0\0\0\x18ftypmp42",
        b"\x1aE\xdf\xa3",
    )
)


@st.composite
def tables(draw: st.DrawFn, whole: str) -> bytes:
    """The table with something put in or taken out in some places, as some office's program saves it."""
    text = whole
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        gone = draw(st.integers(0, 20))
        text = text[:at] + draw(ENDS | st.text(max_size=8)) + text[at + gone :]
    return text.encode(draw(CODINGS), "replace")


FILES: Final = st.one_of(
    st.tuples(st.just("/procedures.csv"), tables(CATALOGUE) | st.binary(max_size=200)),
    st.tuples(st.just("/procedures.csv?preview=true"), tables(CATALOGUE)),
    st.tuples(st.just(f"/dossiers.csv?{DAYS}"), tables(DOSSIERS) | st.binary(max_size=200)),
    st.tuples(st.just(f"/dossiers.csv?{DAYS}&preview=true"), tables(DOSSIERS)),
    st.tuples(
        st.sampled_from(("/notices/files", "/logos")),
        st.builds(lambda head, rest: head + rest, PICTURES, st.binary(max_size=200)),
    ),
)
NAMED: Final = {400, 409, 412, 413, 422}


def is_taken_or_refused(api: Api, file: tuple[str, bytes]) -> None:
    address, content = file
    answer = api.admin.put(address, content)
    assert answer.status_code in {200, 201} | NAMED, (answer.status_code, answer.text)
    assert answer.status_code not in NAMED or answer.json["action"]


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(FILES)
def test_whatever_a_file_holds(api: Api, file: tuple[str, bytes]) -> None:
    is_taken_or_refused(api, file)


@pytest.mark.torture
@settings(max_examples=10_000, derandomize=False, suppress_health_check=list(HealthCheck))
@given(FILES)
def test_whatever_ten_thousand_files_hold(api: Api, file: tuple[str, bytes]) -> None:
    is_taken_or_refused(api, file)
