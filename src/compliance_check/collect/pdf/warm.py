"""What a process does once before it reads its first PDF, done ahead of the fork so that no child does it again.

Besides imports and tables of ours that is pdfium's list of the fonts installed, which takes as long as ten pages. The
only file read here is the one below, and nothing of it is kept.
"""

from __future__ import annotations

from functools import cache

from compliance_check.collect.pdf.reader import read
from compliance_check.collect.source import Source

CONTENT = b"0 0 m 100 0 l S BT /F 12 Tf 72 720 Td (Total 1,234.56) Tj 0 -20 Td (\\244\\244 2) Tj ET"
OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
    b"<</Length %d>>stream\n%b\nendstream" % (len(CONTENT), CONTENT),
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
)


@cache
def warm() -> None:
    """Read a page of our own."""
    read(Source(_file(), "", "", "application/pdf"))


def _file() -> bytes:
    """A PDF of one page with a line, in a font that is not embedded."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(OBJECTS, 1):
        places.append(len(body))
        body += b"%d 0 obj%bendobj\n" % (number, content)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(places) + 1, entries)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, len(body))
    return body + table + trailer
