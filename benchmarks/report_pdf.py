"""A report drawn for the reader benchmark: pages of running text and tables, with the tables' truth."""

from __future__ import annotations

import io
import random
from pathlib import Path

FONT = "Chinese"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
LINE = "本公司报告期内各项业务运行平稳，偿付能力充足，流动性风险可控，各项监管指标均符合监管要求，"
STYLES = ("grid", "three lines", "no lines")
LABELS = [
    "认可资产",
    "认可负债",
    "实际资本",
    "最低资本",
    "核心偿付能力溢额",
    "核心偿付能力充足率",
    "保险业务收入",
    "净利润",
]


def report(pages: int) -> tuple[bytes, list[list[dict]]]:
    """A report of `pages` pages: running text, and on every second page a table in one of three styles; the true tables
    of every page, as table_score counts them."""
    from reportlab.pdfgen.canvas import Canvas

    register_font()
    rng, out = random.Random(1), io.BytesIO()
    canvas = Canvas(out, pagesize=(595.28, 841.89))
    truth: list[list[dict]] = []
    for number in range(pages):
        canvas.setFont(FONT, 9)
        canvas.drawString(72, 800, "某某财产保险股份有限公司偿付能力季度报告摘要")
        canvas.drawCentredString(297, 36, f"第 {number + 1} 页 共 {pages} 页")
        canvas.setFont(FONT, 10.5)
        rows = 17 if number % 2 else 38
        for row in range(rows):
            turn = rng.randrange(len(LINE))
            canvas.drawString(72, 770 - 18 * row, (LINE[turn:] + LINE[:turn])[:43])
        truth.append([table(canvas, rng, number // 2 % 3)] if number % 2 else [])
        canvas.showPage()
    canvas.save()
    return out.getvalue(), truth


def register_font() -> None:
    """An embedded Chinese font where one is installed: without one, the viewer's substitute takes most of the time."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFont

    installed = [file for folder in FONT_FOLDERS for file in sorted(Path(folder).glob("**/wqy-zenhei.ttc"))]
    font = TTFont(FONT, str(installed[0]), subfontIndex=0) if installed else UnicodeCIDFont("STSong-Light")
    font.fontName = FONT
    pdfmetrics.registerFont(font)


def table(canvas: object, rng: random.Random, style: int) -> dict:
    """A table of eight rows and five columns: full grid, three lines, or no lines. Returns its truth."""
    xs, top, pitch = [72, 200, 280, 360, 440, 520], 440, 18
    canvas.setFont(FONT, 9)
    heads = ["项目", "本季度末", "上季度末", "本年累计", "上年同期"]
    cells = [(0, column, 1, 1, head) for column, head in enumerate(heads)]
    for row in range(len(LABELS) + 1):
        y = top - pitch * row
        for column in range(5):
            if not row:
                canvas.drawCentredString((xs[column] + xs[column + 1]) / 2, y, heads[column])
            elif not column:
                cells.append((row, column, 1, 1, LABELS[row - 1]))
                canvas.drawString(xs[0] + 4, y, LABELS[row - 1])
            else:
                cells.append((row, column, 1, 1, f"{rng.uniform(1, 1e6):,.2f}"))
                canvas.drawRightString(xs[column + 1] - 4, y, cells[-1][4])
    ys = [top + 12 - pitch * row for row in range(len(LABELS) + 2)]
    if style == 0:
        canvas.grid(xs, ys)
    elif style == 1:
        for y in (ys[0], ys[1], ys[-1]):
            canvas.line(xs[0], y, xs[-1], y)
    return {"rows": len(LABELS) + 1, "columns": 5, "header": 1, "cells": cells, "name": STYLES[style]}
