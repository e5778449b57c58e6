"""What is said of a page besides its text: what it hides, and what can be seen on it but not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance_check.collect.attributes import integer
from compliance_check.collect.html_text import SILENT, is_hidden
from compliance_check.model import Bilingual

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST_NAME = 16
SMALLEST = 60
"""Pixels: what is smaller is an icon."""
_FRAMES = ("iframe", "frame", "object", "embed", "canvas")


def notes_on(root: _Element) -> Iterator[Bilingual]:
    """The notes on a page."""
    hidden = [text for element in _outermost_hidden(root) if (text := " ".join(_words(element)))]
    if hidden:
        count, first = len(hidden), hidden[0][:LONGEST_NAME]
        yield Bilingual(
            zh=f"页面有 {count} 处文字打开时不显示（如“{first}”），未读取；如点击后可见，请展开后另存网页再检查",
            en=f"{count} places of the page do not show when it opens (“{first}”) and were not read; if a click shows "
            "them, save the page unfolded and check that",
        )
    frames = sum(1 for _ in root.iter(*_FRAMES))
    if frames:
        yield Bilingual(
            zh=f"页面有 {frames} 处内嵌内容（框架、插件或脚本绘制的图表），未读取；请人工核对",
            en=f"{frames} embedded contents of the page (frames, plug-ins, charts drawn by scripts) were not read; "
            "check them by hand",
        )
    pictures = [picture for picture in root.iter("img") if _may_hold_figures(picture)]
    if pictures:
        name = pictures[0].get("alt") or pictures[0].get("src", "").rpartition("/")[2]
        name = f"“{name[:LONGEST_NAME]}”" if name and "," not in name else f"#{pictures[0].sourceline}"
        yield Bilingual(
            zh=f"页面有 {len(pictures)} 张图片（首张 {name}），图片中的文字和数字未读取；如有图表或表格，请人工核对",
            en=f"text and figures in {len(pictures)} pictures of the page (the first: {name}) were not read; check "
            "charts and tables among them by hand",
        )


def _may_hold_figures(picture: _Element) -> bool:
    """Whether a picture is shown, and neither an ornament by its own account nor part of the page around the text."""
    sizes = [integer(picture.get(name), SMALLEST) for name in ("width", "height")]
    around = [picture, *picture.iterancestors()]
    return (
        picture.get("alt") != ""
        and min(sizes) >= SMALLEST
        and not any(element.tag in ("nav", "header", "footer") or is_hidden(element) for element in around)
    )


def _outermost_hidden(root: _Element) -> Iterator[_Element]:
    """The elements that hide themselves and do not stand in one that does."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str) or element.tag in SILENT:
            continue
        if is_hidden(element):
            yield element
        else:
            waiting.extend(reversed(element))


def _words(element: _Element) -> Iterator[str]:
    """The words of an element, whether shown or not."""
    waiting = [element]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner.tag, str) and inner.tag not in SILENT:
            yield from (inner.text or "").split()
            waiting.extend(reversed(inner))
        if inner is not element:
            yield from (inner.tail or "").split()
