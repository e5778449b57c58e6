"""What is said of a Word document besides its text: what was read as settled, and what was not read."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_check.collect.drawing_notes import notes_on_drawings
from compliance_check.collect.drawings import Drawings
from compliance_check.model import Bilingual

LONGEST_NAME = 16


def notes_on(changes: int, hidden: int, drawings: Drawings, chunks: int) -> Iterator[Bilingual]:
    """The notes on a document: tracked changes, characters of hidden text, drawings, contents of other files in it."""
    if changes:
        yield Bilingual(
            zh=f"文档含 {changes} 处尚未接受的修订，已按全部接受后的内容读取；请在发布前接受或拒绝修订",
            en=f"the document has {changes} tracked changes and was read as if all were accepted; settle them first",
        )
    if hidden:
        yield Bilingual(
            zh=f"文档含 {hidden} 个字符的隐藏文字，未读取；请在发布前确认并删除",
            en=f"the document holds {hidden} characters of hidden text, which were not read; remove them first",
        )
    yield from notes_on_drawings(drawings)
    if chunks:
        yield Bilingual(
            zh=f"文档引入了 {chunks} 处其他文件的内容（altChunk），未读取；请用 Word 打开并另存后再检查",
            en=f"the contents of {chunks} other files (altChunk) were not read; save the document anew in Word",
        )


def shortened(text: str) -> str:
    """The beginning of a text, to find it again by."""
    return text[:LONGEST_NAME] + ("…" if len(text) > LONGEST_NAME else "")
