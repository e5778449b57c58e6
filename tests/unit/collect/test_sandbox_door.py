"""Which formats the front door reads in a child process."""

from __future__ import annotations

import pytest

from compliance_check import collect
from compliance_check.collect import media, sandbox
from compliance_check.errors import UnreadableError


@pytest.mark.parametrize(
    ("name", "data"), [("a.docx", b"PK\x03\x04"), ("a.xlsx", b"PK\x03\x04"), ("a.pdf", b"%PDF-1.7")]
)
def test_risky_formats_are_read_in_a_child(name: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def record(target: str, *_: object) -> None:
        calls.append(target)
        raise UnreadableError.__new__(UnreadableError)

    monkeypatch.setattr(sandbox, "run", record)
    with pytest.raises(UnreadableError):
        collect.read_bytes(data, name, "d1")
    assert calls == [collect.READERS[media.EXTENSIONS[name[1:]]]]


def test_text_is_read_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "run", None)
    assert collect.read_bytes("实际资本".encode(), "a.txt", "d1").blocks
