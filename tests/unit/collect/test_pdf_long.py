"""Long files: read within bounds, by one process or several, with the same result; and what goes wrong on the way."""

from __future__ import annotations

import os

import pytest

from compliance_check import collect
from compliance_check.collect import ReadOptions, handover, media, sandbox
from compliance_check.collect.pdf import reader, warm
from compliance_check.collect.progress import heard_by
from compliance_check.collect.source import Source
from compliance_check.errors import UnreadableError
from compliance_check.model import Document
from tests.unit.collect.pdf_pages import Sheet, draw

CONTENT = b"BT /F 12 Tf 72 720 Td (Net assets 97,231.28) Tj ET"


def pages_of_one_line(count: int) -> bytes:
    """A PDF of so many pages, each with a page object of its own and one line."""
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count),
        b"<</Length %d>>stream\n%b\nendstream" % (len(CONTENT), CONTENT),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[page] * count,
    ]
    body, places = [b"%PDF-1.4\n"], []
    length = len(body[0])
    for number, content in enumerate(objects, 1):
        places.append(length)
        body.append(b"%d 0 obj%bendobj\n" % (number, content))
        length += len(body[-1])
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(places) + 1, entries)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, length)
    return b"".join([*body, table, trailer])


def test_ten_thousand_pages_are_read_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(collect.IN_SANDBOX, media.PDF, sandbox.Limits(memory=300, processor=30, wall=300))
    found = collect.read_bytes(pages_of_one_line(10_000), "long.pdf", "d1")
    assert len(found.pages) == 10_000
    assert sum(passage.text.count("97,231.28") for _, passage in found.passages()) == 10_000


def test_a_lower_limit_refuses_in_one_line_of_each_language() -> None:
    with pytest.raises(UnreadableError) as caught:
        collect.read_bytes(pages_of_one_line(101), "long.pdf", "d1", ReadOptions(max_pages=100))
    assert caught.value.exit_code == 3
    assert "101 pages, more than the limit of 100" in caught.value.line("en")
    assert "--max-pages" in caught.value.line("zh")


def test_processes_and_the_handover_change_nothing() -> None:
    def page(number: int) -> object:
        def body(sheet: Sheet) -> None:
            sheet.text(72, 100, f"第{number}号表列示本季度末的主要指标。")
            sheet.rows([72.0, 200.0, 300.0], 200, 20, [["项目", "期末"], ["实际资本", f"{number}.28"]])

        return body

    data = draw(*[page(number) for number in range(120)])
    direct = reader.read(Source(data, "a.pdf", "d1", "application/pdf"))
    for jobs in (1, 2, 3):
        assert collect.read_bytes(data, "a.pdf", "d1", ReadOptions(jobs=jobs)) == direct


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_is_told(jobs: int) -> None:
    heard: list[tuple[int, int]] = []
    source = Source(pages_of_one_line(121), "a.pdf", "d1", "application/pdf", ReadOptions(jobs=jobs))
    with heard_by(lambda *page: heard.append(page)):
        reader.read(source)
    assert heard == [(min(number, 121), 121) for number in range(jobs, 122 + jobs - 1, jobs)]


def test_a_worker_that_crashes_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    home, read_page = os.getpid(), reader.read_page

    def crash(page: object, number: int) -> object:
        if os.getpid() != home and number == 52:
            os._exit(1)
        return read_page(page, number)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "read_page", crash)
    with pytest.raises(EOFError):  # in the sandbox: the line for a damaged file
        reader.read(Source(pages_of_one_line(120), "a.pdf", "d1", "application/pdf", ReadOptions(jobs=2)))


def test_what_is_no_document_is_not_taken_for_one() -> None:
    for parts in ([], [{"blocks": (), "pages": []}], [{"id": "d1"}], [None], [[], [1]]):
        with pytest.raises((StopIteration, TypeError, ValueError, KeyError)):
            handover.unpack(iter(parts))


def test_the_page_read_ahead_is_a_sound_file() -> None:
    document: Document = reader.read(Source(warm._file(), "a", "d1", "application/pdf"))
    assert not document.notes
    assert "1,234.56" in document.blocks[0].passage.text
