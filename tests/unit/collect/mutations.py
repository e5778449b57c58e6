"""Small real files of every format this project reads, and ways to damage them."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from random import Random

import docx
import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

SENTENCE = "报告期末，实际资本 97,231.28 万元，综合偿付能力充足率 208.71%。"


def word() -> bytes:
    document = docx.Document()
    document.add_heading("一、偿付能力情况", 1)
    document.add_paragraph(SENTENCE)
    document.add_paragraph("（单位：万元）")
    table = document.add_table(3, 3)
    for row, texts in enumerate([["项目", "本季度末", "上季度末"], ["实际资本", "97,231.28", "-"], ["", "1", "2"]]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_paragraph("结尾", style="List Number")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (
        ["主要指标"],
        ["单位：万元"],
        ["项目", "期末", "占比"],
        ["实际资本", 97231.2847, 2.0871],
        ["合计", "=B4", None],
    ):
        sheet.append(row)
    sheet["B4"].number_format = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '
    sheet["C4"].number_format = "0.00%"
    sheet.merge_cells("A1:C1")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def page() -> bytes:
    table = "<table><tr><th rowspan=2>项目<th colspan=2>期末<tr><th>账面<th>认可<tr><td>现金<td>1.00<td>-</table>"
    return f"<html><body><h1>报告</h1><p>{SENTENCE}<ul><li>甲<ol><li>乙</ol></ul>{table}</body></html>".encode()


def comma_separated() -> bytes:
    return '主要指标\n单位：万元\n项目,期末,"期\n初"\n实际资本,"97,231.28",-\n'.encode("gb18030")


def facts() -> bytes:
    entry = {"concept": "actual_capital", "value": "972312800", "unit": "CNY", "decimals": -2, "period": "2025-06-30"}
    return json.dumps({"entity": "海河财产保险股份有限公司", "facts": [entry, {**entry, "value": 1.5}]}).encode()


FILES = {
    "draft.docx": word(),
    "draft.xlsx": workbook(),
    "draft.html": page(),
    "draft.csv": comma_separated(),
    "draft.json": facts(),
    "draft.md": f"# 报告\n\n{SENTENCE}\n\n| 项目 | 期末 |\n|---|---|\n| 资本 | 1 |\n".encode(),
    "draft.txt": f"一、概况\n{SENTENCE}\n项目\t期末\n资本\t1\n".encode(),
}


def damaged(data: bytes, random: Random) -> bytes:
    """The bytes with one to eight of: a bit flipped, a stretch cut, doubled, zeroed, or the end lost."""
    content = bytearray(data)
    for _ in range(random.randint(1, 8)):
        if not content:
            break
        start = random.randrange(len(content))
        end = min(len(content), start + random.randint(1, 64))
        kind = random.randrange(6)
        if kind == 0:
            content[start] ^= 1 << random.randrange(8)
        elif kind == 1:
            del content[start:end]
        elif kind == 2:
            content[start:start] = content[start:end]
        elif kind == 3:
            content[start:end] = bytes(end - start)
        elif kind == 4:
            content[start:end] = random.randbytes(end - start)
        elif random.random() < 0.2:
            del content[start:]
    return bytes(content)


def damaged_inside(data: bytes, random: Random) -> bytes:
    """A file damaged behind its container: a part of an office package, the characters of a text."""
    if not data.startswith(b"PK"):
        return rewritten(data, random) if data[:500].lstrip().startswith(b"<") else reworded(data, random)
    buffer = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
            parts = {name: old.read(name) for name in old.namelist()}
            victim = random.choice([name for name in parts if name.endswith((".xml", ".rels"))])
            for name, content in parts.items():
                new.writestr(name, rewritten(content, random) if name == victim else content)
    except (zipfile.BadZipFile, zlib.error, IndexError, RuntimeError, NotImplementedError, EOFError):
        return damaged(data, random)  # a file that was damaged or encrypted when it came
    return buffer.getvalue()


def reworded(content: bytes, random: Random) -> bytes:
    """Text with characters exchanged for odd ones, or stretches of it moved, doubled or lost."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = content.decode("gb18030", "replace")
    odd = [
        '"',
        ",",
        "\t",
        "\n",
        "\r",
        "|",
        "#",
        "{",
        "]",
        "\\",
        "1e999",
        "\u200b",
        "\u2028",
        "（",
        "²",
        "-",
        "𠀀",
        "**",
        "0" * 40,
    ]
    for _ in range(random.randint(1, 8)):
        start = random.randrange(len(text) + 1)
        end = min(len(text), start + random.randint(0, 12))
        place = random.randrange(len(text) + 1)
        kind = random.randrange(3)
        piece = random.choice(odd) if kind == 0 else text[start:end]
        text = text[:start] + text[end:] if kind == 1 else text[:place] + piece + text[place:]
    return text.encode()


def rewritten(content: bytes, random: Random) -> bytes:
    """XML that mostly stays well formed: numbers exchanged for odd ones, attributes and elements lost or doubled."""
    import re

    text = content.decode("utf-8", "replace")
    odd = [
        "",
        "-1",
        "0",
        "99999999999999999999",
        "1e999",
        "NaN",
        "\u0663",
        "²",
        "9" * 5000,
        "x",
        "A1:XFD1048576",
        "2147483648",
    ]
    for _ in range(random.randint(1, 4)):
        kind = random.randrange(4)
        if kind == 0:
            found = list(re.finditer(r'="([^"]*)"', text))
        elif kind == 1:
            found = list(re.finditer(r' [\w:]+="[^"]*"', text))
        elif kind == 2:
            found = list(re.finditer(r"<(\w+:?\w*)[^<>]*/>", text))
        else:
            found = list(re.finditer(r">([^<>]+)<", text))
        if not found:
            continue
        match = random.choice(found)
        new = {0: f'="{random.choice(odd)}"', 1: "", 2: match[0] * 2, 3: f">{random.choice(odd)}<"}[kind]
        text = text[: match.start()] + new + text[match.end() :]
    return text.encode() if random.random() < 0.9 else damaged(text.encode(), random)
