"""The comments part of a Word document, and what a comment says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance_check.report.annotate.notes import AUTHOR, INITIALS, Note
from compliance_check.report.annotate.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def comments_of(package: Package, main: str) -> _Element:
    """The comments part of the document, a new one if it has none."""
    known = package.related(main, "comments")
    if known and known[0][1] in package:
        return package.xml(known[0][1])
    name = package.free(main.rpartition("/")[0] + "/comments{}.xml")
    root = package.add(name, f'<w:comments xmlns:w="{W[1:-1]}"/>', _TYPE)
    package.relate(main, name, "comments")
    return root


def next_id(comments: _Element) -> int:
    """The first free number of a comment."""
    return max((int(c.get(W + "id", "0")) for c in comments.iter(W + "comment")), default=-1) + 1


def write(comments: _Element, identity: int, note: Note, instant: str) -> None:
    """A new comment with the lines of a note."""
    from lxml import etree

    values = {"id": str(identity), "author": AUTHOR, "date": instant, "initials": INITIALS}
    comment = etree.SubElement(comments, W + "comment", {W + key: value for key, value in values.items()})
    for line in note.lines:
        run = etree.SubElement(etree.SubElement(comment, W + "p"), W + "r")
        text = etree.SubElement(run, W + "t", {SPACE: "preserve"})
        text.text = line
