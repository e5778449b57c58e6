"""How fast the readers are, as ratios in one run: python benchmarks/readers.py [FILE.pdf ...]

Without files a 60- and a 300-page report are drawn. Each reader runs several times, in turn with pypdfium2's own plain
text extraction, which is the measure of what the text layer allows; the ratio of the medians of processor time is
printed (of wall time for what works in other processes). pdfplumber and camelot take part where they are installed, on
the first pages of each file.
"""

from __future__ import annotations

import gc
import io
import random
import resource
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROUNDS = 5
SLOW_PAGES = 12
FONT = "Chinese"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
LINE = "本公司报告期内各项业务运行平稳，偿付能力充足，流动性风险可控，各项监管指标均符合监管要求，"
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


def report(pages: int) -> bytes:
    """A report of `pages` pages: running text, and on every second page a table in one of three styles."""
    from reportlab.pdfgen.canvas import Canvas

    register_font()
    rng, out = random.Random(1), io.BytesIO()
    canvas = Canvas(out, pagesize=(595.28, 841.89))
    for number in range(pages):
        canvas.setFont(FONT, 9)
        canvas.drawString(72, 800, "某某财产保险股份有限公司偿付能力季度报告摘要")
        canvas.drawCentredString(297, 36, f"第 {number + 1} 页 共 {pages} 页")
        canvas.setFont(FONT, 10.5)
        rows = 17 if number % 2 else 38
        for row in range(rows):
            turn = rng.randrange(len(LINE))
            canvas.drawString(72, 770 - 18 * row, (LINE[turn:] + LINE[:turn])[:43])
        if number % 2:
            table(canvas, rng, number // 2 % 3)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def register_font() -> None:
    """An embedded Chinese font where one is installed: without one, the viewer's substitute takes most of the time."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFont

    installed = [file for folder in FONT_FOLDERS for file in sorted(Path(folder).glob("**/wqy-zenhei.ttc"))]
    font = TTFont(FONT, str(installed[0]), subfontIndex=0) if installed else UnicodeCIDFont("STSong-Light")
    font.fontName = FONT
    pdfmetrics.registerFont(font)


def table(canvas: object, rng: random.Random, style: int) -> None:
    """A table of eight rows and five columns: full grid, three lines, or no lines."""
    xs, top, pitch = [72, 200, 280, 360, 440, 520], 440, 18
    canvas.setFont(FONT, 9)
    heads = ["项目", "本季度末", "上季度末", "本年累计", "上年同期"]
    for row in range(len(LABELS) + 1):
        y = top - pitch * row
        for column in range(5):
            if not row:
                canvas.drawCentredString((xs[column] + xs[column + 1]) / 2, y, heads[column])
            elif not column:
                canvas.drawString(xs[0] + 4, y, LABELS[row - 1])
            else:
                canvas.drawRightString(xs[column + 1] - 4, y, f"{rng.uniform(1, 1e6):,.2f}")
    ys = [top + 12 - pitch * row for row in range(len(LABELS) + 2)]
    if style == 0:
        canvas.grid(xs, ys)
    elif style == 1:
        for y in (ys[0], ys[1], ys[-1]):
            canvas.line(xs[0], y, xs[-1], y)


def plain_text(path: Path) -> int:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    count = 0
    for index in range(len(pdf)):
        page = pdf[index]
        textpage = page.get_textpage()
        count += len(textpage.get_text_range())
        textpage.close()
        page.close()
    pdf.close()
    return count


def text_and_tables(path: Path) -> object:
    from compliance_check.collect.pdf import read
    from compliance_check.collect.source import Source

    return read(Source(path.read_bytes(), path.name, "d1", "application/pdf"))


def front_door(path: Path, jobs: int = 1) -> object:
    from compliance_check.collect import ReadOptions, read

    return read(path, "d1", ReadOptions(jobs=jobs))


def pdfplumber_tables(path: Path) -> object:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [page.extract_tables() for page in pdf.pages]


def camelot_tables(flavor: str) -> Callable[[Path], object]:
    def run(path: Path) -> object:
        import camelot

        return camelot.read_pdf(str(path), pages="all", flavor=flavor)

    return run


def seconds(work: Callable[[Path], object], path: Path, clock: Callable[[], float]) -> float:
    gc.collect()
    start = clock()
    work(path)
    return clock() - start


def ratio(work: Callable[[Path], object], path: Path, clock: Callable[[], float], rounds: int) -> tuple[float, float]:
    """Median seconds of `work`, and its ratio to plain text extraction measured in between."""
    plain_text(path)
    work(path)
    own, floor = [], []
    for _ in range(rounds):
        floor.append(seconds(plain_text, path, clock))
        own.append(seconds(work, path, clock))
    return median(own), median(own) / median(floor)


def first_pages(path: Path, folder: str, count: int) -> Path:
    import pikepdf

    target = Path(folder) / f"first-{count}-{path.name}"
    with pikepdf.open(path) as source, pikepdf.new() as part:
        for page in source.pages[:count]:
            part.pages.append(page)
        part.save(target)
    return target


def measure(path: Path, folder: str) -> None:
    import pypdfium2

    pages = len(pypdfium2.PdfDocument(path))
    print(f"{path.name}: {pages} pages")
    lines: list[tuple[str, float, float]] = []
    if find_spec("compliance_check"):
        # The front door first: it forks only while this process has a single thread, and numpy starts more.
        one = ratio(front_door, path, time.perf_counter, ROUNDS)
        two = ratio(lambda file: front_door(file, 2), path, time.perf_counter, ROUNDS)
        lines.append(("text and tables", *ratio(text_and_tables, path, time.process_time, ROUNDS)))
        lines.append(("the same in a child process (wall)", *one))
        lines.append(("the same by two processes (wall)", *two))
    part = first_pages(path, folder, SLOW_PAGES)
    if find_spec("pdfplumber"):
        lines.append((f"pdfplumber, {SLOW_PAGES} pages", *ratio(pdfplumber_tables, part, time.process_time, 1)))
    for flavor in ("lattice", "stream", "network", "hybrid") if find_spec("camelot") else ():
        lines.append(
            (f"camelot {flavor}, {SLOW_PAGES} pages", *ratio(camelot_tables(flavor), part, time.perf_counter, 1))
        )
    for name, spent, factor in lines:
        print(f"  {name:45s} {spent:8.2f} s   {factor:7.2f} x plain text")
    print(f"  largest memory so far {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def main() -> None:
    with TemporaryDirectory() as folder:
        paths = [Path(name) for name in sys.argv[1:]]
        if not paths:
            for pages in (60, 300):
                paths.append(Path(folder) / f"report-{pages}.pdf")
                paths[-1].write_bytes(report(pages))
        for path in paths:
            measure(path, folder)


if __name__ == "__main__":
    main()
