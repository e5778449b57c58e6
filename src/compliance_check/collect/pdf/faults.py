"""What the reader says about a PDF, or a page of one, that it cannot read."""

from __future__ import annotations

from compliance_check.collect.pdf.raw import RawPage
from compliance_check.collect.refusals import refuse
from compliance_check.errors import UnreadableError
from compliance_check.model import Bilingual

REPAIRED = Bilingual(
    zh="文件已损坏，经修复后读取，部分内容可能缺失；请重新导出后再核对。",
    en="The file is damaged and was repaired for reading; parts may be missing. Export it again and check once more.",
)
REASONS = {
    "empty": ("没有文字层（扫描图片）", "no text layer (a scanned picture)"),
    "garbled": ("文字编码损坏，数字或文字无法还原", "a broken character map: words or digits cannot be recovered"),
    "curves": ("文字已转为曲线", "text drawn as curves"),
    "damaged": ("页面数据已损坏", "the page's data is damaged"),
}
OCR_ADVICE = (
    "请提供含有文字的原件，或安装文字识别组件（pip install 'compliance-check[ocr]'）后以 --ocr auto 重试。",
    "Supply the original with its text, or install the recognition extra (pip install 'compliance-check[ocr]') "
    "and try again with --ocr auto.",
)


def not_a_pdf(where: str) -> UnreadableError:
    """No PDF header in the first kilobyte."""
    return refuse(
        where,
        ("内容不是 PDF", "the content is not a PDF"),
        ("请核对是否为正确的文件。", "Check that it is the right file."),
    )


def damaged(where: str) -> UnreadableError:
    """Neither pdfium nor qpdf can open it."""
    return refuse(
        where,
        ("PDF 已损坏或不完整，无法修复", "the PDF is damaged or incomplete, beyond repair"),
        ("请重新导出或重新下载该文件。", "Export or download the file again."),
    )


def no_pages(where: str) -> UnreadableError:
    """It opens and has no page."""
    return refuse(
        where,
        ("PDF 中没有页面", "the PDF has no pages"),
        ("请重新导出该文件。", "Export the file again."),
    )


def too_many_pages(where: str, count: int, limit: int) -> UnreadableError:
    """More pages than the limit."""
    return refuse(
        where,
        (f"共 {count:,} 页，超过上限 {limit:,} 页", f"{count:,} pages, more than the limit of {limit:,}"),
        ("请拆分文件，或以 --max-pages 提高上限。", "Split the file, or raise the limit with --max-pages."),
    )


def locked(where: str, tried: bool) -> UnreadableError:
    """It needs a password; `tried` says that one was given."""
    what = (
        ("密码不正确", "the password is wrong") if tried else ("文件受密码保护", "the file is protected by a password")
    )
    todo = ("请用 --password-file 提供打开文件的密码。", "Supply the password that opens it with --password-file.")
    return refuse(where, what, todo)


def nothing_readable(where: str, pages: list[RawPage]) -> UnreadableError:
    """On no page can anything be read."""
    zh, en = REASONS[max(REASONS, key=lambda fault: sum(page.fault == fault for page in pages))]
    return refuse(where, (f"所有页面均无法读取：{zh}", f"no page can be read: {en}"), OCR_ADVICE)


def notes_on(pages: list[RawPage]) -> list[Bilingual]:
    """One note per kind of fault, with the pages that have it."""
    notes = []
    for fault, (zh, en) in REASONS.items():
        numbers = [page.number for page in pages if page.fault == fault]
        if numbers:
            listed = ranges(numbers)
            notes.append(
                Bilingual(
                    zh=f"第 {listed} 页无法读取，未作检查：{zh}。{OCR_ADVICE[0]}",
                    en=f"Page {listed} could not be read and was not checked: {en}. {OCR_ADVICE[1]}",
                )
            )
    return notes


def notes_on_scans(pages: list[RawPage]) -> list[Bilingual]:
    """A note on the pages that were read optically."""
    if not pages:
        return []
    listed = ranges([page.number for page in pages])
    return [
        Bilingual(
            zh=f"第 {listed} 页经文字识别读取，数字可能有误；单独的“-”无法识别，空单元格可能是“-”。",
            en=f"Page {listed} was read optically: figures may be misread; a lone dash is not seen, so an empty cell "
            "may stand for it.",
        )
    ]


def notes_on_hidden(pages: list[RawPage]) -> list[Bilingual]:
    """A note on the pages with characters that nobody sees."""
    hidden = [page for page in pages if page.hidden]
    if not hidden:
        return []
    listed, count = ranges([page.number for page in hidden]), sum(page.hidden for page in hidden)
    return [
        Bilingual(
            zh=f"第 {listed} 页有 {count} 个看不见的字符（白色、透明、极小或被遮盖），未作检查；请在发布前确认并删除。",
            en=f"Page {listed}: {count} characters that nobody sees (white, transparent, tiny or covered) were not "
            "checked; remove them before publication.",
        )
    ]


def notes_on_annotations(pages: list[RawPage]) -> list[Bilingual]:
    """Notes on the pages whose form fields or pictures could not be read, and on those that bear reviewers' marks."""
    notes = []
    if pictured := [page.number for page in pages if page.pictured]:
        notes.append(
            Bilingual(
                zh=f"第 {ranges(pictured)} 页有图片，图片中的文字和数字未读取；如有图表或表格，请人工核对。",
                en=f"Page {ranges(pictured)}: text and figures in the pictures were not read; check charts and tables "
                "among them by hand.",
            )
        )
    if lost := [page.number for page in pages if page.lost]:
        notes.append(
            Bilingual(
                zh=f"第 {ranges(lost)} 页的表单域无法读取，所填内容未作检查；请打印为普通 PDF 后再检查。",
                en=f"Page {ranges(lost)}: the form fields could not be read and what is filled in was not checked; "
                "print the file to an ordinary PDF and check that.",
            )
        )
    if marked := [page for page in pages if page.marks]:
        notes.append(_note_on_marks(ranges([page.number for page in marked]), sum(page.marks for page in marked)))
    return notes


def _note_on_marks(listed: str, count: int) -> Bilingual:
    return Bilingual(
        zh=f"第 {listed} 页有 {count} 处审阅标记（高亮、删除线、便笺等），其中的文字未读取；请在发布前处理并清除。",
        en=f"Page {listed}: {count} marks of reviewers (highlights, struck words, notes), whose text was not read; "
        "settle and remove them before publication.",
    )


def notes_on_forms(kind: int) -> list[Bilingual]:
    """A note on a form whose pages a viewer makes up when it opens the file; `kind` as pdfium tells it."""
    import pypdfium2.raw as raw

    if kind != raw.FORMTYPE_XFA_FULL:
        return []
    return [
        Bilingual(
            zh="文件是动态表单（XFA），页面内容由阅读软件打开时生成，未读取；请打印为普通 PDF 后再检查。",
            en="The file is a dynamic form (XFA): viewers make up its pages on opening, and these were not read. Print "
            "it to an ordinary PDF and check that.",
        )
    ]


def ranges(numbers: list[int]) -> str:
    """Page numbers with consecutive ones as a range.

    >>> ranges([1, 2, 3, 7])
    '1-3, 7'
    """
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][-1] == number - 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts)
