"""The reasons for which a file is not read: one clear line each, in Chinese and in English."""

from __future__ import annotations

from compliance_check.errors import UnreadableError
from compliance_check.model import Bilingual


def refuse(where: str, what: tuple[str, str], todo: tuple[str, str]) -> UnreadableError:
    """An error about the file `where`; `what` and `todo` are (Chinese, English)."""
    return UnreadableError(where, Bilingual(zh=what[0], en=what[1]), Bilingual(zh=todo[0], en=todo[1]))


def missing(where: str) -> UnreadableError:
    """The file is not there (any more)."""
    return refuse(
        where,
        ("文件不存在或已被移走", "the file does not exist, or has been moved away"),
        ("请核对路径后重试。", "Check the path and try again."),
    )


def not_a_file(where: str) -> UnreadableError:
    """The path is a folder."""
    return refuse(
        where,
        ("这是文件夹，不是文件", "this is a folder, not a file"),
        ("请给出其中的文件。", "Name the files in it."),
    )


def forbidden(where: str, reason: str) -> UnreadableError:
    """The operating system does not hand the file out."""
    return refuse(
        where,
        (f"无法读取文件（{reason}）", f"the file cannot be read ({reason})"),
        ("请检查访问权限和存储介质。", "Check the permissions and the storage it lies on."),
    )


def empty(where: str) -> UnreadableError:
    """The file has no bytes."""
    return refuse(
        where, ("文件为空", "the file is empty"), ("请核对是否为正确的文件。", "Check that it is the right file.")
    )


def no_text(where: str) -> UnreadableError:
    """The file could be opened, and there is nothing in it to check."""
    return refuse(
        where,
        ("文件中没有可供检查的文字", "there is no text in the file to check"),
        (
            "请提供含有文字的版本；扫描件请先做文字识别。",
            "Supply a version with text; run a scan through text recognition first.",
        ),
    )


def too_large(where: str, size: int, limit: int) -> UnreadableError:
    """The file is larger than the limit; both in bytes."""
    megabytes = limit / 1_000_000
    return refuse(
        where,
        (
            f"文件过大（{size / 1_000_000:,.0f} MB，上限 {megabytes:,.0f} MB）",
            f"the file is too large ({size / 1_000_000:,.0f} MB, the limit is {megabytes:,.0f} MB)",
        ),
        ("请拆分文件，或去掉无关的内容。", "Split it, or leave out what does not belong to the disclosure."),
    )


def line_too_long(where: str, line: int, limit: int) -> UnreadableError:
    """A line of a text is longer than any disclosure's; `limit` in characters."""
    return refuse(
        f"{where}:{line}",
        (
            f"该行超过 {limit:,} 个字符，不像是披露文件",
            f"this line is longer than {limit:,} characters, no disclosure has such lines",
        ),
        (
            "请检查文件是否损坏，或重新导出为分段的文本。",
            "Check whether the file is damaged, or export it again with paragraphs.",
        ),
    )


def too_many_lines(where: str, limit: int) -> UnreadableError:
    """A text of more lines than any disclosure has."""
    return refuse(
        where,
        (f"文件超过 {limit:,} 行，不像是披露文件", f"the file has more than {limit:,} lines, as no disclosure has"),
        ("请检查文件是否正确，或拆分后重试。", "Check that it is the right file, or split it."),
    )


def not_text(where: str) -> UnreadableError:
    """Binary content of no known kind."""
    return refuse(
        where,
        ("内容不是文字，也不是可识别的文件格式", "the content is neither text nor a known file format"),
        (
            "请提供 txt、md、html、docx、xlsx、csv 或 pdf 文件。",
            "Supply a txt, md, html, docx, xlsx, csv or pdf file.",
        ),
    )


def damaged_text(where: str, line: int) -> UnreadableError:
    """UTF-8 text with bytes that are no UTF-8, for the first time in `line`."""
    return refuse(
        f"{where}:{line}",
        (
            "该行含有损坏的 UTF-8 字节，文件可能不完整",
            "this line holds bytes that are not UTF-8; the file may be incomplete",
        ),
        ("请重新导出或重新传输该文件。", "Export the file again, or transfer it again."),
    )


def unknown_encoding(where: str) -> UnreadableError:
    """Text, but in no encoding that could be told with certainty."""
    return refuse(
        where,
        ("无法确定文字编码", "the character encoding cannot be told with certainty"),
        ("请另存为 UTF-8 后重试。", "Save the file as UTF-8 and try again."),
    )


def encrypted(where: str) -> UnreadableError:
    """An Office file that a password opens."""
    return refuse(
        where,
        ("文件设有打开密码，无法读取", "the file is encrypted with a password"),
        (
            "请在原软件中取消打开密码，另存一份后再试。",
            "Remove the password in the program it comes from, save a copy, and retry.",
        ),
    )


def old_office(where: str) -> UnreadableError:
    """An OLE2 container: .doc, .xls, or an encrypted .docx or .xlsx."""
    return refuse(
        where,
        (
            "这是旧版 Office 文件（doc、xls、ppt）或设有密码的 Office 文件",
            "this is an old Office file (doc, xls, ppt) or an Office file with a password",
        ),
        ("请去掉密码并另存为 docx 或 xlsx。", "Remove the password and save it as docx or xlsx."),
    )


def unsupported(where: str, kind: str) -> UnreadableError:
    """A known format that no reader is there for."""
    return refuse(
        where,
        (f"不支持 {kind} 格式", f"{kind} files are not supported"),
        (
            "请转换为 txt、md、html、docx、xlsx、csv 或 pdf 文件。",
            "Convert it to a txt, md, html, docx, xlsx, csv or pdf file.",
        ),
    )
