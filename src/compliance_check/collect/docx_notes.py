"""What is said of a Word document besides its text: what was read as settled, and what was not read."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_check.collect.docx_drawings import Drawings
from compliance_check.model import Bilingual

NAMED_AT_MOST = 3
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
    if drawings.silent:
        yield note_on_silent_charts(drawings.silent)
    if drawings.unread:
        zh, en = places(drawings.unread)
        yield Bilingual(
            zh=f"{zh}的图表（瀑布图、漏斗图等新式图表，或数据缺失）未读取；请人工核对图中数值",
            en=f"charts {en} (of the new kinds such as waterfalls, or without their data) were not read; check the "
            "values in them by hand",
        )
    if drawings.objects:
        (zh, en), programs = places(drawings.objects), ", ".join(sorted(drawings.programs)[:NAMED_AT_MOST])
        yield Bilingual(
            zh=f"{zh}的嵌入对象（{programs}）以图片显示，未读取；请改为 Word 表格或文字，或人工核对",
            en=f"embedded objects ({programs}) {en} show as pictures and were not read; make them tables or text of "
            "Word, or check them by hand",
        )
    if drawings.pictures:
        zh, en = places(drawings.pictures)
        yield Bilingual(
            zh=f"{zh}的图片中的文字和数字未读取；图片如含图表或表格，请人工核对",
            en=f"text and figures in the pictures {en} were not read; check charts and tables among them by hand",
        )
    if chunks:
        yield Bilingual(
            zh=f"文档引入了 {chunks} 处其他文件的内容（altChunk），未读取；请用 Word 打开并另存后再检查",
            en=f"the contents of {chunks} other files (altChunk) were not read; save the document anew in Word",
        )


def note_on_silent_charts(titles: list[str]) -> Bilingual:
    """That charts draw values which no label shows; titles: theirs, or the text before them."""
    zh, en = places(titles)
    return Bilingual(
        zh=f"{zh}的图表有数值未以数据标签显示，未作检查；请人工核对",
        en=f"charts {en} draw values without data labels, which were not checked; check them by hand",
    )


def places(texts: list[str]) -> tuple[str, str]:
    """Places named by the text at them or before them, in both languages."""
    named = list(dict.fromkeys(text for text in texts if text))
    if not named:
        return f"文档开头 {len(texts)} 处", f"({len(texts)}) at the beginning"
    more = " …" if len(named) > NAMED_AT_MOST else ""
    quoted = [f"“{text}”" for text in named[:NAMED_AT_MOST]]
    return f"{'、'.join(quoted)}{more}处（共 {len(texts)} 处）", f"at {', '.join(quoted)}{more} ({len(texts)} in all)"


def shortened(text: str) -> str:
    """The beginning of a text, to find it again by."""
    return text[:LONGEST_NAME] + ("…" if len(text) > LONGEST_NAME else "")
