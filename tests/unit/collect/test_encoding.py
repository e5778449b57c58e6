"""Every encoding that a Chinese draft comes in, and the binary content that is none."""

from __future__ import annotations

import codecs
from random import Random

import pytest

from compliance_check.collect.encoding import decode
from compliance_check.errors import UnreadableError

TEXT = "截至报告期末，本公司实际资本为 97,231.28 万元。\r\n核心偿付能力充足率 207.24%。\n"
RARE = "股东名称：囧镕实业有限公司，持股比例 12.5%，董事长㙍先生。"
TRADITIONAL = "本公司截至期末之實際資本為九億元，償付能力充足率為百分之二百零七，風險綜合評級為甲類。" * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-32"])
def test_the_same_text_from_every_encoding(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "draft") == TEXT


@pytest.mark.parametrize(
    "data", [codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), TEXT.encode("utf-16-le"), TEXT.encode("utf-16-be")]
)
def test_utf_16_by_its_mark_and_without(data: bytes) -> None:
    assert decode(data, "draft") == TEXT


def test_utf_16_without_a_mark_though_common_characters_hold_zero_bytes() -> None:
    text = "一是一、二是二，报告期内一切正常。" * 200
    for encoding in ("utf-16-le", "utf-16-be"):
        assert decode((text + "\n2025\n").encode(encoding), "draft") == text + "\n2025\n"


def test_characters_beyond_gb_2312_survive() -> None:
    assert decode((RARE + TEXT).encode("gb18030"), "draft") == RARE + TEXT


def test_damaged_utf_8_is_refused_with_its_line() -> None:
    data = (TEXT * 20).encode()
    with pytest.raises(UnreadableError, match=r"draft:4: .*not UTF-8"):
        decode(data[:200] + b"\xff" + data[201:], "draft")
    with pytest.raises(UnreadableError, match="not UTF-8"):
        decode(TEXT.encode()[:31], "draft")


def test_big5_goes_to_the_detector() -> None:
    assert decode(TRADITIONAL.encode("big5"), "draft") == TRADITIONAL


@pytest.mark.parametrize(
    "data", [Random(7).randbytes(20000), b"\0" * 5000, bytes(range(256)) * 50, b"text\0\0\1\2" * 100]
)
def test_binary_content_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        decode(data, "draft")
