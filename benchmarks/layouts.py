# ruff: noqa: E501 - the word lists read better in long lines
"""Tables in many layouts with their truth: other fonts, paddings, borders, languages and texts than any one producer's.

python benchmarks/layouts.py FOLDER SEED PAGES [weasyprint|chromium|libreoffice] writes layouts-SEED-PRODUCER.pdf and
.json: one page per table, and for each page the table in the form that table_score.py takes.
"""

from __future__ import annotations

import html
import json
import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

STYLES = ["grid", "three", "rows", "none", "stripes", "cell-fills", "columns", "box", "header-fill", "dotted", "white"]
FONTS = ["Noto Serif CJK SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei", "Liberation Serif, Noto Serif CJK SC"]
LABELS = (
    "认可资产 认可负债 实际资本 核心一级资本 核心二级资本 附属一级资本 最低资本 可资本化风险最低资本 市场风险最低资本 "
    "信用风险最低资本 控制风险最低资本 核心偿付能力溢额 综合偿付能力溢额 核心偿付能力充足率 综合偿付能力充足率 保险业务收入 "
    "净利润 综合费用率 综合赔付率 综合退保率 投资收益率 总资产 净资产 现金及流动性管理工具 以公允价值计量且其变动计入当期损益的金融资产 "
    "其中：非寿险业务保险风险最低资本 归属于母公司股东的其他综合收益的税后净额 经营活动产生的现金流量净额 应收保费 应收分保合同准备金"
).split()
ENGLISH = [
    "Actual capital",
    "Minimum capital",
    "Admitted assets",
    "Admitted liabilities",
    "Core solvency surplus",
    "Core solvency adequacy ratio",
    "Comprehensive solvency adequacy ratio",
    "Net profit",
    "Insurance income",
    "Financial assets at fair value through profit or loss",
    "Combined expense ratio",
    "Net cash flows from operations",
    "Of which: market risk",
    "Credit risk",
    "Return on investment",
    "Total assets",
    "Deferred tax assets",
]
HEADS = {
    "zh": [
        "本季度末",
        "上季度末",
        "本年累计",
        "上年同期",
        "同比增长",
        "占比",
        "期末余额",
        "期初余额",
        "预测数",
        "账面价值",
        "2025年",
        "2024年",
    ],
    "en": [
        "Current quarter",
        "Prior quarter",
        "Year to date",
        "Change",
        "Share",
        "2025",
        "2024",
        "Book value",
        "Q4 2025",
    ],
}
GROUPS = {
    "zh": ["本季度末数", "上季度末数", "本年累计数", "基本情景", "压力情景"],
    "en": ["This year", "Last year", "Base", "Stress"],
}
NAMES = "王建国 李晓梅 张伟 陈思远 赵文静 欧阳修文 周强 吴敏 孙浩然 钱多多".split()
POSTS = "董事长 独立董事 执行董事兼总经理 副总经理 财务负责人 合规负责人 首席风险官 监事会主席 总精算师".split()
SENTENCES = [
    "主要由于健康险赔付支出增加所致",
    "保费规模扩大，规模效应显现",
    "按照监管要求补充披露",
    "无重大变化",
    "受权益市场波动影响，公司已调整资产配置并压降高波动品种",
    "曾任某财产保险公司精算部总经理，具有二十年以上从业经验",
    "审议通过公司年度偿付能力报告及资本规划",
    "与上季度末基本持平",
    "公司压降费用、优化渠道结构，综合费用率下降",
]
WIDE = 6  # columns: more than these need small type to leave the names of the rows some room on the sheet
PROSE = "报告期内公司各项业务运行平稳，偿付能力充足，流动性风险可控，各项监管指标均符合要求。"
ENGLISH_PROSE = "The Company remained stable during the quarter and all indicators met the regulatory requirements. "


RULE = re.compile(r"#(t\d+)(?: tr\.(\w+))?(?: (td|\.\w+))?\{([^}]*)\}")
OF_LETTERS = re.compile(r"(?:font-\w+|text-align):[^;]*")
TAG = re.compile(r'<(table|tr|td)(?: id="(t\d+)")?(?: class="([^"]*)")?[^>]*>')


@dataclass
class Layout:
    """A table: cells (row, column, row span, column span, text, kind), and how it is set."""

    columns: int
    rows: int = 0
    header: int = 1
    cells: list[tuple[int, int, int, int, str, str]] = field(default_factory=list)
    style: str = "grid"
    kind: str = ""

    def add(self, row: int, column: int, text: str, kind: str, height: int = 1, width: int = 1) -> None:
        self.cells.append((row, column, height, width, text, kind))
        self.rows = max(self.rows, row + height)

    def truth(self, name: str, style: str) -> dict:
        """The table as table_score.py takes it."""
        cells = [[row, column, height, width, text] for row, column, height, width, text, _ in self.cells]
        sizes = {"rows": self.rows, "columns": self.columns, "header": self.header}
        return {**sizes, "cells": cells, "name": name, "style": style, "kind": self.kind}


def number(rng: random.Random, percent: bool) -> str:
    if rng.random() < 0.05:
        return rng.choice(["-", "—", "", "不适用"])
    if percent:
        return f"{rng.uniform(-30, 300):.2f}%"
    text = f"{rng.choice([rng.uniform(0, 9), rng.uniform(10, 9999), rng.uniform(1e4, 3e6)]):,.2f}"
    return rng.choice([text] * 8 + [f"({text})", f"-{text}", f"（{text}）"])


def figures_table(rng: random.Random) -> Layout:
    language = rng.choice(["zh", "zh", "zh", "en"])
    labels = list(LABELS if language == "zh" else ENGLISH)
    rng.shuffle(labels)
    width = rng.randint(1, 6)
    first = rng.random() < 0.3
    lead = 1 + first
    table = Layout(lead + width, kind=f"figures-{language}")
    name = {"zh": ["项目", "指标名称", "项　目"], "en": ["Item", ""]}[language]
    levels = 2 if width in (4, 6) and rng.random() < 0.5 else 1
    table.header = levels
    if first:
        table.add(0, 0, {"zh": "行次", "en": "No."}[language], "h", levels)
    table.add(0, lead - 1, rng.choice(name), "h", levels)
    heads = rng.sample(HEADS[language], min(width, len(HEADS[language])))
    if levels == 2:
        size = rng.choice([k for k in (2, 3) if width % k == 0])
        for k, group in enumerate(rng.sample(GROUPS[language], width // size)):
            table.add(0, lead + k * size, group, "h", 1, size)
        heads = rng.sample(HEADS[language], size) * (width // size)
    for k, head in enumerate(heads):
        table.add(levels - 1, lead + k, head, "h")
    row = levels
    for k, label in enumerate(labels[: rng.randint(3, 16)]):
        if rng.random() < 0.06 and k:
            table.add(row, lead - 1, rng.choice(["一、资产类", "二、负债类"]) if language == "zh" else "Section", "l")
            row += 1
        if first:
            table.add(row, 0, str(k + 1), "c")
        table.add(row, lead - 1, label, "l")
        for c in range(width):
            text = number(rng, "率" in label or "ratio" in label)
            table.add(row, lead + c, text, "n")
        row += 1
    return table


def text_table(rng: random.Random) -> Layout:
    table = Layout(rng.choice([3, 4, 5]), kind="text")
    heads = ["姓名", "职务", "任职时间", "主要经历", "备注"][: table.columns]
    for c, head in enumerate(heads):
        table.add(0, c, head, "h")
    for r, person in enumerate(rng.sample(NAMES, rng.randint(3, 8)), 1):
        values = [person, rng.choice(POSTS), f"20{rng.randint(10, 24)}年{rng.randint(1, 12)}月"]
        values += [rng.choice(SENTENCES), rng.choice(["无", "连任", "新任", "—"])]
        for c, value in enumerate(values[: table.columns]):
            table.add(r, c, value, "l")
    return table


def remarks_table(rng: random.Random) -> Layout:
    table = Layout(4, kind="remarks")
    for c, head in enumerate(["指标", "本年累计", "上年同期", "变动原因"]):
        table.add(0, c, head, "h")
    for r, label in enumerate(rng.sample(LABELS, rng.randint(3, 6)), 1):
        table.add(r, 0, label, "l")
        table.add(r, 1, number(rng, False), "n")
        table.add(r, 2, number(rng, True), "n")
        table.add(r, 3, rng.choice(SENTENCES) + rng.choice(["", "，" + rng.choice(SENTENCES)]), "l")
    return table


def grouped_table(rng: random.Random) -> Layout:
    table = Layout(4, kind="grouped")
    for c, head in enumerate(["风险类别", "情景", "本季度", "上季度"]):
        table.add(0, c, head, "h")
    row = 1
    for label in rng.sample(LABELS, rng.randint(2, 4)):
        size = rng.randint(2, 3)
        table.add(row, 0, label, "l", size)
        for k in range(size):
            table.add(row + k, 1, ["基本情景", "压力情景", "反向压力"][k], "l")
            table.add(row + k, 2, f"{rng.uniform(0, 300):.2f}%", "n")
            table.add(row + k, 3, f"{rng.uniform(0, 300):.2f}%", "n")
        row += size
    return table


MAKERS = [figures_table] * 5 + [text_table, remarks_table, grouped_table]


def css(rng: random.Random, table: Layout, name: str) -> str:
    style = table.style
    size = rng.choice([7.5, 8, 9, 10, 10.5])
    up, side = rng.choice([1, 2, 3, 5]), rng.choice([3, 4, 6, 9])
    if table.columns >= WIDE:  # or it would reach beyond the sheet, where no reader sees its figures
        size, side = min(size, 8), min(side, 3)
    line = rng.choice([0.4, 0.5, 0.75, 1.0])
    wide = rng.choice(["100%", "100%", "auto", "85%"])
    rules = [
        f"#{name}{{font-family:'{rng.choice(FONTS)}';font-size:{size}pt;line-height:{rng.choice([1.15, 1.25, 1.4])};"
        f"border-collapse:collapse;width:{wide};margin:{rng.choice(['4pt 0', '4pt auto'])}}}",
        f"#{name} td{{padding:{up}pt {side}pt;vertical-align:{rng.choice(['top', 'middle', 'middle', 'bottom'])}}}",
        f"#{name} .h{{text-align:{rng.choice(['center', 'center', 'left', 'right'])};vertical-align:middle;"
        f"font-weight:{rng.choice(['normal', 'bold'])}}}",
        f"#{name} .h0{{text-align:{rng.choice(['center', 'left'])}}}#{name} .c{{text-align:center}}",
        f"#{name} .n{{text-align:{rng.choice(['right', 'right', 'right', 'center'])}}}",
    ]
    lines = {
        "grid": f"#{name} td{{border:{line}pt solid #000}}",
        "dotted": f"#{name} td{{border:{line}pt dashed #555}}",
        "white": f"#{name} td{{border:1pt solid #fff;background:#e8eef7}}#{name} .h{{background:#9db7dd}}",
        "rows": f"#{name} td{{border-top:{line}pt solid #000;border-bottom:{line}pt solid #000}}",
        "columns": f"#{name} td{{border-left:{line}pt solid #000;border-right:{line}pt solid #000}}"
        f"#{name}{{border:{line}pt solid #000}}#{name} tr.last td{{border-bottom:{line}pt solid #000}}",
        "three": f"#{name}{{border-top:1.2pt solid #000;border-bottom:1.2pt solid #000}}"
        f"#{name} tr.last td{{border-bottom:{line}pt solid #000}}",
        "box": f"#{name}{{border:{line}pt solid #000}}#{name} tr.last td{{border-bottom:{line}pt solid #000}}",
        "stripes": f"#{name} tr.odd{{background:#eee}}#{name} tr.head{{background:#c5d3ea}}",
        "cell-fills": f"#{name} tr.odd td{{background:#f1f1f1}}#{name} tr.head td{{background:#c5d3ea}}",
        "header-fill": f"#{name} tr.head td{{background:#ddd}}#{name}{{border-bottom:{line}pt solid #000}}",
        "none": "",
    }
    return "\n".join([*rules, lines[style]])


def for_libreoffice(page: str) -> str:
    """The HTML as LibreOffice understands it: styles in the tags of tables and of a paragraph in each cell, and page
    breaks before paragraphs."""
    rules: dict[str, list[tuple[str, str, str]]] = {}
    for name, row, cell, style in RULE.findall(page):
        rules.setdefault(name, []).append((row, cell, style))
    name, font, row = "", "", [""]

    def styled(match: re.Match[str]) -> str:
        nonlocal name, font, row
        tag, classes = match.group(1), (match.group(3) or "").split()
        if tag == "table":
            name = match.group(2)
            font = next(style for of_row, of_cell, style in rules[name] if not of_row and not of_cell)
            style = ";".join(style for of_row, of_cell, style in rules[name] if not of_row and not of_cell)
            return f'{match.group()[:-1]} style="{style}">'
        row = classes if tag == "tr" else row
        own = ["td", *(f".{name}" for name in classes)] if tag == "td" else [""]
        found = [
            s for of_row, cell, s in rules[name] if cell in own and (of_row in row or (tag == "td" and not of_row))
        ]
        style = ";".join(found)
        letters = ";".join(OF_LETTERS.findall(f"{font};{style}"))  # with more than these it never comes to an end
        inner = f'<p style="margin:0;text-indent:0;{letters}">' if tag == "td" else ""
        return f'{match.group()[:-1]} style="{style}">{inner}'

    page = TAG.sub(styled, page).replace("</td>", "</p></td>").replace(".p{page-break-after:always}", "")
    return page.replace("<p>Sheet", '<p style="page-break-before:always">Sheet')


def markup(table: Layout, name: str) -> str:
    rows = []
    for r in range(table.rows):
        kinds = "head" if r < table.header else "odd" if (r - table.header) % 2 else "even"
        last = " last" if r == table.header - 1 else ""
        cells = []
        for row, column, height, width, text, kind in sorted(table.cells, key=lambda cell: cell[1]):
            if row == r:
                extra = " h0" if kind == "h" and column == 0 else ""
                cells.append(f'<td class="{kind}{extra}" rowspan="{height}" colspan="{width}">{html.escape(text)}</td>')
        filled = _covered(table, r)
        present = {c for row, c, *_ in table.cells if row == r}
        if len(present | filled) < table.columns:  # a section's name: empty cells keep the columns
            for c in range(table.columns):
                if c not in present | filled:
                    cells.insert(c, "<td></td>")
        rows.append(f'<tr class="{kinds}{last}">{"".join(cells)}</tr>')
    return f'<table id="{name}">{"".join(rows)}</table>'


def _covered(table: Layout, r: int) -> set[int]:
    """Columns of row `r` that spans of other cells cover."""
    return {
        c
        for row, column, height, width, *_ in table.cells
        for c in range(column, column + width)
        if row <= r < row + height and (row, column) != (r, c)
    }


def build(seed: int, pages: int) -> tuple[str, list[dict]]:
    """The HTML of `pages` pages, and the truth of each."""
    rng = random.Random(seed)
    sheets, bodies, truth = [], [], []
    for page in range(pages):
        table = rng.choice(MAKERS)(rng)
        table.style = STYLES[page % len(STYLES)]
        if table.style in ("none", "three", "box", "header-fill", "columns") and table.kind == "grouped":
            table.style = "rows"  # without a rule nothing tells how many rows a label stands for
        name = f"t{page}"
        sheets.append(css(rng, table, name))
        prose = (ENGLISH_PROSE if table.kind.endswith("en") else PROSE) * rng.randint(1, 3)
        unit = rng.choice(["", '<p class="u">单位：人民币万元</p>'])
        bodies.append(f'<div class="p"><p>Sheet {page}: {prose}</p>{unit}{markup(table, name)}<p>{prose}</p></div>')
        truth.append(table.truth(f"p{page + 1} {table.kind}/{table.style}", table.style))
    head = (
        "@page{size:A4;margin:22mm 20mm}body{font-family:'Noto Serif CJK SC';font-size:10.5pt;line-height:1.5}"
        ".p{page-break-after:always}p{text-indent:2em;margin:4pt 0;text-align:justify}"
        ".u{text-align:right;font-size:9pt}"
    )
    page_html = f'<!DOCTYPE html><html><head><meta charset="utf-8"><style>{head}{"".join(sheets)}</style></head>'
    return f"{page_html}<body>{''.join(bodies)}</body></html>", truth


def produce(text: str, target: Path, producer: str) -> None:
    """Print the HTML to `target`."""
    source = target.with_suffix(".html")
    source.write_text(for_libreoffice(text) if producer == "libreoffice" else text, encoding="utf-8")
    if producer == "weasyprint":
        from weasyprint import HTML

        HTML(string=text).write_pdf(target)
    elif producer == "chromium":
        browser = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
        flags = ["--headless", "--no-sandbox", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
        subprocess.run([browser, *flags, source.resolve().as_uri()], check=True, capture_output=True)
    else:
        command = ["soffice", "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", str(target.parent)]
        subprocess.run([*command, str(source)], check=True, capture_output=True)


def main() -> None:
    folder, seed, pages = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    producer = sys.argv[4] if len(sys.argv) > 4 else "weasyprint"
    folder.mkdir(parents=True, exist_ok=True)
    text, truth = build(seed, pages)
    target = folder / f"layouts-{seed}-{producer}.pdf"
    produce(text, target, producer)
    target.with_suffix(".json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
