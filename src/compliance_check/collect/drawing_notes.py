"""What is said of drawings whose figures could not be read, or that show none to be read."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_check.collect.drawings import Drawings
from compliance_check.model import Bilingual

NAMED_AT_MOST = 3


def notes_on_drawings(drawings: Drawings) -> Iterator[Bilingual]:
    """A note on each kind."""
    if drawings.silent:
        zh, en = places(drawings.silent)
        yield Bilingual(
            zh=f"{zh}的图表有数值未以数据标签显示，未作检查；请人工核对",
            en=f"charts {en} draw values without data labels, which were not checked; check them by hand",
        )
    if drawings.unread:
        zh, en = places(drawings.unread)
        yield Bilingual(
            zh=f"{zh}的图表或 SmartArt 在文件中缺少数据，未读取；请人工核对图中数值",
            en=f"charts or SmartArt {en} lack their data in the file and were not read; check them by hand",
        )
    if drawings.objects:
        (zh, en), programs = places(drawings.objects), ", ".join(sorted(drawings.programs)[:NAMED_AT_MOST])
        yield Bilingual(
            zh=f"{zh}的嵌入对象（{programs}）以图片显示，未读取；请改为表格或文字，或人工核对",
            en=f"embedded objects ({programs}) {en} show as pictures and were not read; make them tables or text, "
            "or check them by hand",
        )
    if drawings.pictures:
        zh, en = places(drawings.pictures)
        yield Bilingual(
            zh=f"{zh}的图片中的文字和数字未读取；图片如含图表或表格，请人工核对",
            en=f"text and figures in the pictures {en} were not read; check charts and tables among them by hand",
        )


def places(texts: list[str]) -> tuple[str, str]:
    """Places named by the text at them or before them, in both languages."""
    named = list(dict.fromkeys(text for text in texts if text))
    if not named:
        return f"文档开头 {len(texts)} 处", f"({len(texts)}) at the beginning"
    more = " …" if len(named) > NAMED_AT_MOST else ""
    quoted = [f"“{text}”" for text in named[:NAMED_AT_MOST]]
    return f"{'、'.join(quoted)}{more}处（共 {len(texts)} 处）", f"at {', '.join(quoted)}{more} ({len(texts)} in all)"
